package io.serai.operate;

import io.serai.config.HubConfig;
import io.serai.config.SourceDefinition;
import io.serai.connector.DestinationDefinition;
import io.serai.connectors.webhook.WebhookSourceKind;
import io.serai.document.Node;
import io.serai.error.ErrorCode;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Look;
import io.serai.run.Run;
import io.serai.run.RunKind;
import io.serai.run.RunState;
import io.serai.sync.SyncStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How each thing stands, in one word: the only place that says so, whoever shows it. Thread-safe. */
final class Standing {
    /** For how long a field of a stream is new. */
    private static final Duration NEWS = Duration.ofDays(30);
    /** What a run fails with when it is the destination's doing. */
    private static final Set<ErrorCode> DESTINATIONS = EnumSet.of(
            ErrorCode.DESTINATION_UNREACHABLE,
            ErrorCode.DESTINATION_BUSY,
            ErrorCode.DESTINATION_FAILED,
            ErrorCode.DESTINATION_UNINTELLIGIBLE,
            ErrorCode.DESTINATION_REFUSED_CREDENTIAL);

    private final Operations hub;
    private final RouteControl routes;

    Standing(Operations hub, RouteControl routes) {
        this.hub = hub;
        this.routes = routes;
    }

    List<SourceStatus> sources() {
        List<SourceStatus> all = new ArrayList<>();
        for (SourceDefinition source : hub.configuration().running().sources().values()) {
            for (SourceDefinition.Stream stream : source.streams().values()) {
                all.add(source(source, stream));
            }
        }
        return all;
    }

    private static Optional<String> schedule(Node stream) {
        return stream.text("schedule").or(() -> stream.text("every").map(length -> "every " + length));
    }

    private SourceStatus source(SourceDefinition source, SourceDefinition.Stream stream) {
        StreamName name = new StreamName(source.name(), stream.name());
        Optional<Look> look = hub.sources().look(name);
        return new SourceStatus(
                name.source(),
                name.stream(),
                source.kind().name(),
                state(source, name, look),
                schedule(stream.settings()),
                hub.sources().readingSince(name),
                look,
                hub.core()
                        .identity()
                        .fields()
                        .addedSince(name, hub.clock().instant().minus(NEWS)),
                hub.runs().list(Optional.of(RunKind.IMPORT), Optional.of(name.toString()), 1).stream()
                        .findFirst());
    }

    private String state(SourceDefinition source, StreamName name, Optional<Look> look) {
        if (hub.sources().isPaused(name)) {
            return "paused";
        }
        Optional<ErrorCode> failure = look.flatMap(Look::failure).map(known -> known.code());
        if (failure.isPresent()) {
            return failure.get() == ErrorCode.BRAKE ? "held" : "failed";
        }
        // What is pushed comes by the API's own route.
        return source.kind() instanceof WebhookSourceKind
                ? "started"
                : routes.state(RouteControl.idOf(name)).orElse("stopped");
    }

    List<SyncView> syncs() {
        HubConfig config = hub.configuration().running();
        Map<String, SyncView> views = new TreeMap<>();
        config.syncs()
                .keySet()
                .forEach(name -> views.put(name, new SyncView(name, "idle", Optional.empty(), Optional.empty())));
        for (SyncStatus stored : hub.syncs().status()) {
            views.put(
                    stored.sync(),
                    new SyncView(
                            stored.sync(),
                            state(config, stored),
                            Optional.of(stored),
                            hub.runs().settled(RunKind.SYNC, stored.sync())));
        }
        return List.copyOf(views.values());
    }

    private static String state(HubConfig config, SyncStatus stored) {
        if (!config.syncs().containsKey(stored.sync())) {
            return "removed";
        }
        if (stored.paused()) {
            return "paused";
        }
        return stored.lastRun()
                .map(run -> switch (run.state()) {
                    case RUNNING -> "running";
                    case WAITING -> "waiting";
                    case HELD -> "held";
                    case FAILED -> "failed";
                    case FINISHED, CANCELLED -> "idle";
                })
                .orElse("idle");
    }

    List<DestinationStatus> destinations() {
        HubConfig config = hub.configuration().running();
        List<SyncView> syncs = syncs();
        return config.destinations().values().stream()
                .sorted(Comparator.comparing(DestinationDefinition::name))
                .map(destination -> destination(config, destination, syncs))
                .toList();
    }

    private static DestinationStatus destination(
            HubConfig config, DestinationDefinition destination, List<SyncView> views) {
        List<SyncView> syncs = views.stream()
                .filter(view -> Optional.ofNullable(config.syncs().get(view.name()))
                        .filter(sync -> sync.destination().equals(destination.name()))
                        .isPresent())
                .toList();
        List<Run> runs = syncs.stream().flatMap(view -> view.settled().stream()).toList();
        Optional<Run> failure = runs.stream().filter(Standing::isOfDestination).max(Comparator.comparingLong(Run::id));
        boolean reached = runs.stream().anyMatch(run -> run.state() == RunState.FINISHED);
        return new DestinationStatus(
                destination.name(),
                destination.connector().name(),
                failure.isPresent() ? "failed" : reached ? "reachable" : "unknown",
                syncs.stream().map(SyncView::name).toList(),
                failure);
    }

    /** Whether the destination is why a run failed. */
    static boolean isOfDestination(Run run) {
        return run.state() == RunState.FAILED
                && run.errorCode()
                        .filter(code -> DESTINATIONS.stream()
                                .anyMatch(known -> known.name().equals(code)))
                        .isPresent();
    }
}
