package io.serai.connectors.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Knows since when everyone who was writing has committed or given up.
 *
 * <p>A row is given its time or number when it is written and shows itself when it is committed, so a row may appear
 * below one that has been read. Who can make it appear there had begun before the other row was seen: once they all are
 * gone, nothing can appear there any more.
 */
final class Writers {
    /** Where others' transactions cannot be seen. */
    private static final Duration DEFAULT_OVERLAP = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    /**
     * Longer than a server needs to list a transaction after it has begun, and than InnoDB keeps its list of them
     * (100 ms).
     */
    private static final Duration POLL = Duration.ofMillis(200);

    private final Dialect dialect;
    private final Optional<Duration> overlap;

    /** @param overlap how long writers must be thought to take, whatever can be seen */
    Writers(Dialect dialect, Optional<Duration> overlap) {
        this.dialect = dialect;
        this.overlap = overlap;
    }

    /**
     * Waits a little for who began before a moment.
     *
     * @param moment the server's clock, in microseconds
     * @return the moment since when all who write have begun; later than {@code moment} if they are gone
     */
    long awaitAllSince(long moment, Database.Lasting connection) {
        for (long waited = 0; ; waited += POLL.toMillis()) {
            connection.pause(POLL);
            Sight sight = connection.ask(this::look);
            long oldest = sight.oldest(overlap);
            boolean hopeless = overlap.isPresent() || sight.seen().isEmpty() || moment > sight.now() + micros(PATIENCE);
            if (oldest > moment || hopeless || waited >= PATIENCE.toMillis()) {
                return oldest;
            }
        }
    }

    /** @param seen when the oldest began; empty if we may not look */
    private record Sight(long now, Optional<Long> seen) {
        long oldest(Optional<Duration> overlap) {
            Optional<Duration> reckoned =
                    overlap.or(() -> seen.isPresent() ? Optional.empty() : Optional.of(DEFAULT_OVERLAP));
            return Math.min(
                    seen.orElse(now),
                    reckoned.map(duration -> now - micros(duration)).orElse(now));
        }
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private Sight look(Connection connection) throws SQLException {
        return new Sight(Database.number(connection, dialect.clock()), seen(connection));
    }

    /** Empty if we may not look. */
    private Optional<Long> seen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(dialect.oldestWriter())) {
            rows.next();
            return rows.getBoolean(2) ? Optional.of(rows.getLong(1)) : Optional.empty();
        } catch (SQLException e) {
            if (SqlErrors.kind(e) == SqlErrors.Kind.LACKS_A_RIGHT) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
