package io.serai.sync;

import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Pauser;
import io.serai.connector.Snapshot;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.run.FaultPoint;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Writes the whole segment anew, page by page, and moves the ledger once the destination has it whole. Until then whoever
 * was sent counts as perhaps held. Whatever stops it in between, the next run begins anew.
 */
final class SnapshotDelivery {
    /** What is written is lost when it is given up, so it is waited for longer than the rest of a batch. */
    private static final int PATIENCE = 20;

    private final Database database;
    private final Outbox outbox;
    private final Settlement settlement;
    private final Sender sender;
    private final SyncEngine.Limits limits;
    private final RunLog log;
    private final Clock clock;
    private final Pauser pauser;

    SnapshotDelivery(
            Database database,
            Outbox outbox,
            Settlement settlement,
            Sender sender,
            SyncEngine.Limits limits,
            RunLog log,
            Clock clock,
            Pauser pauser) {
        this.database = database;
        this.outbox = outbox;
        this.settlement = settlement;
        this.sender = sender;
        this.limits = limits;
        this.log = log;
        this.clock = clock;
        this.pauser = pauser;
    }

    /**
     * Writes it; whom a job works on then is part of it and stays in the outbox.
     *
     * @return what kept the snapshot from being written; empty if it was
     * @throws SeraiException BRAKE if the destination refuses everybody alike; nothing of that is booked, and what was
     *     there before stays
     */
    Optional<ErrorCode> run(SyncWork work) throws InterruptedException {
        SyncDefinition sync = work.sync();
        try (Snapshot snapshot =
                work.destination().snapshot(sync.name(), sync.identifier(), sync.fieldNames(), clock.instant())) {
            Optional<ErrorCode> trouble = write(work, snapshot);
            if (trouble.isPresent()) {
                return trouble;
            }
            snapshot.commit();
        } catch (SeraiException e) {
            if (e.code().isRetriable() && e.code() != ErrorCode.LEASE_LOST) {
                return Optional.of(e.code());
            }
            throw e;
        }
        FaultPoint.at("sync.after-send-before-outcome");
        settle(work);
        FaultPoint.at("sync.after-outcome");
        return Optional.empty();
    }

    private Optional<ErrorCode> write(SyncWork work, Snapshot snapshot) throws InterruptedException {
        RefusalBrake brake = new RefusalBrake(database, work);
        Batch page = page(work, new byte[0]);
        boolean last;
        do {
            Batch following = page.rows().isEmpty() ? page : page(work, end(page));
            last = following.rows().isEmpty();
            Optional<ErrorCode> trouble = write(work, snapshot, brake, permit(work, page), last);
            if (trouble.isPresent()) {
                return trouble;
            }
            page = following;
        } while (!last);
        return Optional.empty();
    }

    /** Adds a page until nobody of it is left to be added. */
    private Optional<ErrorCode> write(SyncWork work, Snapshot snapshot, RefusalBrake brake, Batch page, boolean last)
            throws InterruptedException {
        Batch left = page;
        Duration waited = Duration.ZERO;
        for (int attempt = 0; ; attempt++) {
            List<Outcome> outcomes = sender.add(work, left, snapshot, last);
            if (brake.holds(outcomes)) {
                withdraw(work, left);
                throw brake.told();
            }
            Settlement.Left rest = sift(work, left, outcomes, attempt);
            FaultPoint.at("sync.after-page");
            if (rest.page().rows().isEmpty()) {
                return Optional.empty();
            }
            Instant resumeAt = rest.result().resumeAt().orElseGet(clock::instant);
            waited = waited.plus(Duration.between(clock.instant(), resumeAt));
            if (waited.compareTo(limits.patience().multipliedBy(PATIENCE)) > 0) {
                return rest.result().trouble();
            }
            await(work, resumeAt);
            left = permit(work, rest.page());
        }
    }

    private void withdraw(SyncWork work, Batch page) {
        database.inTransaction(handle -> {
            work.lease().renew(handle);
            Settlement.withdraw(handle, work, page);
            return true;
        });
    }

