package io.serai.sync;

import io.serai.connector.Capabilities;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.run.FaultPoint;
import io.serai.store.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Brings a run from its plan to its end, on the caller's thread, or to where nothing is left but to wait for jobs of the
 * destination: there it is let go, and goes on from there when it is brought here again.
 */
final class Runner {
    private final Database database;
    private final RunLog log;
    private final Planner planner;
    private final SnapshotDelivery snapshots;
    private final MemberDelivery members;
    private final Jobs jobs;
    private final Clock clock;
    private final SyncListener listener;

    Runner(
            Database database,
            RunLog log,
            Planner planner,
            SnapshotDelivery snapshots,
            MemberDelivery members,
            Jobs jobs,
            Clock clock,
            SyncListener listener) {
        this.database = database;
        this.log = log;
        this.planner = planner;
        this.snapshots = snapshots;
        this.members = members;
        this.jobs = jobs;
        this.clock = clock;
        this.listener = listener;
    }

    /** @throws SeraiException LEASE_LOST, STORE_UNAVAILABLE; whatever else goes wrong, the run tells */
    SyncRun run(SyncWork work) {
        try {
            boolean planned =
                    database.inTransaction(handle -> SyncStates.isPlanned(handle, work.syncId(), work.runId()));
            return planned ? deliver(work) : begin(work);
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

    private SyncRun begin(SyncWork work) throws InterruptedException {
        jobs.poll(work);
        if (jobs.areUnderWay(work)) {
            // Only after those of runs before it is it known what the destination holds.
            return leave(work);
        }
        if (!plan(work)) {
            return read(work);
        }
        FaultPoint.at("sync.after-plan");
        progress(work);
        Optional<ErrorCode> trouble = work.sync().mode() == SyncMode.SNAPSHOT ? snapshots.run(work) : Optional.empty();
        return trouble.isPresent() ? finish(work, trouble) : deliver(work);
    }

    /** After a snapshot that is who is to be erased, and whom jobs have left. */
    private SyncRun deliver(SyncWork work) throws InterruptedException {
        try {
            Optional<ErrorCode> trouble = members.run(work, this::progress);
            return jobs.areUnderWay(work) ? leave(work) : finish(work, trouble);
        } catch (InterruptedException e) {
            if (!jobs.areUnderWay(work)) {
                throw e;
            }
            // Another hub goes on, or this one after it was started again.
            SyncRun left = leave(work);
            Thread.currentThread().interrupt();
            return left;
        }
    }

    private SyncRun leave(SyncWork work) {
        database.inTransaction(handle -> {
            work.lease().renew(handle);
            log.leave(handle, work.runId());
            return true;
        });
        progress(work);
        return read(work);
    }

    /** Whether there is anything to send: false if the brake holds the run. */
    private boolean plan(SyncWork work) {
        return database.inTransaction(handle -> {
            SyncPlan plan =
                    plan(handle, work.sync(), work.syncId(), work.destination().capabilities(), work.lease()::renew);
            work.lease().renew(handle);
            log.planned(handle, work.runId(), plan.books());
            if (plan.held() && !SyncStates.takeRelease(handle, work.syncId())) {
                log.finish(
                        handle, work.runId(), SyncRun.State.HELD, Optional.of(ErrorCode.BRAKE), held(plan.changes()));
                return false;
            }
            planner.apply(handle, work.sync(), work.syncId(), clock.instant());
            boolean erases = work.destination().capabilities().erases();
            SyncStates.planned(handle, work.syncId(), work.runId(), erases);
            return true;
        });
    }

    /** What a run would do now, in the caller's transaction; changes nothing. */
    SyncPlan plan(Handle handle, SyncDefinition sync, int syncId, Capabilities capabilities, Runnable heartbeat)
            throws SQLException {
        Optional<Instant> stale = capabilities.refreshAfter().map(clock.instant()::minus);
        SyncPlan plan = planner.plan(handle, sync, syncId, stale, capabilities.erases(), heartbeat);
        SyncChanges changes = plan.changes();
        boolean held = sync.brake().holds(changes.ledger(), changes.added(), changes.removed());
        return new SyncPlan(plan.books(), changes, held);
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
}
