package io.serai.connectors.jdbc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The columns of what is read, in order. Immutable. */
record Columns(List<Column> all) {
    record Column(String name, ColumnKind kind) {}

    Columns {
        all = List.copyOf(all);
    }

    /** Asks for them without reading a row. */
    static Columns of(Connection connection, String from, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + from + " WHERE 1 = 0")) {
            ResultSetMetaData meta = none.getMetaData();
            List<Column> columns = new ArrayList<>();
            for (int index = 1; index <= meta.getColumnCount(); index++) {
                columns.add(new Column(
                        meta.getColumnLabel(index),
                        ColumnKind.of(meta.getColumnType(index), meta.getColumnTypeName(index), dialect)));
            }
            return new Columns(columns);
        }
    }

    /** The place of a column, counted from 1. @throws SeraiException SOURCE_SCHEMA_CHANGED if it is not there */
    int indexOf(String name, String where) {
        for (int index = 0; index < all.size(); index++) {
            if (all.get(index).name().equals(name)) {
                return index + 1;
            }
        }
        throw new SeraiException(
                ErrorCode.SOURCE_SCHEMA_CHANGED,
                where + ": there is no column '" + name + "'. The columns are " + names() + ".");
    }

    ColumnKind kind(int index) {
        return all.get(index - 1).kind();
    }

    private String names() {
        return all.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    Map<String, String> kinds() {
        Map<String, String> kinds = new TreeMap<>();
        all.forEach(column -> kinds.put(column.name(), column.kind().name()));
        return kinds;
    }

    /**
     * Refuses to go on if a column that is needed is gone or holds something else now.
     *
     * @throws SeraiException SOURCE_SCHEMA_CHANGED
     */
    void refuseLoss(Map<String, String> before, Set<String> needed, String where) {
        Map<String, String> now = kinds();
        for (Map.Entry<String, String> column : before.entrySet()) {
            String name = column.getKey();
            String kind = now.getOrDefault(name, "");
            if (needed.contains(name) && !kind.equals(column.getValue())) {
                String change = kind.isEmpty() ? "is gone or renamed" : "was " + column.getValue() + " and is " + kind;
                throw new SeraiException(
                        ErrorCode.SOURCE_SCHEMA_CHANGED,
                        where + ": the column '" + name + "' " + change + ", and the mapping needs it. Put it back, or"
                                + " correct the mapping and raise the stream's 'revision'.");
            }
        }
    }

    /** A row as it stands; a value that cannot be read costs its row only. */
    RawItem item(ResultSet row, long position) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int index = 1; index <= all.size(); index++) {
            Column column = all.get(index - 1);
            try {
                json.set(column.name(), column.kind().json(row, index));
            } catch (SQLException | DateTimeException | NumberFormatException e) {
                return new RawItem.Unreadable(
                        position,
                        ErrorCode.RECORD_MALFORMED,
                        "The column '" + column.name() + "' holds what is no " + column.kind() + ".",
                        json.toString());
            }
        }
        return new RawItem.Read(position, new JsonRecord(json));
    }
}
