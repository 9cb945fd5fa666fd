package io.serai.insight;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/** Asks the store, each statement within a limit of time. Thread-safe. */
final class Asking {
    private static final int TIMED_OUT = 1969;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Database database;
    private final Clock clock;

    Asking(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Makes something of rows. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A table whose columns are the query's, numbers and texts under their aliases. */
    Insight table(String sql, Map<String, ?> values) {
        Instant at = now();
        return ask(sql, values, query -> query.scanResultSet((result, context) -> table(at, result.get())));
    }

    private static Insight table(Instant at, ResultSet result) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            columns.add(result.getMetaData().getColumnLabel(i));
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (String column : columns) {
                Object value = result.getObject(column);
                if (value != null) {
                    row.put(column, value);
                }
            }
            rows.add(row);
        }
        return new Insight(at, columns, rows);
    }

    /**
     * The rows of a query.
     *
     * @throws SeraiException TOO_COSTLY if it took too long
     */
    <T> List<T> list(String sql, Map<String, ?> values, Reader<T> reader) {
        return ask(
                sql,
                values,
                query -> query.map((row, context) -> reader.read(row)).list());
    }

    private <T> T ask(String sql, Map<String, ?> values, Function<Query, T> question) {
        return database.read(handle -> {
            try {
                return question.apply(query(handle, sql, values));
            } catch (JdbiException e) {
                throw ended(e);
            }
        });
    }

    private static Query query(Handle handle, String sql, Map<String, ?> values) {
        return handle.createQuery(sql).setQueryTimeout((int) LIMIT.toSeconds()).bindMap(values);
    }

    private static SeraiException ended(JdbiException failure) {
        if (failure.getCause() instanceof SQLException sql && sql.getErrorCode() == TIMED_OUT) {
            return new SeraiException(
                    ErrorCode.TOO_COSTLY,
                    "This took longer than " + LIMIT.toSeconds()
                            + " s and was ended. Ask for fewer days, or for a smaller segment.");
        }
        return Database.translated(failure);
    }

    /** @throws SeraiException NOT_FOUND */
    int segment(String name) {
        return list(
                        "SELECT id FROM segment WHERE name = CONVERT(:name USING ascii)",
                        Map.of("name", name),
                        row -> row.getInt(1))
                .stream()
                .findFirst()
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND,
                        "There is no segment of one of these names. 'serai segment list' has them all."));
    }
}
