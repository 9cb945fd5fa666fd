package io.serai.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Statements with keys written into their text, on plain JDBC: for hundreds or thousands of keys, as Jdbi would parse all
 * of it for named parameters. Only numbers and hexadecimal digits ever get into a text this way. Works on the caller's
 * transaction; failures are told by {@link Database#translated}.
 */
public final class BulkQuery {
    private static final HexFormat HEX = HexFormat.of();

    private BulkQuery() {}

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Numbers as the inside of an IN list, in the order of their index. */
    public static String numbers(Collection<Long> keys) {
        return keys.stream().distinct().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Binary keys as the inside of an IN list, in the order given. */
    public static String hashes(Collection<byte[]> keys) {
        return keys.stream().map(BulkQuery::hash).collect(Collectors.joining(","));
    }

    /** One binary key. */
    public static String hash(byte[] key) {
        return "0x" + HEX.formatHex(key);
    }

    /** All rows of a query. */
    public static <T> List<T> list(Handle handle, String sql, RowReader<T> reader) {
        List<T> found = new ArrayList<>();
        try (Statement statement = handle.getConnection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    /** Runs a change; returns how many rows it touched. */
    public static int update(Handle handle, String sql) {
        try (Statement statement = handle.getConnection().createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }
}
