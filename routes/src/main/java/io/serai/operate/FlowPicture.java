package io.serai.operate;

import io.micrometer.core.instrument.Tags;
import io.serai.error.SeraiException;
import io.serai.operate.Flow.Edge;
import io.serai.operate.Flow.Node;
import io.serai.segment.SegmentStatus;
import io.serai.sync.SyncDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Draws what flows where, from the counters of this hub and the states that everything else shows. Thread-safe.
 *
 * <p>Every record that is read is stored, unchanged, invalid or suppressed, and each of these has an edge.
 */
public final class FlowPicture {
    private static final String RECORDS = "serai.records";
    private static final String SENT = "serai.sync.sent";
    private static final String REQUESTS = "serai.http.requests";
    private static final String INGEST = "ingest";
    private static final String STORE = "store";
    private static final String LETTERS = "dead-letters";
    private static final String BLOCKED = "suppressed";
    private static final String RUNNING = "running";

    private final Operations hub;
    private final Status status;
    private final Rates rates;

    public FlowPicture(Operations hub, Status status, Rates rates) {
        this.hub = hub;
        this.status = status;
        this.rates = rates;
    }

    /**
     * The whole hub.
     *
     * @throws SeraiException STORE_UNAVAILABLE
     */
    public Flow whole() {
        Drawing drawing = new Drawing();
        Map<String, String> states = states();
        Set<String> streams = new TreeSet<>(rates.values(RECORDS, "stream"));
        streams.addAll(states.keySet());
        streams.forEach(stream -> drawing.source(stream, states));
        drawing.core(Tags.empty());
        drawing.segments(name -> true);
        drawing.syncs(sync -> true);
        return drawing.flow();
    }

    /**
     * What a route does.
     *
     * @throws SeraiException STORE_UNAVAILABLE
     */
    public Flow of(RoutePurpose purpose) {
        Drawing drawing = new Drawing();
        switch (purpose.kind()) {
            case SOURCE -> {
                drawing.source(purpose.name(), states());
                drawing.core(Tags.of("stream", purpose.name()));
            }
            case SYNC -> {
                SyncDefinition sync = hub.syncs().definition(purpose.name());
                drawing.store();
                drawing.segments(sync.segment()::equals);
                drawing.syncs(sync::equals);
                drawing.letters();
            }
            case API -> drawing.requests(purpose.name());
            case HUB -> drawing.node("hub", purpose.name(), RUNNING, Map.of());
        }
        return drawing.flow();
    }

    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        status.sources().forEach(source -> states.put(source.id(), source.state()));
        return states;
    }

    /** One picture under way. */
    private final class Drawing {
        private final List<Node> nodes = new ArrayList<>();
        private final List<Edge> edges = new ArrayList<>();

        /** An edge to or from what is not drawn leads nowhere. */
        Flow flow() {
            Set<String> ids = new TreeSet<>();
            nodes.forEach(node -> ids.add(node.id()));
            edges.removeIf(edge -> !ids.contains(edge.from()) || !ids.contains(edge.to()));
            return new Flow(nodes, edges);
        }

        private String node(String kind, String name, String state, Map<String, Long> figures) {
            String id = kind.equals(name) ? kind : kind + "." + name;
            nodes.add(new Node(id, kind, name, state, figures));
            return id;
        }

        private void edge(String from, String to, String what, String meter, Tags tags) {
            edges.add(new Edge(from, to, what, rates.of(meter, tags)));
        }

        /** A stream that no source has is one of files that people import by hand. */
        void source(String stream, Map<String, String> states) {
            String id = node("source", stream, states.getOrDefault(stream, "by-hand"), Map.of());
            edge(id, INGEST, "read", RECORDS, Tags.of("stream", stream));
        }

        /** @param tags whose records; none for everybody's */
        void core(Tags tags) {
            node(INGEST, INGEST, status.health().flows() ? RUNNING : "held-up", Map.of());
            store();
            letters();
            node(BLOCKED, BLOCKED, RUNNING, Map.of());
            edge(INGEST, STORE, "stored", RECORDS, tags.and("outcome", "stored"));
            edge(INGEST, STORE, "unchanged", RECORDS, tags.and("outcome", "unchanged"));
            edge(INGEST, STORE, "events", "serai.events", tags);
            edge(INGEST, LETTERS, "invalid", RECORDS, tags.and("outcome", "invalid"));
            edge(INGEST, BLOCKED, "suppressed", RECORDS, tags.and("outcome", "suppressed"));
        }

        void store() {
            node(STORE, STORE, RUNNING, Map.of("profiles", status.profiles()));
        }

        void letters() {
            node(LETTERS, LETTERS, RUNNING, Map.of("open", status.openDeadLetters()));
        }

        void segments(Predicate<String> wanted) {
            status.segments().stream()
                    .filter(segment -> wanted.test(segment.name()))
                    .forEach(this::segment);
        }

        private void segment(SegmentStatus segment) {
            Map<String, Long> figures = Map.of("members", segment.members(), "lag", segment.lag());
            String id = node("segment", segment.name(), segment.state().name().toLowerCase(Locale.ROOT), figures);
            for (String direction : List.of("entered", "exited")) {
                Tags tags = Tags.of("segment", segment.name(), "direction", direction);
                edge(STORE, id, direction, "serai.segment.changes", tags);
            }
        }

        void syncs(Predicate<SyncDefinition> wanted) {
            Set<String> destinations = new TreeSet<>();
            Map<String, SyncDefinition> syncs = hub.configuration().running().syncs();
            status.syncs()
                    .forEach(view -> Optional.ofNullable(syncs.get(view.name()))
                            .filter(wanted)
                            .ifPresent(sync -> {
                                sync(sync, view);
                                destinations.add(sync.destination());
                            }));
            status.destinations().stream()
                    .filter(destination -> destinations.contains(destination.name()))
                    .forEach(destination -> node("destination", destination.name(), destination.state(), Map.of()));
        }

        private void sync(SyncDefinition sync, SyncView view) {
            Map<String, Long> figures = view.stored()
                    .map(stored -> Map.of("ledger", stored.ledger(), "outbox", stored.outbox()))
                    .orElse(Map.of());
            String id = node("sync", sync.name(), view.state(), figures);
            String destination = "destination." + sync.destination();
            Tags tags = Tags.of("sync", sync.name());
            edge("segment." + sync.segment(), id, "sent", SENT, tags);
            for (String outcome : List.of("delivered", "removed", "erased")) {
                edge(id, destination, outcome, SENT, tags.and("outcome", outcome));
            }
            edge(id, LETTERS, "rejected", SENT, tags.and("outcome", "rejected"));
        }

        void requests(String group) {
            String callers = node("callers", "callers", RUNNING, Map.of());
            String id = node("api", group, RUNNING, Map.of());
            rates.values(REQUESTS, "status").stream()
                    .sorted()
                    .forEach(code -> edge(callers, id, code, REQUESTS, Tags.of("group", group, "status", code)));
            edges.removeIf(edge -> edge.reading().total() == 0);
        }
    }
}
