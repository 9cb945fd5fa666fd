package io.serai.sync;

import io.serai.crypto.Keyring;
import io.serai.store.BulkQuery;
import io.serai.store.Moments;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The dead letters of members whom a destination refused; every method works on the caller's transaction. */
final class SyncLetters {
    private SyncLetters() {}

    /** One for each member. */
    static void write(Handle handle, Keyring keyring, SyncWork work, List<Refused> refused, Instant at) {
        LocalDateTime now = Moments.bind(at);
        byte[] context = Keyring.context("dead_letter", work.runId());
        PreparedBatch letters = handle.prepareBatch("INSERT INTO dead_letter (run_id, stage, name, position, member,"
                + " code, field, reason, payload, attempts, created_at, updated_at) VALUES (:run, 'sync', :name,"
                + " :profile, :member, :code, '', :reason, :payload, :attempts, :now, :now)");
        for (Refused one : refused) {
            letters.bind("run", work.runId())
                    .bind("name", work.sync().name())
                    .bind("profile", one.row().profileId())
                    .bind("member", one.row().member())
                    .bind("code", one.outcome().code().name())
                    .bind("reason", one.outcome().reason())
                    .bind("payload", keyring.seal(one.row().payload(), context))
                    .bind("attempts", one.row().attempts())
                    .bind("now", now)
                    .add();
        }
        letters.execute();
    }

    /** Whoever was refused and has now arrived needs nobody's attention any more. */
    static void retried(Handle handle, int syncId, List<byte[]> members, Instant now) {
        close(handle, syncId, members, "retried", now);
    }

    /** Somebody has seen to it otherwise. */
    static void discarded(Handle handle, int syncId, List<byte[]> members, Instant now) {
        close(handle, syncId, members, "discarded", now);
    }

    private static void close(Handle handle, int syncId, List<byte[]> members, String state, Instant now) {
        if (!members.isEmpty()) {
            BulkQuery.update(
                    handle, closing(syncId, state, now) + " AND d.member IN (" + BulkQuery.hashes(members) + ")");
        }
    }

    /** Closes all open letters of a sync whose members are to be sent again; how many there were. */
    static int retryAll(Handle handle, int syncId, Instant now) {
        return BulkQuery.update(handle, closing(syncId, "retried", now));
    }

    private static String closing(int syncId, String state, Instant now) {
        return "UPDATE dead_letter d JOIN sync_state s ON s.name = d.name SET d.state = '" + state
                + "', d.updated_at = '" + Moments.sql(now) + "' WHERE d.stage = 'sync' AND d.state = 'open' AND s.id = "
                + syncId;
    }
}
