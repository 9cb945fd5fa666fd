package io.serai.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Pauser;
import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.connector.Snapshot;
import io.serai.connector.SyncMode;
import io.serai.connector.Transport;
import io.serai.document.Document;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** One rule tried on one destination: what a rule says of it, in the rule's words. */
final class DestinationTrial implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration IMPATIENCE = Duration.ofMillis(500);

    private final DestinationFixture fixture;
    private final Transport transport;
    private final Destination destination;
    private Duration time = PATIENCE;

    DestinationTrial(DestinationFixture fixture) {
        this.fixture = fixture;
        this.transport = ConnectorThreads.outside(fixture.transport());
        this.destination = open(fixture.options());
    }

    DestinationFixture fixture() {
        return fixture;
    }

    Destination destination() {
        return destination;
    }

    boolean has(DestinationBehavior behavior) {
        return fixture.has(behavior);
    }

    /** Whether it has the behaviour; that it offers the mode must agree. */
    boolean offers(SyncMode mode, DestinationBehavior behavior) {
        assertThat(destination.capabilities().modes().contains(mode))
                .as("offers %s", mode)
                .isEqualTo(has(behavior));
        return has(behavior);
    }

    void ail(DestinationBehavior behavior) {
        time = behavior == DestinationBehavior.ANSWERS_GET_LOST ? IMPATIENCE : PATIENCE;
        fixture.ail(behavior);
    }

    void mend() {
        time = PATIENCE;
        fixture.mend();
    }

    Map<String, Map<String, String>> held() {
        return fixture.held();
    }

    List<Outcome> add(List<Person> people) {
        return send(Operation.ADD, people);
    }

    List<Outcome> send(Operation operation, List<Person> people) {
        return deliver(destination, operation, people);
    }

    List<Outcome> deliver(Destination to, Operation operation, List<Person> people) {
        Delivery delivery = delivery(operation, people);
        List<Outcome> outcomes = to.deliver(delivery);
        assertThat(outcomes).as("one outcome for each member").hasSameSizeAs(people);
        boolean inJobs = outcomes.stream().anyMatch(Outcome.Pending.class::isInstance);
        assertThat(inJobs && !to.capabilities().asynchronous())
                .as("jobs of one that works in none")
                .isFalse();
        return JobWatch.ended(to, delivery, outcomes);
    }

    private Delivery delivery(Operation operation, List<Person> people) {
        Instant deadline = Instant.now().plus(time);
        String id = "b" + Integer.toHexString(Objects.hash(operation, people));
        return new Delivery(id, "contract", operation, "email", Person.FIELDS, Person.members(people), deadline);
    }

    /** What a job of these people came to. */
    List<Outcome> ended(String job, List<Person> people) {
        return JobWatch.ended(destination, delivery(Operation.ADD, people), job);
    }

    void arrives(List<Person> people) {
        assertThat(add(people)).allMatch(DestinationTrial::arrived);
    }

    static boolean arrived(Outcome outcome) {
        return outcome.fold(() -> true, refusal -> false, (code, after) -> false, job -> false);
    }

    private static boolean isTriedAgain(Outcome outcome) {
        return outcome.fold(() -> false, refusal -> false, (code, after) -> code.isRetriable(), job -> false);
    }

    /** While the place is in trouble nobody arrives and nobody is refused; afterwards the same delivery is all there is. */
    void passes(DestinationBehavior trouble, Consumer<List<Outcome>> more) {
        if (!has(trouble)) {
            return;
        }
        List<Person> people = Person.several(0, 10);
        ail(trouble);
        for (int time = 0; time < 3; time++) {
            List<Outcome> outcomes = add(people);
            assertThat(outcomes).as("while the place is in trouble").noneMatch(Outcome::isDefinite);
            assertThat(outcomes).as("nobody is given up").allMatch(DestinationTrial::isTriedAgain);
            more.accept(outcomes);
        }
        mend();
        arrives(people);
        assertThat(held()).isEqualTo(Person.byEmail(people));
    }

    Snapshot snapshot() {
        return destination.snapshot("contract", "email", Person.FIELDS, Instant.EPOCH);
    }

    /** Adds people to a snapshot, who all arrive once it is committed. */
    void write(Snapshot snapshot, List<Person> people, boolean last) {
        assertThat(snapshot.add(delivery(Operation.ADD, people), last))
                .as("one outcome for each member")
                .hasSameSizeAs(people)
                .allMatch(DestinationTrial::arrived);
    }

    Destination open(String options) {
        return open(settings("options", options, fixture.connector().options()));
    }

    Destination open(Settings options) {
        Settings audience =
                settings("audience", fixture.audience(), fixture.connector().audience());
        return fixture.connector()
                .open(options, audience, new ConnectorContext("contract", Clock.systemUTC(), transport, Pauser.REAL));
    }

    private static Settings settings(String name, String yaml, ObjectShape shape) {
        Problems problems = new Problems();
        return Document.parse(name, yaml, problems)
                .flatMap(root -> Settings.read(root, shape, Secrets.lenient(Map.of()), problems))
                .orElseThrow(() -> new AssertionError(problems.list()));
    }

    void refuses(String options, ErrorCode code) {
        try (Destination wrong = open(options)) {
            refuses(code, wrong::check);
        }
    }

    static void refuses(ErrorCode code, ThrowingCallable action) {
        assertThat(catchThrowable(action)).isInstanceOfSatisfying(SeraiException.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure).hasMessageMatching("(?s).{20,}");
        });
    }

    /** All that an error says. */
    static String told(Throwable failure) {
        StringBuilder told = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            told.append(cause).append('\n');
        }
        return told.toString();
    }

    @Override
    public void close() {
        destination.close();
    }
}
