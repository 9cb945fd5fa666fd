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
import io.serai.run.Lease;
import io.serai.run.Leases;
import io.serai.store.Database;
import java.time.Clock;
import java.time.Duration;
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
    private final Desired desired;
    private final Leavers leavers;
    private final Jobs jobs;
    private final Runner runner;

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
        this.keyring = keyring;
        Eligibility eligibility = new Eligibility(keyring);
        this.audit = new Audit(database, keyring, clock);
        this.log = new RunLog(clock);
        this.desired = new Desired(profiles, keyring, eligibility);
        this.leavers = new Leavers(profiles, eligibility);
        Outbox outbox = new Outbox(profiles, keyring, eligibility, log, clock);
        Settlement settlement = new Settlement(
                keyring, log, clock, () -> ThreadLocalRandom.current().nextDouble());
        Sender sender = new Sender(database, clock, limits.delivery());
        this.jobs = new Jobs(database, outbox, settlement, sender, clock);
        this.runner = new Runner(
                database,
                log,
                new Planner(desired, leavers),
                new SnapshotDelivery(database, outbox, settlement, sender, limits, log, clock, pauser),
                new MemberDelivery(database, outbox, settlement, sender, jobs, limits, clock, pauser),
                jobs,
                clock,
                listener);
    }

    /** What a run would do now, at a destination that can do this; changes nothing. */
    public SyncPlan dryRun(SyncDefinition sync, Capabilities capabilities) {
        return database.inTransaction(handle -> {
            int syncId = SyncStates.find(handle, sync.name()).orElse(0);
            return runner.plan(handle, sync, syncId, capabilities, () -> {});
        });
    }

    /**
     * Which of these profiles a sync would have at its destination, as the store is in the caller's transaction.
     *
     * @return by member, the hash of what would be sent of it
     * @throws SeraiException NOT_FOUND if its segment was never built
     */
    public Map<Hash, Hash> desired(Handle handle, SyncDefinition sync, Collection<Long> profiles) {
        return desired.among(handle, sync, profiles);
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
        long removed = sync.mode() == SyncMode.ADD_ONLY ? leavers.count(handle, sync, gone) : gone.size();
        return new SyncImpact(added, updated, removed);
    }

    /**
     * Plans and sends, and returns when nothing is left to send or the rest must wait. Trouble with the destination is
     * told by the run; the next run goes on with what is pending. Where only jobs of the destination are waited for, it
     * returns too, and {@link #goOn} takes the run up; so does this, before it begins another.
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
        int syncId = enter(sync);
        try (Lease lease = alone(sync)) {
            Optional<SyncRun> left = takeUp(sync, destination, syncId, lease);
            if (left.filter(run -> run.state() != SyncRun.State.FINISHED).isPresent()) {
                return left.get();
            }
            long runId = database.inTransaction(handle -> {
                lease.renew(handle);
                long id = log.start(handle, sync.name());
                SyncStates.lastRun(handle, syncId, id);
                return id;
            });
            return runner.run(new SyncWork(sync, destination, syncId, runId, lease));
        }
    }

    /** The syncs with a job that is to be asked after now, by name; those that are paused wait. */
    public List<String> toGoOn() {
        return database.inTransaction(handle -> Jobs.due(handle, clock.instant()));
    }

    /**
     * Asks after the jobs of a sync that are due. If a run waits for them it goes on, up to its end or until it waits
     * again; otherwise what they came to is booked in the runs that began them.
     *
     * @return the run that went on
     * @throws SeraiException as {@link #run} does, and what the destination says of the whole sync
     */
    public Optional<SyncRun> goOn(SyncDefinition sync, Destination destination) {
        int syncId = enter(sync);
        try (Lease lease = alone(sync)) {
            Optional<SyncRun> run = takeUp(sync, destination, syncId, lease);
            if (run.isEmpty()) {
                jobs.poll(new SyncWork(sync, destination, syncId, 0, lease));
            }
            return run;
        }
    }

    private int enter(SyncDefinition sync) {
        return database.inTransaction(handle -> {
            int syncId = SyncStates.enter(handle, sync);
            refuseIfPaused(handle, sync);
            return syncId;
        });
    }

    private Lease alone(SyncDefinition sync) {
        return leases.acquire("sync." + sync.name(), limits.lease())
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFLICT, "The sync '" + sync.name() + "' runs already, here or in another hub."));
    }

    /** Goes on with the last run, if it waits. */
    private Optional<SyncRun> takeUp(SyncDefinition sync, Destination destination, int syncId, Lease lease) {
        Optional<Long> waiting = database.inTransaction(handle -> {
            lease.renew(handle);
            return Optional.of(SyncStates.lastRun(handle, syncId)).filter(last -> log.takeUp(handle, last));
        });
        return waiting.map(run -> runner.run(new SyncWork(sync, destination, syncId, run, lease)));
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
        byte[] member = member(after);
        return database.inTransaction(handle -> SyncStates.find(handle, sync)
                .map(syncId -> SyncStates.records(handle, syncId, member, most))
                .orElse(List.of()));
    }

    private static byte[] member(String id) {
        if (!id.matches("([0-9a-f]{2})*")) {
            throw new SeraiException(ErrorCode.USAGE, "This is not the id of a record.");
        }
        return HexFormat.of().parseHex(id);
    }

    /**
     * A page of those who may never be stored again and whom a sync's destination may still know, in an order of no
     * meaning.
     *
     * @param sync configured or not
     * @param after as with {@link #records}
     * @throws SeraiException NOT_FOUND if it has never run; USAGE
     */
    public List<Erasure> erasures(String sync, String after, int most) {
        byte[] member = member(after);
        return database.inTransaction(
                handle -> Erasures.list(handle, keyring, SyncStates.require(handle, sync), member, most));
    }

    /**
     * Forgets somebody whom a person has erased at the destination.
     *
     * @param id of a member who is to be erased by hand
     * @param ends whether the sync is no longer configured: then everybody is to be
     * @throws SeraiException NOT_FOUND if there is no such sync or nobody to be erased by hand; USAGE
     */
    public void erased(String sync, String id, boolean ends, Origin by) {
        byte[] member = member(id);
        database.inTransaction(handle -> {
            Erasures.done(handle, sync, SyncStates.require(handle, sync), member, ends, clock.instant());
            audit.append(handle, by, Act.SYNC_ERASED, sync, id);
            return true;
        });
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