    /** Waits with the sync in hand: nobody else may take it, and a pause ends it. */
    private void await(SyncWork work, Instant moment) throws InterruptedException {
        Duration most = limits.lease().dividedBy(3);
        for (Duration left = left(moment); !left.isNegative() && !left.isZero(); left = left(moment)) {
            pauser.pause(left.compareTo(most) < 0 ? left : most);
            database.inTransaction(handle -> {
                work.lease().renew(handle);
                SyncEngine.refuseIfStopped(handle, work);
                return true;
            });
        }
    }

    private Duration left(Instant moment) {
        return Duration.between(clock.instant(), moment);
    }

    private Batch page(SyncWork work, byte[] after) {
        return database.inTransaction(handle -> new Batch(Operation.ADD, outbox.page(handle, work, after)));
    }

    private static byte[] end(Batch page) {
        return page.rows().get(page.rows().size() - 1).member();
    }

    private Batch permit(SyncWork work, Batch page) {
        return database.inTransaction(handle -> {
            work.lease().renew(handle);
            SyncEngine.refuseIfStopped(handle, work);
            Batch allowed = outbox.withhold(handle, work, page);
            if (!allowed.rows().isEmpty()) {
                outbox.markSent(handle, work, allowed);
            }
            return allowed;
        });
    }

    private Settlement.Left sift(SyncWork work, Batch page, List<Outcome> outcomes, int attempt) {
        return database.inTransaction(handle -> {
            work.lease().renew(handle);
            return settlement.sift(handle, work, page, outcomes, attempt);
        });
    }

    private void settle(SyncWork work) {
        database.inTransaction(handle -> {
            work.lease().renew(handle);
            long removed = forget(handle, work);
            closeDeadLetters(handle, work);
            handle.createUpdate("INSERT INTO sync_member (sync_id, member, profile_id, state, held_hash, sealed,"
                            + " updated_at) SELECT sync_id, member, profile_id, 'held', payload_hash, sealed, :now"
                            + " FROM outbox WHERE sync_id = :sync AND operation = 'add' AND job_id IS NULL ON DUPLICATE KEY"
                            + " UPDATE"
                            + " state = 'held', profile_id = VALUES(profile_id), held_hash = VALUES(held_hash),"
                            + " refused_hash = NULL, sealed = VALUES(sealed), updated_at = VALUES(updated_at)")
                    .bind("sync", work.syncId())
                    .bind("now", Moments.bind(clock.instant()))
                    .execute();
            long delivered = handle.execute(
                    "DELETE FROM outbox WHERE sync_id = ? AND operation = 'add' AND job_id IS NULL", work.syncId());
            // A removal that a run of another mode has left is done with it.
            handle.execute("DELETE FROM outbox WHERE sync_id = ? AND operation = 'remove'", work.syncId());
            log.delivered(handle, work.runId(), Operation.ADD, delivered);
            log.delivered(handle, work.runId(), Operation.REMOVE, removed);
            return List.of();
        });
    }

    /** Who is not in the snapshot is no longer there; the destination may know them all the same. */
    private static long forget(Handle handle, SyncWork work) {
        String absent = " WHERE m.sync_id = :sync AND o.member IS NULL";
        String ledger = "sync_member m LEFT JOIN outbox o ON o.sync_id = m.sync_id AND o.member = m.member"
                + " AND o.operation <> 'remove'";
        return handle.createUpdate("UPDATE " + ledger + " SET m.state = 'gone', m.held_hash = NULL" + absent
                        + " AND m.state IN ('held', 'sent')")
                .bind("sync", work.syncId())
                .execute();
    }

    /** What was refused before and has now arrived needs nobody's attention any more. */
    private void closeDeadLetters(Handle handle, SyncWork work) {
        handle.createUpdate(
                        "UPDATE dead_letter d JOIN sync_member m ON m.member = d.member"
                                + " JOIN outbox o ON o.sync_id = m.sync_id AND o.member = m.member SET d.state = 'retried',"
                                + " d.updated_at = :now WHERE d.stage = 'sync' AND d.name = :name AND d.state = 'open'"
                                + " AND m.sync_id = :sync AND m.refused_hash IS NOT NULL AND o.operation = 'add' AND o.job_id IS NULL")
                .bind("now", Moments.bind(clock.instant()))
                .bind("name", work.sync().name())
                .bind("sync", work.syncId())
                .execute();
    }
}
