package io.serai.sync;

import io.serai.connector.Operation;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of sync_state; every method works on the caller's transaction. */
final class SyncStates {
    private SyncStates() {}

    static Optional<Integer> find(Handle handle, String sync) {
        return handle.createQuery("SELECT id FROM sync_state WHERE name = ?")
                .bind(0, sync)
                .mapTo(Integer.class)
                .findOne();
    }

    static int require(Handle handle, String sync) {
        return find(handle, sync)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND, "The sync '" + sync + "' has never run. Check its name."));
    }

    /** The id of a configured sync, whether it ever ran or not. */
    private static int know(Handle handle, SyncDefinition sync) {
        handle.execute(
                "INSERT IGNORE INTO sync_state (name, destination) VALUES (?, ?)", sync.name(), sync.destination());
        return require(handle, sync.name());
    }

    /** The id of a sync that begins to run; from its first run on its ledger belongs to one destination for good. */
    static int enter(Handle handle, SyncDefinition sync) {
        int syncId = know(handle, sync);
        handle.execute("UPDATE sync_state SET destination = ? WHERE id = ? AND run_id = 0", sync.destination(), syncId);
        String destination = handle.createQuery("SELECT destination FROM sync_state WHERE name = ?")
                .bind(0, sync.name())
                .mapTo(String.class)
                .one();
        if (!destination.equals(sync.destination())) {
            throw new SeraiException(
                    ErrorCode.CONFLICT,
                    "The sync '" + sync.name() + "' has delivered to '" + destination + "', which still holds its"
                            + " members. Give the sync to '" + sync.destination() + "' a name of its own.");
        }
        return syncId;
    }

    static void lastRun(Handle handle, int syncId, long run) {
        handle.execute("UPDATE sync_state SET run_id = ? WHERE id = ?", run, syncId);
    }

    static long lastRun(Handle handle, int syncId) {
        return handle.createQuery("SELECT run_id FROM sync_state WHERE id = ?")
                .bind(0, syncId)
                .mapTo(Long.class)
                .one();
    }

    /** From here on the outbox is what a run has planned, for a destination that erases or does not. */
    static void planned(Handle handle, int syncId, long run, boolean erases) {
        handle.execute("UPDATE sync_state SET planned = ?, erases = ? WHERE id = ?", run, erases, syncId);
    }

    static boolean isPlanned(Handle handle, int syncId, long run) {
        return handle.createQuery("SELECT planned = ? FROM sync_state WHERE id = ?")
                .bind(0, run)
                .bind(1, syncId)
                .mapTo(Boolean.class)
                .one();
    }

    /** Uses up the release of the brake, if there is one. */
    static boolean takeRelease(Handle handle, int syncId) {
        return handle.execute("UPDATE sync_state SET released = FALSE WHERE id = ? AND released", syncId) == 1;
    }

    static boolean isPaused(Handle handle, String sync) {
        return handle.createQuery("SELECT paused FROM sync_state WHERE name = ?")
                .bind(0, sync)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    static void pause(Handle handle, SyncDefinition sync) {
        handle.execute("UPDATE sync_state SET paused = TRUE WHERE id = ?", know(handle, sync));
    }

    static void resume(Handle handle, SyncDefinition sync) {
        int syncId = know(handle, sync);
        handle.execute("UPDATE outbox SET first_at = NULL WHERE sync_id = ?", syncId);
        handle.execute("UPDATE sync_state SET paused = FALSE WHERE id = ?", syncId);
    }

    /** Has the run under way end, in whichever hub it is; one that waits ends when its jobs are asked after next. */
    static void cancel(Handle handle, SyncDefinition sync) {
        int found = handle.execute(
                "UPDATE sync_state s JOIN run r ON r.id = s.run_id SET s.cancelled_run = r.id"
                        + " WHERE s.name = ? AND r.state IN ('running', 'waiting')",
                sync.name());
        if (found == 0) {
            throw new SeraiException(ErrorCode.CONFLICT, "The sync '" + sync.name() + "' is not running.");
        }
    }

    static boolean isCancelled(Handle handle, SyncWork work) {
        return handle.createQuery("SELECT cancelled_run <=> :run FROM sync_state WHERE id = :sync")
                .bind("run", work.runId())
                .bind("sync", work.syncId())
                .mapTo(Boolean.class)
                .one();
    }

    static void release(Handle handle, SyncDefinition sync) {
        handle.execute("UPDATE sync_state SET released = TRUE WHERE id = ?", know(handle, sync));
    }

    static int retryDeadLetters(Handle handle, String sync, Instant now) {
        int syncId = require(handle, sync);
        handle.execute("UPDATE sync_member SET refused_hash = NULL WHERE sync_id = ?", syncId);
        return SyncLetters.retryAll(handle, syncId, now);
    }

    /** How many additions wait to be sent. */
    static long waiting(Handle handle, int syncId) {
        return handle.createQuery("SELECT COUNT(*) FROM outbox WHERE sync_id = ? AND operation = 'add'")
                .bind(0, syncId)
                .mapTo(Long.class)
                .one();
    }

    private static final String RECORDS = "SELECT k.member, COALESCE(m.profile_id, o.profile_id) AS profile, m.state,"
            + " m.refused_hash IS NOT NULL AS refused, o.operation, COALESCE(o.attempts, 0) AS attempts,"
            + " o.job_id IS NOT NULL AS in_job, m.updated_at FROM"
            + " ((SELECT member FROM sync_member WHERE sync_id = :sync AND member > :after ORDER BY member LIMIT :most)"
            + " UNION (SELECT member FROM outbox WHERE sync_id = :sync AND member > :after ORDER BY member LIMIT :most)) k"
            + " LEFT JOIN sync_member m ON m.sync_id = :sync AND m.member = k.member"
            + " LEFT JOIN outbox o ON o.sync_id = :sync AND o.member = k.member ORDER BY k.member LIMIT :most";

    /** A page of what is known of a sync's members, in an order of no meaning. */
    static List<SyncRecord> records(Handle handle, int syncId, byte[] after, int most) {
        return handle.createQuery(RECORDS)
                .bind("sync", syncId)
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> record(row))
                .list();
    }

    private static SyncRecord record(ResultSet row) throws SQLException {
        return new SyncRecord(
                HexFormat.of().formatHex(row.getBytes("member")),
                row.getLong("profile"),
                Optional.ofNullable(row.getString("state")),
                row.getBoolean("refused"),
                Optional.ofNullable(row.getString("operation")).map(Operation::of),
                row.getInt("attempts"),
                row.getBoolean("in_job"),
                Optional.ofNullable(row.getObject("updated_at", LocalDateTime.class))
                        .map(Moments::read));
    }

    /** What every sync knows of those whom it would know by one of these hashes; by the sync's name. */
    static List<SyncTrace> traces(Handle handle, Collection<byte[]> members) {
        if (members.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(
                        "SELECT s.name, s.destination, k.member, COALESCE(m.profile_id, o.profile_id) AS profile,"
                                + " m.state, m.refused_hash IS NOT NULL AS refused, o.operation, COALESCE(o.attempts, 0) AS"
                                + " attempts, o.job_id IS NOT NULL AS in_job, m.updated_at FROM sync_state s JOIN"
                                + " (SELECT hash AS member FROM identifier WHERE hash IN (<members>) GROUP BY hash) k"
                                + " LEFT JOIN sync_member m ON m.sync_id = s.id AND m.member = k.member"
                                + " LEFT JOIN outbox o ON o.sync_id = s.id AND o.member = k.member"
                                + " WHERE m.member IS NOT NULL OR o.member IS NOT NULL ORDER BY s.name, k.member")
                .bindList("members", List.copyOf(members))
                .map((row, context) -> new SyncTrace(row.getString("name"), row.getString("destination"), record(row)))
                .list();
    }

    private record Row(
            String name,
            String destination,
            boolean paused,
            long ledger,
            long outbox,
            long jobs,
            long unerased,
            long byHand,
            long run) {}

    static List<SyncStatus> all(Handle handle, RunLog log) {
        List<Row> rows = handle.createQuery("SELECT s.name, s.destination, s.paused, s.run_id,"
                        + " (SELECT COUNT(*) FROM sync_member m WHERE m.sync_id = s.id AND m.state IN ('held', 'sent')),"
                        + " (SELECT COUNT(*) FROM outbox o WHERE o.sync_id = s.id),"
                        + " (SELECT COUNT(*) FROM sync_job j WHERE j.sync_id = s.id), " + Erasures.COUNT + ", "
                        + Erasures.COUNT_BY_HAND + " FROM sync_state s ORDER BY s.name")
                .map((row, context) -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(4)))
                .list();
        return rows.stream()
                .map(row -> new SyncStatus(
                        row.name(),
                        row.destination(),
                        row.paused(),
                        row.ledger(),
                        row.outbox(),
                        row.jobs(),
                        row.unerased(),
                        row.byHand(),
                        log.read(handle, row.run())))
                .toList();
    }
}
