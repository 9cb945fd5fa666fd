package io.serai.sync;

import io.serai.connector.Operation;
import io.serai.connector.Snapshot;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.run.FaultPoint;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Writes the whole segment anew, page by page, and moves the ledger once the destination has it whole. */
final class SnapshotDelivery {
    private final Database database;
    private final Outbox outbox;
    private final RunLog log;
    private final Clock clock;

    SnapshotDelivery(Database database, Outbox outbox, RunLog log, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.log = log;
        this.clock = clock;
    }

    /** @return what kept the snapshot from being written; empty if it was */
    Optional<ErrorCode> run(SyncWork work) {
        SyncDefinition sync = work.sync();
        try (Snapshot snapshot =
                work.destination().snapshot(sync.name(), sync.identifier(), sync.fieldNames(), clock.instant())) {
            byte[] after = new byte[0];
            for (Batch page = page(work, after); !page.rows().isEmpty(); page = page(work, after)) {
                Batch allowed = withhold(work, page);
                snapshot.add(allowed.rows().stream().map(Batch.Row::content).toList());
                after = page.rows().get(page.rows().size() - 1).member();
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

    private Batch page(SyncWork work, byte[] after) {
        return database.inTransaction(handle -> new Batch(Operation.ADD, outbox.page(handle, work, after)));
    }

    private Batch withhold(SyncWork work, Batch page) {
        return database.inTransaction(handle -> {
            work.lease().renew(handle);
            SyncEngine.refuseIfPaused(handle, work.sync());
            return outbox.withhold(handle, work, page);
        });
    }

    private void settle(SyncWork work) {
        database.inTransaction(handle -> {
            work.lease().renew(handle);
            long removed = handle.createUpdate("DELETE m FROM sync_member m LEFT JOIN outbox o"
                            + " ON o.sync_id = m.sync_id AND o.member = m.member"
                            + " WHERE m.sync_id = :sync AND o.member IS NULL")
                    .bind("sync", work.syncId())
                    .execute();
            handle.createUpdate("INSERT INTO sync_member (sync_id, member, profile_id, state, held_hash, sealed,"
                            + " updated_at) SELECT sync_id, member, profile_id, 'held', payload_hash, sealed, :now"
                            + " FROM outbox WHERE sync_id = :sync ON DUPLICATE KEY UPDATE state = 'held',"
                            + " profile_id = VALUES(profile_id), held_hash = VALUES(held_hash), refused_hash = NULL,"
                            + " sealed = VALUES(sealed), updated_at = VALUES(updated_at)")
                    .bind("sync", work.syncId())
                    .bind("now", Moments.bind(clock.instant()))
                    .execute();
            long delivered = handle.execute("DELETE FROM outbox WHERE sync_id = ?", work.syncId());
            log.delivered(handle, work.runId(), Operation.ADD, delivered);
            log.delivered(handle, work.runId(), Operation.REMOVE, removed);
            return List.of();
        });
    }
}
