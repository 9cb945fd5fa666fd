package io.serai.store;

import io.serai.store.BulkQuery.RowReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Queries that the server reads once for each connection and answers many times: for what is asked thousands of times a
 * second, where reading the text would cost more than the answer. Works on the caller's transaction; failures are told
 * by {@link Database#translated}.
 */
public final class PreparedQuery {
    private PreparedQuery() {}

    /**
     * All rows of a query.
     *
     * @param sql of few different texts: each stays with the connection and with the server
     * @param values in the place of its question marks
     */
    public static <T> List<T> list(Handle handle, String sql, RowReader<T> reader, Object... values) {
        List<T> found = new ArrayList<>();
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            for (int place = 0; place < values.length; place++) {
                statement.setObject(place + 1, values[place]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }
}
