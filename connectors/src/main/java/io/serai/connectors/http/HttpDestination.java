package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connector.Capabilities;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.JobProgress;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Snapshot;
import io.serai.connector.SyncMode;
import io.serai.connector.Transport;
import io.serai.connectors.http.HttpDefinition.Call;
import io.serai.connectors.http.HttpDefinition.Link;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An audience reached by a {@link HttpDefinition}. Thread-safe. */
final class HttpDestination implements Destination {
    private static final int ROUNDS = 10;

    private final HttpDefinition definition;
    private final Scope scope;
    private final Account account;
    private final ConnectorContext context;
    private final Map<Operation, List<Link>> operations = new EnumMap<>(Operation.class);
    private final Optional<Duration> refreshAfter;

    /** @throws SeraiException CONFIG_INVALID if the settings make no time to live */
    HttpDestination(HttpDefinition definition, Scope scope, Account account) {
        this.definition = definition;
        this.scope = scope;
        this.account = account;
        this.context = account.context();
        definition
                .operations()
                .forEach((operation, links) -> operations.put(
                        operation, links.stream().map(link -> link.sized(scope)).toList()));
        this.refreshAfter = definition.ttl().map(this::refreshAfter);
    }

    private Duration refreshAfter(HttpDefinition.Ttl ttl) {
        String minutes = ttl.minutes().render(scope);
        if (!minutes.matches("[1-9]\\d{0,8}")) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "The destination '" + context.name() + "' has members that live for no whole number of minutes."
                            + " Correct the setting that says how long they live.");
        }
        double seconds = Long.parseLong(minutes) * 60 * ttl.refresh();
        return Duration.ofSeconds(Math.max(1, Math.round(seconds)));
    }

    @Override
    public Capabilities capabilities() {
        Set<SyncMode> modes = EnumSet.noneOf(SyncMode.class);
        if (operations.keySet().containsAll(Set.of(Operation.ADD, Operation.REMOVE))) {
            modes.addAll(Set.of(SyncMode.MIRROR, SyncMode.ADD_ONLY));
        }
        definition.replace().ifPresent(replace -> modes.add(SyncMode.SNAPSHOT));
        int maxItems = Stream.concat(
                        operations.values().stream().flatMap(List::stream).map(Link::maxItems),
                        definition.replace().stream().map(Replace::page))
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        // Where a request takes few, many go out side by side.
        return new Capabilities(
                modes,
                Math.max(maxItems, ROUNDS * definition.limits().concurrency()),
                definition.worksInJobs(),
                definition.operations().containsKey(Operation.ERASE),
                refreshAfter);
    }

    /** Where no request is known that changes nothing: whether anybody is there, and lets us log in. */
    @Override
    public void check() {
        Optional<Call> call = definition.check();
        Transport.Response response;
        try {
            Duration timeout = definition.limits().timeout();
            response = call.isPresent()
                    ? account.ask(call.get(), scope, new byte[0], timeout)
                    : account.send("GET", account.url("/"), Map.of(), new byte[0], timeout);
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.DESTINATION_UNREACHABLE,
                    "The destination '" + context.name() + "' cannot be reached. Check its address and the network.");
        }
        int status = response.status();
        if (!call.map(known -> known.accept().contains(status)).orElse(status < 500 && status != 429)) {
            JsonNode body = AnswerParser.json(response.body());
            throw Chain.stop(context, definition.statuses().meaning(response, body), response);
        }
    }

    @Override
    public JobProgress poll(Delivery delivery, String job) {
        List<Link> links = links(delivery);
        Optional<Job> known = links.get(links.size() - 1).job();
        if (known.isEmpty()) {
            return Destination.super.poll(delivery, job);
        }
        Slot slot = slot(delivery.namespace());
        return new JobPoll(known.get(), account, definition, scope, job, slot, delivery).ask();
    }

    private List<Link> links(Delivery delivery) {
        return Optional.ofNullable(operations.get(delivery.operation()))
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFIG_INVALID,
                        "The connector '" + definition.name() + "' cannot "
                                + delivery.operation().word() + " members."));
    }

    /** Sends whom it can; who cannot be written as the vendor wants it is refused here, before anything is sent. */
    @Override
    public List<Outcome> deliver(Delivery delivery) {
        List<Link> links = links(delivery);
        Slot slot = slot(delivery.namespace());
        Admitted admitted = Admitted.of(delivery, definition.slots(), slot);
        return admitted.outcomes(sent(links, slot, delivery, admitted.recipients()));
    }

    @Override
    public Snapshot snapshot(String sync, String namespace, List<String> fields, Instant moment) {
        return definition
                .replace()
                .<Snapshot>map(replace -> new HttpSnapshot(
                        definition, replace, scope, account, this::deliver, slot(namespace), session(sync, moment)))
                .orElseGet(() -> Destination.super.snapshot(sync, namespace, fields, moment));
    }

    /** Two syncs of one account may begin in the same moment. */
    private static long session(String sync, Instant moment) {
        return moment.toEpochMilli() * 1_000 + Math.floorMod(sync.hashCode(), 1_000);
    }

    private List<Outcome> sent(List<Link> links, Slot slot, Delivery delivery, List<Recipient> recipients) {
        Chain chain = new Chain(definition, scope, account, slot, delivery);
        int most = together(links);
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < recipients.size(); from += most) {
            outcomes.addAll(chain.send(links, recipients.subList(from, Math.min(recipients.size(), from + most))));
        }
        return outcomes;
    }

    /**
     * How many go through a chain together: few enough for its slowest request, so that some arrive before the deadline
     * whatever their number.
     */
    private int together(List<Link> links) {
        int fewest = links.stream().mapToInt(Link::maxItems).min().orElse(1);
        return fewest * ROUNDS * definition.limits().concurrency();
    }

    private Slot slot(String namespace) {
        return definition
                .slots()
                .of(namespace)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFIG_INVALID,
                        "The connector '" + definition.name() + "' knows nobody by '" + namespace
                                + "'. Use one of its identifiers in the sync."));
    }

    @Override
    public void close() {}
}
