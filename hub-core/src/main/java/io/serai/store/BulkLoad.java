package io.serai.store;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
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
        if (rows.count() == 0) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(rows.stream());
            int affected = statement.executeUpdate(sql);
            SQLWarning warning = statement.getWarnings();
            // A warning's text quotes the value, so only its number goes on.
            if (warning != null) {
                throw new SeraiException(
                        ErrorCode.INTERNAL, "a bulk load warned (" + warning.getErrorCode() + "): " + sql);
            }
            if (replaces ? affected < rows.count() : affected != rows.count()) {
                throw new SeraiException(
                        ErrorCode.INTERNAL, "a bulk load stored " + affected + " of " + rows.count() + " rows: " + sql);
            }
        }
    }
}
