package io.serai.operate;

import io.serai.config.ConfigState;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.ProfileCount;
import io.serai.segment.SegmentStatus;
import io.serai.store.Database;
import io.serai.sync.SyncStatus;
import io.serai.trait.TraitStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a hub stands, asked anew each time. Thread-safe. */
public final class Status {
    private static final String INGEST = "ingest";
    /** Far more than a batch takes, less than a lock is waited for. */
    private static final Duration LONG_BATCH = Duration.ofSeconds(10);

    private final Operations hub;
    private final String version;
    private final Instant startedAt;
    private final RouteControl routes;
    private final Standing standing;
    private final ProfileCount people;

    public Status(Operations hub, String version, RouteControl routes) {
        this.hub = hub;
        this.version = version;
        this.startedAt = hub.clock().instant();
        this.people = new ProfileCount(hub.database());
        this.routes = routes;
        this.standing = new Standing(hub, routes);
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
            return ready && ingest().up();
        }

        /** Whether what comes in is stored. */
        Check ingest() {
            return checks.getOrDefault(INGEST, new Check(false, "unknown"));
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
        return standing.sources();
    }

    public List<TraitStatus> traits() {
        return hub.traits().status();
    }

    public List<SegmentStatus> segments() {
        return hub.segments().status();
    }

    /** Every sync that is configured or ever ran. */
    public List<SyncView> syncs() {
        return standing.syncs();
    }

    /** Every destination that is configured, by name. */
    public List<DestinationStatus> destinations() {
        return standing.destinations();
    }

    /** How the sources and syncs stand that routes work for. */
    public Map<RoutePurpose, String> states() {
        Map<RoutePurpose, String> states = new HashMap<>();
        sources()
                .forEach(source -> states.put(new RoutePurpose(RoutePurpose.Kind.SOURCE, source.id()), source.state()));
        syncs().forEach(sync -> states.put(new RoutePurpose(RoutePurpose.Kind.SYNC, sync.name()), sync.state()));
        return states;
    }

    /** Every route of this hub, by id. */
    public List<RouteFigures> routes() {
        return routes.figures();
    }

    /** How often a unit of work has lost a conflict over a lock since the start. */
    public long storeConflicts() {
        return hub.database().conflicts();
    }

    public long openDeadLetters() {
        return hub.core().deadLetters().open();
    }

    public long profiles() {
        return people.live();
    }
}
