package io.serai.operate;

import io.serai.config.ConfigState;
import io.serai.config.HubConfig;
import io.serai.config.SourceDefinition;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Run;
import io.serai.run.RunKind;
import io.serai.segment.SegmentStatus;
import io.serai.store.Database;
import io.serai.sync.SyncStatus;
import io.serai.trait.TraitStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a hub stands, asked anew each time. Thread-safe. */
public final class Status {
    private static final String INGEST = "ingest";
    /** Far more than a batch takes, less than a lock is waited for. */
    private static final Duration LONG_BATCH = Duration.ofSeconds(10);
    /** For how long a field of a stream is new. */
    private static final Duration NEWS = Duration.ofDays(30);

    private final Operations hub;
    private final String version;
    private final Instant startedAt;
    private final RouteControl routes;

    public Status(Operations hub, String version, RouteControl routes) {
        this.hub = hub;
        this.version = version;
        this.startedAt = hub.clock().instant();
        this.routes = routes;
    }

    public String version() {
        return version;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** What one look at something found. */
    public record Check(boolean up, String detail) {}

    /** Whether the hub can do its work, and what of it cannot. */
    public record Health(boolean ready, Map<String, Check> checks) {
        /** Whether it can do its work and nothing holds that up. */
        public boolean flows() {
            Check ingest = checks.get(INGEST);
            return ready && ingest != null && ingest.up();
        }
    }

    /**
     * A stream of a source: read or not, the last look at it by this hub, and its last import.
     *
     * @param newFields that its records have had for some weeks at most, the newest first
     */
    public record SourceStatus(
            String name,
            String stream,
            String connector,
            String state,
            Optional<Instant> readingSince,
            Optional<Sources.Look> look,
            List<String> newFields,
            Optional<Run> lastRun) {}

    /** A sync that is configured, or still has a ledger. */
    public record SyncView(String name, String state, Optional<SyncStatus> stored) {
        /** What keeps the destination from forgetting people whom it must forget, and the cure; empty if nothing does. */
        public Optional<String> erasureWaits() {
            return stored.filter(sync -> sync.unerased() > 0)
                    .flatMap(sync -> cure().map(cure -> "The destination '" + sync.destination() + "' may still know "
                            + sync.unerased() + " who may never be stored again, and the sync is " + state + ". "
                            + cure));
        }

        private Optional<String> cure() {
            return switch (state) {
                case "paused" -> Optional.of("'serai sync resume " + name + "' lets it erase them.");
                case "held" ->
                    Optional.of("Look at it with 'serai sync dry-run " + name + "', then 'serai sync release " + name
                            + "'.");
                case "failed" -> Optional.of("Its last run says why in 'serai sync show " + name + "'.");
                case "removed" ->
                    Optional.of("Configure it again until it has run, or erase them at the destination by hand.");
                default -> Optional.empty();
            };
        }
    }

    /**
     * Ready means: the store answers, its schema is this version's, and the hub is not on its way out. A file with
     * problems, ingest that is held up, work that waits and a segment that failed are told but stop nothing else.
     */
    public Health health() {
        Map<String, Check> checks = new LinkedHashMap<>();
        Check store = storeCheck();
        checks.put("store", store);
        // The store was migrated before anything else was started.
        checks.put("migrations", new Check(store.up(), store.up() ? "current" : "unknown"));
        ConfigState config = hub.configuration();
        checks.put(
                "config",
                new Check(
                        config.problems().isEmpty(),
                        config.problems().size() + " problems, "
                                + config.pending().size() + " changes to apply"));
        checks.put("running", new Check(!hub.isDraining(), hub.isDraining() ? "draining" : "running"));
        checks.put(INGEST, ingest());
        if (store.up()) {
            checks.put("backlog", backlog());
            checks.put("erasures", erasures());
        }
        return new Health(store.up() && !hub.isDraining(), checks);
    }

    private Check storeCheck() {
        try {
            hub.database().ping();
            return new Check(true, storeVersion());
        } catch (SeraiException e) {
            return new Check(false, e.code().name());
        }
    }

    private Check ingest() {
        Duration busy = hub.core().identity().workingFor();
        return busy.compareTo(LONG_BATCH) < 0
                ? new Check(true, "not held up")
                : new Check(
                        false,
                        "one batch has been at it for " + busy.toSeconds()
                                + " s; if it is no rebuild, another connection"
                                + " holds a lock: SHOW ENGINE INNODB STATUS on the store tells which");
    }

    private Check backlog() {
        try {
            long failed = hub.segments().status().stream()
                    .filter(segment -> segment.state() == SegmentStatus.State.FAILED)
                    .count();
            long traits = hub.traits().status().stream()
                    .filter(trait -> trait.state() == SegmentStatus.State.FAILED)
                    .count();
            long waiting =
                    hub.syncs().status().stream().mapToLong(SyncStatus::outbox).sum();
            return new Check(
                    failed + traits == 0,
                    waiting + " changes wait to be delivered, " + failed + " segments and " + traits
                            + " computed traits failed");
        } catch (SeraiException e) {
            return new Check(false, e.code().name());
        }
    }

    private Check erasures() {
        try {
            List<String> waiting = syncs().stream()
                    .filter(sync -> sync.erasureWaits().isPresent())
                    .map(SyncView::name)
                    .toList();
            return new Check(
                    waiting.isEmpty(),
                    waiting.isEmpty()
                            ? "none are held up"
                            : ErrorCode.ERASURE_WAITS + " at " + String.join(", ", waiting)
                                    + "; 'serai sync list' has the cures");
        } catch (SeraiException e) {
            return new Check(false, e.code().name());
        }
    }

    /** @throws SeraiException STORE_UNAVAILABLE */
    public String storeVersion() {
        Database database = hub.database();
        return database.inTransaction(handle ->
                handle.createQuery("SELECT VERSION()").mapTo(String.class).one());
    }

    public ConfigState configuration() {
        return hub.configuration();
    }

    /** Every stream of every source. */
    public List<SourceStatus> sources() {
        List<SourceStatus> all = new ArrayList<>();
        for (SourceDefinition source : hub.configuration().running().sources().values()) {
            for (String stream : source.streams().keySet()) {
                StreamName name = new StreamName(source.name(), stream);
                all.add(new SourceStatus(
                        source.name(),
                        stream,
                        source.kind().name(),
                        hub.sources().isPaused(name)
                                ? "paused"
                                : routes.state(RouteControl.idOf(name)).orElse("stopped"),
                        hub.sources().readingSince(name),
                        hub.sources().look(name),
                        hub.core()
                                .identity()
                                .fields()
                                .addedSince(name, hub.clock().instant().minus(NEWS)),
                        hub.runs().list(Optional.of(RunKind.IMPORT), Optional.of(name.toString()), 1).stream()
                                .findFirst()));
            }
        }
        return all;
    }

    public List<TraitStatus> traits() {
        return hub.traits().status();
    }

    public List<SegmentStatus> segments() {
        return hub.segments().status();
    }

    /** Every sync that is configured or ever ran. */
    public List<SyncView> syncs() {
        HubConfig config = hub.configuration().running();
        Map<String, SyncView> views = new java.util.TreeMap<>();
        config.syncs().keySet().forEach(name -> views.put(name, new SyncView(name, "idle", Optional.empty())));
        for (SyncStatus stored : hub.syncs().status()) {
            views.put(stored.sync(), new SyncView(stored.sync(), state(config, stored), Optional.of(stored)));
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
                    case HELD -> "held";
                    case FAILED -> "failed";
                    case FINISHED, CANCELLED -> "idle";
                })
                .orElse("idle");
    }

    /** How often a unit of work has lost a conflict over a lock since the start. */
    public long storeConflicts() {
        return hub.database().conflicts();
    }

    public long openDeadLetters() {
        return hub.core().deadLetters().open();
    }

    public long profiles() {
        return hub.database()
                .inTransaction(handle -> handle.createQuery("SELECT COUNT(*) FROM profile WHERE redirect_to IS NULL")
                        .mapTo(Long.class)
                        .one());
    }
}
