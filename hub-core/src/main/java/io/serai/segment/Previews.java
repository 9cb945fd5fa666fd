package io.serai.segment;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Previews of definitions, bounded in cost and time. One that was given a name can be ended, and is ended by the next of
 * that name: so somebody who types leaves no work behind. Thread-safe; names are those of this hub alone.
 */
final class Previews {
    private static final int TIMED_OUT = 1969;
    private static final int KILLED = 1317;

    private final Database database;
    private final Duration limit;
    private final long mostLooks;
    private final Map<String, Long> connections = new HashMap<>();

    /**
     * @param limit how long one may take
     * @param mostLooks how many events one may look at, each counted as often as it is
     */
    Previews(Database database, Duration limit, long mostLooks) {
        this.database = database;
        this.limit = limit;
        this.mostLooks = mostLooks;
    }

    /**
     * What a definition would select now.
     *
     * @param overlap the segments to compare it with
     * @throws SeraiException TOO_COSTLY if it would look at too much, took too long, or was ended; NOT_FOUND and USAGE
     *     for segments that it cannot be compared with
     */
    SegmentPreview preview(CompiledSegment compiled, Instant now, Optional<String> name, List<String> overlap) {
        name.ifPresent(this::end);
        return database.read(handle -> {
            refuseTheAbsurd(handle, compiled);
            long connection = handle.createQuery("SELECT CONNECTION_ID()")
                    .mapTo(Long.class)
                    .one();
            name.ifPresent(own -> begin(own, connection));
            try {
                Others others = Others.find(handle, overlap);
                return new SegmentQuery(handle, others.joinedTo(compiled), now, limit).preview(others);
            } catch (JdbiException e) {
                throw ended(e);
            } finally {
                name.ifPresent(own -> finish(own, connection));
            }
        });
    }

    private void refuseTheAbsurd(Handle handle, CompiledSegment compiled) {
        long events = handle.createQuery("SELECT table_rows FROM information_schema.tables"
                        + " WHERE table_schema = DATABASE() AND table_name = 'event'")
                .mapTo(Long.class)
                .one();
        long looks = events * compiled.passes();
        if (looks > mostLooks) {
            throw new SeraiException(
                    ErrorCode.TOO_COSTLY,
                    "This would look at events " + looks + " times, as it goes through about " + events + " of them "
                            + compiled.passes() + " times; " + mostLooks
                            + " is the most. Leave out conditions on events or steps, or give them the same window.");
        }
    }

    private void begin(String name, long connection) {
        synchronized (connections) {
            connections.put(name, connection);
        }
    }

    /** Before the connection goes back to others, so that none of their work can be ended in its place. */
    private void finish(String name, long connection) {
        synchronized (connections) {
            connections.remove(name, connection);
        }
    }

    /** Ends the preview of a name; false if none runs. */
    boolean end(String name) {
        synchronized (connections) {
            Long connection = connections.remove(name);
            if (connection == null) {
                return false;
            }
            database.read(handle -> handle.execute("KILL QUERY " + connection));
            return true;
        }
    }

    private SeraiException ended(JdbiException failure) {
        if (failure.getCause() instanceof SQLException sql
                && (sql.getErrorCode() == TIMED_OUT || sql.getErrorCode() == KILLED)) {
            return new SeraiException(
                    ErrorCode.TOO_COSTLY,
                    sql.getErrorCode() == KILLED
                            ? "This preview was ended by another."
                            : "This took longer than " + limit.toSeconds()
                                    + " s and was ended. Give conditions on events"
                                    + " a shorter window, or build the segment without a preview.");
        }
        return Database.translated(failure);
    }
}
