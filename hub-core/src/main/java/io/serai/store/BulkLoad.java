package io.serai.store;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;

/**
 * Loads {@link BulkRows} into a table with LOAD DATA LOCAL, from memory, inside the connection's transaction. Immutable.
 *
 * <p>With LOCAL the server turns errors into warnings and skips duplicates in silence; so a load that warns, or stores
 * another number of rows than it was given, throws and thereby rolls the unit of work back.
 */
public final class BulkLoad {
    private final String sql;
    private final boolean replaces;

    private BulkLoad(String table, List<String> columns, boolean replaces) {
        this.replaces = replaces;
        this.sql = "LOAD DATA LOCAL INFILE 'memory' " + (replaces ? "REPLACE " : "") + "INTO TABLE `" + table
                + "` CHARACTER SET binary (`" + String.join("`, `", columns) + "`)";
    }

    /** Every row is new. */
    public static BulkLoad insert(String table, List<String> columns) {
        return new BulkLoad(table, columns, false);
    }

    /** A row whose key is there already takes its place, whole. */
    public static BulkLoad replace(String table, List<String> columns) {
        return new BulkLoad(table, columns, true);
    }

    /** Loads the rows; nothing happens when there are none. */
    public void run(Connection connection, BulkRows rows) throws SQLException {
        if (rows.count() > 0) {
            int affected = load(connection, rows.stream());
            check(affected, rows.count());
        }
    }

    /** Appends one row for an item. */
    @FunctionalInterface
    public interface RowMaker<T> {
        void append(T item, BulkRows rows);
    }

    /** Loads a row for each item; the rows are made while the server works on those before. */
    public <T> void run(Connection connection, Collection<T> items, RowMaker<T> maker) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        MadeRows<T> rows = new MadeRows<>(items.iterator(), maker);
        int affected = load(connection, rows);
        rows.throwIfFailed();
        check(affected, items.size());
    }

    private int load(Connection connection, InputStream rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(rows);
            int affected = statement.executeUpdate(sql);
            SQLWarning warning = statement.getWarnings();
            // A warning's text quotes the value, so only its number goes on.
            if (warning != null) {
                throw new SeraiException(
                        ErrorCode.INTERNAL, "a bulk load warned (" + warning.getErrorCode() + "): " + sql);
            }
            return affected;
        }
    }

    private void check(int affected, int rows) {
        if (replaces ? affected < rows : affected != rows) {
            throw new SeraiException(
                    ErrorCode.INTERNAL, "a bulk load stored " + affected + " of " + rows + " rows: " + sql);
        }
    }
}
