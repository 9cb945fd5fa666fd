package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connector.Capabilities;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.JobProgress;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.connector.Transport;
import io.serai.connectors.http.HttpDefinition.Call;
import io.serai.connectors.http.HttpDefinition.Link;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        Set<SyncMode> modes = operations.containsKey(Operation.REMOVE)
                ? EnumSet.of(SyncMode.MIRROR, SyncMode.ADD_ONLY)
                : EnumSet.noneOf(SyncMode.class);
        int maxItems = operations.values().stream()
                .flatMap(List::stream)
                .mapToInt(Link::maxItems)
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

    @Override
    public void check() {
        if (definition.check().isEmpty()) {
            return;
        }
        Call call = definition.check().get();
        Transport.Response response;
        try {
            response = account.ask(call, scope, new byte[0], definition.limits().timeout());
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.DESTINATION_UNREACHABLE,
                    "The destination '" + context.name() + "' cannot be reached. Check its address and the network.");
        }
        if (!call.accept().contains(response.status())) {
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
        List<Recipient> admitted = new ArrayList<>();
        List<Optional<String>> refusals = new ArrayList<>();
        for (Member member : delivery.members()) {
            ObjectNode fields = HttpConnector.fieldValues(member.fields());
            // Whoever leaves must not stay for the sake of a field.
            ObjectNode decisive = delivery.operation() == Operation.ADD ? fields : HttpConnector.fieldValues(Map.of());
            Optional<String> refusal = definition.slots().refusal(delivery.namespace(), member.identifier(), decisive);
            refusals.add(refusal);
            if (refusal.isEmpty()) {
                admitted.add(new Recipient(
                        slot.apply(member.identifier()),
                        definition.slots().values(delivery.namespace(), member.identifier(), fields)));
            }
        }
        Iterator<Outcome> sent = sent(links, slot, delivery, admitted).iterator();
        return refusals.stream()
                .map(refusal -> refusal.<Outcome>map(reason -> new Outcome.Rejected(ErrorCode.FIELD_INVALID, reason))
                        .orElseGet(sent::next))
                .toList();
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
