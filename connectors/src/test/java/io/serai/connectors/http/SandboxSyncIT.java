package io.serai.connectors.http;

import static io.serai.sync.SyncFixture.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.connector.Capabilities;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Outcome;
import io.serai.connector.Transport;
import io.serai.connectors.TestDestinations;
import io.serai.error.ErrorCode;
import io.serai.sandbox.SandboxMailer;
import io.serai.sync.SyncBooks;
import io.serai.sync.SyncFixture;
import io.serai.sync.SyncRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way from a segment to the sandbox, through every kind of trouble. */
class SandboxSyncIT {
    private static final String LIST = "news";

    private final SyncFixture fixture = new SyncFixture();
    private SandboxMailer mailer =
            start(new SandboxMailer.Options(TestDestinations.KEY, 0, "refused.example", Optional.empty()));

    private static SandboxMailer start(SandboxMailer.Options options) {
        return SandboxMailer.start(0, options);
    }

    private Destination destination() {
        return TestDestinations.sandbox(mailer.url(), LIST, fixture.clock);
    }

    @AfterEach
    void close() {
        mailer.close();
        fixture.close();
    }

    @Test
    void membersArriveAndRefusedOnesBecomeDeadLetters() {
        // Given
        fixture.members(1200);
        fixture.member(2000, "bad@refused.example", "Bad");
        // When
        SyncRun run = fixture.run(destination());
        // Then
        assertThat(run.state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(run.books()).isEqualTo(new SyncBooks(1201, 1200, 1, Map.of(), 0));
        assertThat(mailer.members(LIST)).hasSize(1200).containsKey(email(1));
        assertThat(mailer.members(LIST))
                .hasEntrySatisfying(
                        email(7),
                        fields -> assertThat(fields.path("FNAME").asText()).isEqualTo("Name7"));
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter WHERE position = 2000 AND state = 'open'"
                        + " AND code = 'DESTINATION_REJECTED' AND reason LIKE '%member_invalid%'"
                        + " AND reason NOT LIKE '%refused.example%'"))
                .isEqualTo(1);
    }

    @Test
    void aRefusedMemberIsSentAgainOnlyWhenItChangesOrIsRetried() {
        // Given
        fixture.member(1, "bad@refused.example", "Bad");
        fixture.run(destination());
        int before = mailer.requests().size();
        // When
        SyncRun unchanged = fixture.run(destination());
        // Then
        assertThat(mailer.requests()).hasSize(before);
        assertThat(unchanged.books()).isEqualTo(new SyncBooks(1, 0, 1, Map.of(), 0));
        // When
        assertThat(fixture.engine.retryDeadLetters("vip-news")).isEqualTo(1);
        SyncRun retried = fixture.run(destination());
        // Then
        assertThat(mailer.requests()).hasSize(before + 1);
        assertThat(retried.books().rejected()).isEqualTo(1);
        // When
        fixture.member(1, "good@example.com", "Good");
        assertThat(fixture.run(destination()).books().delivered()).isEqualTo(1);
        assertThat(mailer.members(LIST)).containsOnlyKeys("good@example.com");
    }

    @Test
    void oneBadMemberOfAHundredCostsOnlyItselfWhenTheWholeBatchIsRefused() {
        // Given
        fixture.members(99);
        fixture.member(100, "bad@refused.example", "Bad");
        mailer.mode(SandboxMailer.Mode.ALL_OR_NOTHING);
        // When
        SyncRun run = fixture.run(destination());
        // Then
        assertThat(run.books()).isEqualTo(new SyncBooks(100, 99, 1, Map.of(), 0));
        assertThat(mailer.members(LIST)).hasSize(99);
        assertThat(mailer.requests().size()).isLessThan(20);
    }

    @Test
    void aBusyDestinationIsWaitedForAsLongAsItAsks() {
        // Given
        mailer.close();
        mailer = start(new SandboxMailer.Options(TestDestinations.KEY, 2, "refused.example", Optional.empty()));
        fixture.members(1600);
        java.time.Instant before = fixture.clock.instant();
        // When
        SyncRun run = fixture.run(destination());
        // Then
        assertThat(run.state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(run.books()).isEqualTo(new SyncBooks(1600, 1600, 0, Map.of(), 0));
        assertThat(mailer.requests()).extracting(SandboxMailer.Logged::status).contains(429);
        assertThat(fixture.clock.instant()).isAfterOrEqualTo(before.plusSeconds(1));
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = SandboxMailer.Mode.class,
            names = {"FAIL", "RUBBISH", "HALF"})
    void troubleLeavesMembersPendingAndTheNextRunConverges(SandboxMailer.Mode trouble) {
        // Given
        fixture.members(30);
        mailer.mode(trouble);
        // When
        SyncRun troubled = fixture.run(destination());
        // Then
        assertThat(troubled.state()).isEqualTo(SyncRun.State.FAILED);
        assertThat(troubled.code().orElseThrow().isRetriable()).isTrue();
        assertThat(troubled.books()).isEqualTo(new SyncBooks(30, 0, 0, Map.of(), 30));
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter")).isZero();
        // When
        mailer.mode(SandboxMailer.Mode.NORMAL);
        fixture.clock.advance(Duration.ofMinutes(5));
        SyncRun good = fixture.run(destination());
        // Then
        assertThat(good.books()).isEqualTo(new SyncBooks(30, 30, 0, Map.of(), 0));
        assertThat(mailer.members(LIST)).hasSize(30);
    }

    @ParameterizedTest
    @EnumSource(
            value = SandboxMailer.Mode.class,
            names = {"HANG", "ACCEPT_THEN_HANG"})
    void aMemberThatMayHaveArrivedIsRemovedIfItLeavesBeforeItIsConfirmed(SandboxMailer.Mode trouble) {
        // Given
        fixture.members(2);
        mailer.mode(trouble);
        Destination impatient = new ShortOfTime(destination());
        SyncRun troubled = fixture.run(impatient);
        assertThat(troubled.code()).contains(ErrorCode.DESTINATION_UNREACHABLE);
        assertThat(troubled.books().pending()).isEqualTo(2);
        fixture.leave(1);
        mailer.mode(SandboxMailer.Mode.NORMAL);
        fixture.clock.advance(Duration.ofMinutes(5));
        // When
        SyncRun good = fixture.run(destination());
        // Then
        assertThat(good.books()).isEqualTo(new SyncBooks(1, 1, 0, Map.of(), 0));
        assertThat(mailer.members(LIST)).containsOnlyKeys(email(2));
    }

    /** Gives a delivery a second of real time, as a slow destination would use up the whole of it. */
    private record ShortOfTime(Destination destination) implements Destination {
        @Override
        public Capabilities capabilities() {
            return destination.capabilities();
        }

        @Override
        public void check() {}

        @Override
        public List<Outcome> deliver(Delivery delivery) {
            return destination.deliver(new Delivery(
                    delivery.id(),
                    delivery.sync(),
                    delivery.operation(),
                    delivery.namespace(),
                    delivery.fields(),
                    delivery.members(),
                    delivery.deadline().minus(Duration.ofMillis(44_700))));
        }

        @Override
        public void close() {}
    }

    @Test
    void afterTheHorizonAMemberBecomesADeadLetterAndNotBefore() {
        // Given
        fixture.members(3);
        mailer.mode(SandboxMailer.Mode.FAIL);
        fixture.run(destination());
        fixture.clock.advance(Duration.ofHours(3));
        assertThat(fixture.run(destination()).books().pending()).isEqualTo(3);
        // When
        fixture.clock.advance(Duration.ofHours(1));
        SyncRun run = fixture.run(destination());
        // Then
        assertThat(run.books()).isEqualTo(new SyncBooks(3, 0, 3, Map.of(), 0));
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter WHERE code = 'DESTINATION_GAVE_UP'"))
                .isEqualTo(3);
    }

    @Test
    void aWrongKeyStopsTheSyncWithItsCodeAndEverythingStaysPending() {
        // Given
        fixture.members(3);
        mailer.close();
        mailer = start(SandboxMailer.Options.of("another-key"));
        // When
        SyncRun run = fixture.run(destination());
        // Then
        assertThat(run.state()).isEqualTo(SyncRun.State.FAILED);
        assertThat(run.code()).contains(ErrorCode.DESTINATION_REFUSED_CREDENTIAL);
        assertThat(run.error().orElseThrow()).doesNotContain(TestDestinations.KEY);
        assertThat(run.books()).isEqualTo(new SyncBooks(3, 0, 0, Map.of(), 3));
        assertThatThrownBy(() -> destination().check())
                .isInstanceOfSatisfying(
                        io.serai.error.SeraiException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_REFUSED_CREDENTIAL));
    }

    @Test
    void whateverHappensToRandomSegmentsTheSandboxEndsUpHoldingExactlyTheDesiredMembers() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        SandboxMailer.Mode[] modes = {
            SandboxMailer.Mode.NORMAL, SandboxMailer.Mode.FAIL, SandboxMailer.Mode.RUBBISH, SandboxMailer.Mode.HALF
        };
        for (int round = 0; round < 12; round++) {
            // Given
            for (int change = 0; change < 15; change++) {
                changeSomebody(random);
            }
            mailer.mode(modes[random.nextInt(modes.length)]);
            // When
            SyncRun run = fixture.run(destination());
            // Then
            assertThat(run.books().balance())
                    .as("seed %d round %d", seed, round)
                    .isTrue();
            fixture.clock.advance(Duration.ofMinutes(6));
        }
        mailer.mode(SandboxMailer.Mode.NORMAL);
        SyncRun last = fixture.run(destination());
        assertThat(last.state()).as("seed %d", seed).isEqualTo(SyncRun.State.FINISHED);
        assertThat(mailer.members(LIST).keySet()).as("seed %d", seed).isEqualTo(desired);
    }

    private final Set<String> desired = new TreeSet<>();
    private final String[] addresses = new String[40];

    private void changeSomebody(SplittableRandom random) {
        int id = random.nextInt(1, 40);
        Optional.ofNullable(addresses[id]).ifPresent(desired::remove);
        String email = "p" + id + "-" + random.nextInt(3) + "@example.com";
        boolean consents = random.nextInt(4) > 0;
        boolean in = random.nextInt(3) > 0;
        fixture.person(id, email, "Name" + random.nextInt(3), Map.of("news", consents));
        if (in) {
            fixture.enter(id);
        } else {
            fixture.leave(id);
        }
        addresses[id] = email;
        if (in && consents) {
            desired.add(email);
        }
    }

    @Test
    void theSandboxKeepsItsListsInAFile(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        // Given
        SandboxMailer.Options options = new SandboxMailer.Options(
                TestDestinations.KEY, 0, "refused.example", Optional.of(folder.resolve("lists.jsonl")));
        mailer.close();
        mailer = start(options);
        fixture.members(5);
        fixture.run(destination());
        // When
        mailer.close();
        mailer = start(options);
        // Then
        assertThat(mailer.members(LIST)).hasSize(5);
    }

    @Test
    void secretsShowNowhere() {
        assertThat(new Transport.Request(
                                "POST",
                                java.net.URI.create("http://127.0.0.1/x"),
                                Map.of("Authorization", TestDestinations.KEY),
                                new byte[0],
                                Duration.ofSeconds(1),
                                1)
                        .toString())
                .doesNotContain(TestDestinations.KEY);
    }
}
