package io.serai.sync;

import io.serai.connector.Operation;
import io.serai.error.ErrorCode;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The run rows of syncs and their outcome counts; every method works on the caller's transaction. */
final class RunLog {
    private static final String UNUSABLE = "unusable";

    private final Clock clock;

    RunLog(Clock clock) {
        this.clock = clock;
    }

    /** Opens a run; one that a dead hub left open is closed. The caller holds the sync's lease. */
    long start(Handle handle, String sync) {
        LocalDateTime now = Moments.bind(clock.instant());
        handle.execute(
                "UPDATE run SET state = 'cancelled', updated_at = ?, finished_at = ?, error_code = 'LEASE_LOST',"
                        + " error = 'Its hub stopped; the next run took over.'"
                        + " WHERE kind = 'sync' AND name = ? AND state = 'running'",
                now,
                now,
                sync);
        return handle.createUpdate("INSERT INTO run (kind, name, state, started_at, updated_at)"
                        + " VALUES ('sync', :name, 'running', :now, :now)")
                .bind("name", sync)
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Lets a run go that waits for the destination. */
    void leave(Handle handle, long run) {
        handle.execute(
                "UPDATE run SET state = 'waiting', updated_at = ? WHERE id = ?", Moments.bind(clock.instant()), run);
    }

    /** Takes a run up that waits; whether it did. */
    boolean takeUp(Handle handle, long run) {
        return handle.execute(
                        "UPDATE run SET state = 'running', updated_at = ? WHERE id = ? AND state = 'waiting'",
                        Moments.bind(clock.instant()),
                        run)
                == 1;
    }

    void planned(Handle handle, long run, SyncBooks books) {
        handle.createUpdate("UPDATE run SET selected = :selected, delivered = :delivered, rejected = :rejected,"
                        + " withheld = :withheld, pending = :pending, updated_at = :now WHERE id = :run")
                .bind("selected", books.selected())
                .bind("delivered", books.delivered())
                .bind("rejected", books.rejected())
                .bind("withheld", books.withheldInAll())
                .bind("pending", books.pending())
                .bind("now", Moments.bind(clock.instant()))
                .bind("run", run)
                .execute();
        books.withheld().forEach((reason, count) -> tally(handle, run, Operation.ADD, "withheld", reason, count));
    }

    void delivered(Handle handle, long run, Operation operation, long count) {
        tally(handle, run, operation, "delivered", "", count);
        move(handle, run, operation, "delivered", count);
    }

    /** Some of the delivered were only sent again. */
    void refreshed(Handle handle, long run, long count) {
        tally(handle, run, Operation.ADD, "refreshed", "", count);
    }

    /** Delivered members that the destination counts as of no use to it: part of the delivered, told apart by a code. */
    void unusable(Handle handle, long run, Operation operation, long count) {
        tally(handle, run, operation, "delivered", UNUSABLE, count);
    }

    void rejected(Handle handle, long run, Operation operation, ErrorCode code, long count) {
        tally(handle, run, operation, "rejected", code.name(), count);
        move(handle, run, operation, "rejected", count);
    }

    void withheld(Handle handle, long run, Withheld reason, long count) {
        tally(handle, run, Operation.ADD, "withheld", reason.word(), count);
        move(handle, run, Operation.ADD, "withheld", count);
    }

    void retried(Handle handle, long run, Operation operation, ErrorCode code, long count) {
        tally(handle, run, operation, "retried", code.name(), count);
    }

    private static void tally(Handle handle, long run, Operation operation, String outcome, String code, long count) {
        if (count > 0) {
            handle.execute(
                    "INSERT INTO sync_outcome (run_id, operation, outcome, code, count) VALUES (?, ?, ?, ?, ?)"
                            + " ON DUPLICATE KEY UPDATE count = count + VALUES(count)",
                    run,
                    operation.word(),
                    outcome,
                    code,
                    count);
        }
    }

    /** Only additions are in the books: a removed member is not in the segment. */
    private void move(Handle handle, long run, Operation operation, String column, long count) {
        if (operation == Operation.ADD && count > 0) {
            handle.execute(
                    "UPDATE run SET pending = pending - ?, " + column + " = " + column + " + ?, updated_at = ?"
                            + " WHERE id = ?",
                    count,
                    count,
                    Moments.bind(clock.instant()),
                    run);
        }
    }

    void finish(Handle handle, long run, SyncRun.State state, Optional<ErrorCode> code, String error) {
        LocalDateTime now = Moments.bind(clock.instant());
        handle.createUpdate("UPDATE run SET state = :state, updated_at = :now, finished_at = :now,"
                        + " error_code = :code, error = :error WHERE id = :run")
                .bind("state", state.word())
                .bind("now", now)
                .bind("code", code.map(ErrorCode::name))
                .bind("error", Optional.of(error).filter(text -> !text.isEmpty()))
                .bind("run", run)
                .execute();
    }

    Optional<SyncRun> read(Handle handle, long run) {
        Map<String, Long> withheld = new LinkedHashMap<>();
        handle.createQuery("SELECT code, count FROM sync_outcome"
                        + " WHERE run_id = ? AND operation = 'add' AND outcome = 'withheld' ORDER BY code")
                .bind(0, run)
                .map((row, context) -> withheld.put(row.getString(1), row.getLong(2)) == null)
                .list();
        long removed = sum(handle, run, "operation = 'remove' AND outcome = 'delivered' AND code = ''");
        long erased = sum(handle, run, "operation = 'erase' AND outcome = 'delivered' AND code = ''");
        long refreshed = sum(handle, run, "outcome = 'refreshed'");
        long unusable = sum(handle, run, "outcome = 'delivered' AND code = '" + UNUSABLE + "'");
        return handle.createQuery("SELECT id, name, state, started_at, selected, delivered, rejected, pending,"
                        + " error_code, error FROM run WHERE id = ?")
                .bind(0, run)
                .map((row, context) -> run(row, withheld, removed, erased, refreshed, unusable))
                .findOne();
    }

    private static long sum(Handle handle, long run, String which) {
        return handle.createQuery("SELECT COALESCE(SUM(count), 0) FROM sync_outcome WHERE run_id = ? AND " + which)
                .bind(0, run)
                .mapTo(Long.class)
                .one();
    }

    private static SyncRun run(
            ResultSet row, Map<String, Long> withheld, long removed, long erased, long refreshed, long unusable)
            throws SQLException {
        return new SyncRun(
                row.getLong("id"),
                row.getString("name"),
                SyncRun.State.of(row.getString("state")),
                Moments.read(row.getObject("started_at", LocalDateTime.class)),
                new SyncBooks(
                        row.getLong("selected"),
                        row.getLong("delivered"),
                        row.getLong("rejected"),
                        withheld,
                        row.getLong("pending")),
                removed,
                erased,
                refreshed,
                unusable,
                Optional.ofNullable(row.getString("error_code")).map(ErrorCode::valueOf),
                Optional.ofNullable(row.getString("error")));
    }
}
