package io.serai.run;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The runs and their books. Thread-safe. */
public final class RunStore {
    private final Database database;
    private final Clock clock;

    public RunStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Begins a run and answers its number. */
    public long begin(RunKind kind, String name, String detail) {
        return database.inTransaction(handle -> begin(handle, kind, name, detail));
    }

    /** As {@link #begin(RunKind, String, String)}, in the caller's transaction. */
    public long begin(Handle handle, RunKind kind, String name, String detail) {
        LocalDateTime now = Moments.bind(clock.instant());
        return handle.createUpdate("INSERT INTO run (kind, name, detail, state, started_at, updated_at)"
                        + " VALUES (:kind, :name, :detail, 'running', :now, :now)")
                .bind("kind", kind.word())
                .bind("name", name)
                .bind("detail", detail.length() > 500 ? detail.substring(0, 500) : detail)
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Ends an import: finished if its books balance, failed with BOOKS_UNBALANCED if not.
     *
     * @return the run as it stands now
     */
    public Run finish(long id) {
        return database.inTransaction(handle -> {
            Run run = require(handle, id);
            boolean balance = run.imported().balance();
            end(
                    handle,
                    id,
                    balance ? RunState.FINISHED : RunState.FAILED,
                    balance ? Optional.empty() : Optional.of(ErrorCode.BOOKS_UNBALANCED),
                    balance ? "" : "The counts of this run do not add up; report this with the run's number.");
            return require(handle, id);
        });
    }

    /** Ends a run that could not go on; its books stay as they are. */
    public void fail(long id, ErrorCode code, String message) {
        database.inTransaction(handle -> {
            end(handle, id, RunState.FAILED, Optional.of(code), message);
            return true;
        });
    }

    /** Ends a run that waits for a person; its books stay as they are. */
    public Run hold(long id, ErrorCode code, String message) {
        return database.inTransaction(handle -> {
            end(handle, id, RunState.HELD, Optional.of(code), message);
            return require(handle, id);
        });
    }

    /** Adds to a run's detail what a person should know of it. */
    public void note(long id, String text) {
        database.inTransaction(handle -> handle.execute(
                "UPDATE run SET detail = LEFT(CONCAT_WS('; ', NULLIF(detail, ''), ?), 500) WHERE id = ?", text, id));
    }

    /** Ends a run that still goes on, because somebody wants it; it can be taken up again. */
    public void cancel(long id) {
        database.inTransaction(handle -> handle.execute(
                "UPDATE run SET state = 'cancelled', finished_at = ?, updated_at = ? WHERE id = ? AND state = 'running'",
                Moments.bind(clock.instant()),
                Moments.bind(clock.instant()),
                id));
    }

    /** Takes a run up again that ended without finishing. */
    public void resume(long id) {
        database.inTransaction(handle -> handle.execute(
                "UPDATE run SET state = 'running', finished_at = NULL, error_code = NULL, error = NULL WHERE id = ?",
                id));
    }

    private void end(Handle handle, long id, RunState state, Optional<ErrorCode> code, String message) {
        LocalDateTime now = Moments.bind(clock.instant());
        handle.createUpdate("UPDATE run SET state = :state, finished_at = :now, updated_at = :now,"
                        + " error_code = :code, error = :error WHERE id = :id")
                .bind("state", state.word())
                .bind("now", now)
                .bind("code", code.map(Enum::name).orElse(null))
                .bind(
                        "error",
                        message.isEmpty() ? null : message.length() > 1000 ? message.substring(0, 1000) : message)
                .bind("id", id)
                .execute();
    }

    public Optional<Run> find(long id) {
        return database.inTransaction(handle -> find(handle, id));
    }

    private static Run require(Handle handle, long id) {
        return find(handle, id)
                .orElseThrow(() -> new SeraiException(ErrorCode.NOT_FOUND, "There is no run " + id + "."));
    }

    private static Optional<Run> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM run WHERE id = ?")
                .bind(0, id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** The newest runs first, at most {@code limit}; of one kind and name if given. */
    public List<Run> list(Optional<RunKind> kind, Optional<String> name, int limit) {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT * FROM run WHERE (:kind IS NULL OR kind = :kind)"
                                + " AND (:name IS NULL OR name = :name) ORDER BY id DESC LIMIT " + limit)
                        .bind("kind", kind.map(RunKind::word).orElse(null))
                        .bind("name", name.orElse(null))
                        .map((row, context) -> read(row))
                        .list());
    }

    /** The last run of a name that ended, and that nobody ended. */
    public Optional<Run> settled(RunKind kind, String name) {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT * FROM run WHERE kind = ? AND name = ? AND state IN"
                                + " ('finished', 'failed', 'held') ORDER BY id DESC LIMIT 1")
                        .bind(0, kind.word())
                        .bind(1, name)
                        .map((row, context) -> read(row))
                        .findOne());
    }

    private static Run read(ResultSet row) throws SQLException {
        return new Run(
                row.getLong("id"),
                RunKind.of(row.getString("kind")),
                row.getString("name"),
                row.getString("detail"),
                RunState.of(row.getString("state")),
                Moments.read(row.getObject("started_at", LocalDateTime.class)),
                Optional.ofNullable(row.getObject("finished_at", LocalDateTime.class))
                        .map(Moments::read),
                new ImportCounts(
                        row.getLong("read_count"),
                        row.getLong("stored"),
                        row.getLong("unchanged"),
                        row.getLong("invalid"),
                        row.getLong("suppressed"),
                        row.getLong("events")),
                new SyncCounts(
                        row.getLong("selected"),
                        row.getLong("delivered"),
                        row.getLong("rejected"),
                        row.getLong("withheld"),
                        row.getLong("pending")),
                Optional.ofNullable(row.getString("error_code")),
                Optional.ofNullable(row.getString("error")));
    }

    /** The clock's time; for callers that stamp what belongs to a run. */
    public Instant now() {
        return clock.instant();
    }
}
