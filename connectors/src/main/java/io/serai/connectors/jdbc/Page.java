package io.serai.connectors.jdbc;

import io.serai.connectors.jdbc.TableCursor.Position;
import io.serai.raw.RawItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statement that reads the rows after a position, in the order of cursor and key, in one short transaction each
 * time. Only names from the configuration are text in it; values are bound.
 */
record Page(TableSettings settings, Dialect dialect, Columns columns, Optional<Column> cursor, Column key) {
    /** A column of the order. */
    record Column(String name, int index, ColumnKind kind) {
        static Column of(Columns columns, String name, String where) {
            int index = columns.indexOf(name, where);
            return new Column(name, index, columns.kind(index));
        }

        Optional<Object> value(ResultSet row) throws SQLException {
            return kind.value(row, index);
        }
    }

    /** A row and its place. */
    record Row(RawItem item, Optional<Object> cursor, Optional<Object> key) {
        boolean sharesPlaceWith(Row other) {
            return cursor.equals(other.cursor) && key.equals(other.key);
        }
    }

    private static final Object NONE = new Object();

    /**
     * @param after where the last page ended
     * @param bound the highest cursor wanted; without meaning where there is no cursor
     * @param position of the first row
     * @return one row more than is asked for at once, if there are so many
     */
    List<Row> read(Connection connection, Optional<Position> after, Object bound, long position) throws SQLException {
        List<Object> values = new ArrayList<>();
        String sql = sql(after, bound, values);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.size(); index++) {
                statement.setObject(index + 1, values.get(index));
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Optional<Object> at = cursor.isPresent() ? cursor.get().value(result) : Optional.empty();
                    rows.add(new Row(columns.item(result, position + rows.size()), at, key.value(result)));
                }
            }
            return rows;
        }
    }

    private String sql(Optional<Position> after, Object bound, List<Object> values) {
        List<String> where = new ArrayList<>();
        Optional<Object> afterKey = after.flatMap(Position::key).map(key.kind()::parse);
        String keyName = dialect.quotedColumn(key.name());
        String order = keyName;
        where.add(keyName + " IS NOT NULL");
        if (cursor.isPresent()) {
            String name = dialect.quotedColumn(cursor.get().name());
            Optional<Object> from =
                    after.flatMap(Position::cursor).map(cursor.get().kind()::parse);
            if (from.isPresent() && afterKey.isPresent()) {
                where.add(name + " >= ? AND (" + name + " > ? OR " + keyName + " > ?)");
                values.addAll(List.of(from.get(), from.get(), afterKey.get()));
            } else if (from.isPresent()) {
                where.add(name + " > ?");
                values.add(from.get());
            }
            where.add(name + " <= ?");
            values.add(bound);
            order = name + ", " + keyName;
        } else if (afterKey.isPresent()) {
            where.add(keyName + " > ?");
            values.add(afterKey.get());
        }
        return "SELECT * FROM " + settings.from() + " WHERE " + String.join(" AND ", where) + " ORDER BY " + order
                + " LIMIT " + (settings.fetch() + 1);
    }

    /** The highest cursor there is, those of a time to come left out. */
    Optional<Object> highest(Connection connection, Optional<Object> ceiling) throws SQLException {
        String name = dialect.quotedColumn(cursor.orElseThrow().name());
        String sql = "SELECT max(" + name + ") FROM " + settings.from()
                + (ceiling.isPresent() ? " WHERE " + name + " <= ?" : "");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (ceiling.isPresent()) {
                statement.setObject(1, ceiling.get());
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return cursor.get().kind().value(row, 1);
            }
        }
    }

    /** Whether there are rows that have no place in the order. */
    boolean hasRowsWithoutPlace(Connection connection) throws SQLException {
        String sql = "SELECT 1 FROM " + settings.from() + " WHERE " + dialect.quotedColumn(key.name()) + " IS NULL"
                + cursor.map(column -> " OR " + dialect.quotedColumn(column.name()) + " IS NULL")
                        .orElse("")
                + " LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    /** Stands for the bound where there is no cursor. */
    static Object none() {
        return NONE;
    }
}
