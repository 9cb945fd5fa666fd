package io.serai.sync;

import io.serai.audit.Act;
import io.serai.audit.Audit;
import io.serai.audit.Origin;
import io.serai.connector.Capabilities;
import io.serai.connector.Destination;
import io.serai.connector.Pauser;
import io.serai.connector.SyncMode;
import io.serai.crypto.Hash;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.ProfileStore;
import io.serai.run.FaultPoint;
import io.serai.run.Lease;
import io.serai.run.Leases;
import io.serai.store.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/**
 * Keeps destinations in step with segments. Thread-safe; a run works on the caller's thread. Runs of different syncs go
 * on side by side and share nothing, so that a destination that hangs delays only its own sync; a second run of the
 * same sync, in this hub or another, is refused.
 */
public final class SyncEngine {
    /**
     * How long things may take.
     *
     * @param delivery the time a destination has for one delivery
     * @param lease how long a sync stays taken after its hub died; longer than a delivery
     * @param patience how long a run waits for a destination that is in trouble, before it leaves the rest to the next
     */
    public record Limits(Duration delivery, Duration lease, Duration patience) {
        /** What suits most destinations. */
        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(45), Duration.ofSeconds(60), Duration.ofSeconds(30));
    }

    private final Keyring keyring;
    private final Database database;
    private final Clock clock;
    private final Limits limits;
    private final Leases leases;
    private final Audit audit;
    private final RunLog log;
    private final Planner planner;
    private final MemberDelivery members;
    private final SnapshotDelivery snapshots;
    private final SyncListener listener;

    public SyncEngine(
            Database database,
            Keyring keyring,
            ProfileStore profiles,
            Leases leases,
            Clock clock,
            Pauser pauser,
            Limits limits,
            SyncListener listener) {
        this.database = database;
        this.clock = clock;
        this.limits = limits;
        this.leases = leases;
        this.listener = listener;
        this.keyring = keyring;
        Eligibility eligibility = new Eligibility(keyring);
        this.audit = new Audit(database, keyring, clock);
        this.log = new RunLog(clock);
        this.planner = new Planner(profiles, keyring, eligibility);
        Outbox outbox = new Outbox(profiles, keyring, eligibility, log, clock);
        Settlement settlement = new Settlement(
                keyring, log, clock, () -> ThreadLocalRandom.current().nextDouble());
        Jobs jobs = new Jobs(database, outbox, settlement, limits, clock, pauser);
        this.members = new MemberDelivery(database, outbox, settlement, jobs, limits, clock, pauser);
        this.snapshots = new SnapshotDelivery(database, outbox, settlement, jobs, limits, log, clock);
    }

    /** What a run would do now, at a destination that can do this; changes nothing. */
    public SyncPlan dryRun(SyncDefinition sync, Capabilities capabilities) {
        return database.inTransaction(handle -> {
            int syncId = SyncStates.find(handle, sync.name()).orElse(0);
            SyncPlan plan = plan(handle, sync, syncId, capabilities, () -> {});
            return new SyncPlan(plan.books(), plan.changes(), braked(sync, plan));
        });
    }

    /**
     * Which of these profiles a sync would have at its destination, as the store is in the caller's transaction.
     *
     * @return by member, the hash of what would be sent of it
     * @throws SeraiException NOT_FOUND if its segment was never built
     */
    public Map<Hash, Hash> desired(Handle handle, SyncDefinition sync, Collection<Long> profiles) {
        return planner.desired(handle, sync, profiles);
    }

    /**
     * What becomes of members at the destination.
     *
     * @param before as {@link #desired} had it
     * @param after as it has it now, in the same transaction
     */
    public SyncImpact impact(Handle handle, SyncDefinition sync, Map<Hash, Hash> before, Map<Hash, Hash> after) {
        List<Hash> gone = before.keySet().stream()
                .filter(member -> !after.containsKey(member))
                .toList();
        long added = after.keySet().stream()
                .filter(member -> !before.containsKey(member))
                .count();
        long updated = after.entrySet().stream()
                .filter(entry ->
                        before.containsKey(entry.getKey()) && !entry.getValue().equals(before.get(entry.getKey())))
                .count();
        long removed = sync.mode() == SyncMode.ADD_ONLY ? planner.forbidden(handle, sync, gone) : gone.size();
        return new SyncImpact(added, updated, removed);
    }

    /**
     * Plans and sends, and returns when nothing is left to send or the rest must wait. Trouble with the destination is
     * told by the run; the next run goes on with what is pending.
     *
     * @throws SeraiException CONFLICT if the sync is paused, runs already or now names another destination; NOT_FOUND
     *     if its segment was never built; LEASE_LOST if another hub took over; STORE_UNAVAILABLE
     */
    public SyncRun run(SyncDefinition sync, Destination destination) {
        if (!destination.capabilities().modes().contains(sync.mode())) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "The destination '" + sync.destination() + "' of sync '" + sync.name() + "' cannot do mode "
                            + sync.mode().word() + ". Choose another mode.");
        }
        int syncId = database.inTransaction(handle -> SyncStates.enter(handle, sync));
        database.inTransaction(handle -> {
            refuseIfPaused(handle, sync);
            return true;
        });
        try (Lease lease = leases.acquire("sync." + sync.name(), limits.lease())
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFLICT, "The sync '" + sync.name() + "' runs already, here or in another hub."))) {
            long runId = database.inTransaction(handle -> {
                lease.renew(handle);
                long id = log.start(handle, sync.name());
                SyncStates.lastRun(handle, syncId, id);
                return id;
            });
            return run(new SyncWork(sync, destination, syncId, runId, lease));
        }
    }

    private SyncRun run(SyncWork work) {
        try {
            members.finish(work);
            if (!plan(work)) {
                return read(work);
            }
            FaultPoint.at("sync.after-plan");
            progress(work);
            Optional<ErrorCode> trouble =
                    work.sync().mode() == SyncMode.SNAPSHOT ? snapshots.run(work) : Optional.empty();
            // After a snapshot that is who is to be erased.
            return finish(work, trouble.isPresent() ? trouble : members.run(work, this::progress));
        } catch (InterruptedException e) {
            SyncRun stopped = close(work, SyncRun.State.CANCELLED, Optional.empty(), "The hub was told to stop.");
            Thread.currentThread().interrupt();
            return stopped;
        } catch (SeraiException e) {
            if (e.code() == ErrorCode.LEASE_LOST || e.code() == ErrorCode.STORE_UNAVAILABLE) {
                throw e;
            }
            return close(work, stateAfter(e.code()), Optional.of(e.code()), String.valueOf(e.getMessage()));
        }
    }

    private static SyncRun.State stateAfter(ErrorCode code) {
        return switch (code) {
            case CONFLICT -> SyncRun.State.CANCELLED;
            case BRAKE -> SyncRun.State.HELD;
            default -> SyncRun.State.FAILED;
        };
    }

    /** Whether there is anything to send: false if the brake holds the run. */
    private boolean plan(SyncWork work) {
        return database.inTransaction(handle -> {
            SyncPlan plan =
                    plan(handle, work.sync(), work.syncId(), work.destination().capabilities(), work.lease()::renew);
            work.lease().renew(handle);
            log.planned(handle, work.runId(), plan.books());
            if (braked(work.sync(), plan) && !SyncStates.takeRelease(handle, work.syncId())) {
                log.finish(
                        handle, work.runId(), SyncRun.State.HELD, Optional.of(ErrorCode.BRAKE), held(plan.changes()));
                return false;
            }
            planner.apply(handle, work.sync(), work.syncId(), clock.instant());
            return true;
        });
    }

    private SyncPlan plan(Handle handle, SyncDefinition sync, int syncId, Capabilities capabilities, Runnable heartbeat)
            throws SQLException {
        Optional<Instant> stale = capabilities.refreshAfter().map(clock.instant()::minus);
        return planner.plan(handle, sync, syncId, stale, capabilities.erases(), heartbeat);
    }

    private static boolean braked(SyncDefinition sync, SyncPlan plan) {
        SyncChanges changes = plan.changes();
        return sync.brake().holds(changes.ledger(), changes.added(), changes.removed());
    }

    private static String held(SyncChanges changes) {
        return "The destination holds " + changes.ledger() + " members; this run would add " + changes.added()
                + " and remove " + changes.removed()
                + ". Nothing was sent. Look at the segment, then release the sync or widen its brake.";
    }

    private SyncRun finish(SyncWork work, Optional<ErrorCode> trouble) {
        long waiting = database.inTransaction(handle -> SyncStates.waiting(handle, work.syncId()));
        SyncBooks books = read(work).books();
        if (!books.balance() || books.pending() != waiting) {
            return close(
                    work,
                    SyncRun.State.FAILED,
                    Optional.of(ErrorCode.BOOKS_UNBALANCED),
                    "The run's counts do not add up; " + waiting + " additions wait in the outbox.");
        }
        if (trouble.isPresent()) {
            return close(work, SyncRun.State.FAILED, trouble, trouble.get().summary());
        }
        return close(work, SyncRun.State.FINISHED, Optional.empty(), "");
    }

    private SyncRun close(SyncWork work, SyncRun.State state, Optional<ErrorCode> code, String error) {
        database.inTransaction(handle -> {
            work.lease().renew(handle);
            log.finish(handle, work.runId(), state, code, error);
            return true;
        });
        return read(work);
    }

    private void progress(SyncWork work) {
        listener.progress(read(work));
    }

    private SyncRun read(SyncWork work) {
        return database.inTransaction(handle -> log.read(handle, work.runId()))
                .orElseThrow(() -> new SeraiException(ErrorCode.INTERNAL, "run " + work.runId() + " has vanished"));
    }

    /** Stops a sync after the batch it is sending, and refuses further runs until {@link #resume}. */
    public void pause(SyncDefinition sync, Origin by) {
        change(sync, by, Act.SYNC_PAUSE, SyncStates::pause);
    }

    /**
     * Ends the run under way, in whichever hub, after the batch it is sending; the next run goes on with what is pending.
     *
     * @throws SeraiException CONFLICT if it is not running
     */
    public void cancel(SyncDefinition sync, Origin by) {
        change(sync, by, Act.SYNC_CANCEL, SyncStates::cancel);
    }

    /** Allows runs again. Time spent paused does not count towards the retry horizon. */
    public void resume(SyncDefinition sync, Origin by) {
        change(sync, by, Act.SYNC_RESUME, SyncStates::resume);
    }

    /** Lets the next run pass the brake, once. */
    public void release(SyncDefinition sync, Origin by) {
        change(sync, by, Act.SYNC_RELEASE, SyncStates::release);
    }

    private void change(SyncDefinition sync, Origin by, Act act, BiConsumer<Handle, SyncDefinition> change) {
        database.inTransaction(handle -> {
            change.accept(handle, sync);
            audit.append(handle, by, act, sync.name(), "");
            return true;
        });
    }

    /** Sends again, with the next run, every member that was refused; returns how many dead letters that closes. */
    public int retryDeadLetters(String sync) {
        return database.inTransaction(handle -> SyncStates.retryDeadLetters(handle, sync, clock.instant()));
    }

    /**
     * A page of what is known of a sync's members, in an order of no meaning; none of one that has never run.
     *
     * @param after the id of the last one of the page before; empty text for the first page
     * @throws SeraiException USAGE if that is no id
     */
    public List<SyncRecord> records(String sync, String after, int most) {
        if (!after.matches("([0-9a-f]{2})*")) {
            throw new SeraiException(ErrorCode.USAGE, "'after' must be the id of a record.");
        }
        byte[] member = HexFormat.of().parseHex(after);
        return database.inTransaction(handle -> SyncStates.find(handle, sync)
                .map(syncId -> SyncStates.records(handle, syncId, member, most))
                .orElse(List.of()));
    }

    /**
     * What every sync knows of a person, by the identifiers that they have now.
     *
     * @param identifiers by namespace
     */
    public List<SyncTrace> traces(Map<String, List<String>> identifiers) {
        List<byte[]> members = new ArrayList<>();
        identifiers.forEach(
                (namespace, values) -> values.forEach(value -> members.add(keyring.hashIdentifier(namespace, value))));
        return database.read(handle -> SyncStates.traces(handle, members));
    }

    /** Every sync that ever ran or was paused, those no longer configured included, by name. */
    public List<SyncStatus> status() {
        return database.inTransaction(handle -> SyncStates.all(handle, log));
    }

    /** @throws SeraiException CONFLICT if somebody wants the run to end */
    static void refuseIfStopped(Handle handle, SyncWork work) {
        refuseIfPaused(handle, work.sync());
        if (SyncStates.isCancelled(handle, work)) {
            throw new SeraiException(
                    ErrorCode.CONFLICT, "Somebody ended this run. The next one goes on with what is pending.");
        }
    }

    private static void refuseIfPaused(Handle handle, SyncDefinition sync) {
        if (SyncStates.isPaused(handle, sync.name())) {
            throw new SeraiException(
                    ErrorCode.CONFLICT, "The sync '" + sync.name() + "' is paused. Resume it, then run it.");
        }
    }
}
