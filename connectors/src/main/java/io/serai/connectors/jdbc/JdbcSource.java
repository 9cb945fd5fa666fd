package io.serai.connectors.jdbc;

import io.serai.connectors.jdbc.Columns.Column;
import io.serai.document.Node;
import io.serai.raw.RawItem;
import io.serai.raw.RawRecord;
import io.serai.source.DiscoveredStream;
import io.serai.source.Reads;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A database. Every read has a connection of its own. Thread-safe. */
final class JdbcSource implements Source {
    private static final int MOST_TABLES = 200;
    /** Names that columns of a last change go by. */
    private static final List<String> CHANGES =
            List.of("updated_at", "modified_at", "changed_at", "last_modified", "updated", "modified", "changed");

    private final Database database;
    private final Reads reads;
    private final Set<String> said = TableStream.nothingSaid();

    JdbcSource(Database database) {
        this.database = database;
        this.reads = new Reads(database.context().name());
    }

    @Override
    public void check() {
        database.ask(
                connection -> Database.number(connection, database.dialect().clock()));
    }

    @Override
    public List<DiscoveredStream> discover(int samples) {
        return database.ask(connection -> {
            List<DiscoveredStream> found = new ArrayList<>();
            for (Table table : tables(connection)) {
                open(connection, table, samples).ifPresent(found::add);
            }
            return found;
        });
    }

    /** Empty if we may not read it: PostgreSQL shows everybody which tables there are. */
    private Optional<DiscoveredStream> open(Connection connection, Table table, int samples) throws SQLException {
        try {
            return Optional.of(discovered(connection, table, samples));
        } catch (SQLException e) {
            if (SqlErrors.isMissingRight(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private record Table(String schema, String name, boolean inDefaultSchema) {
        String written() {
            return inDefaultSchema ? name : schema + "." + name;
        }
    }

    private List<Table> tables(Connection connection) throws SQLException {
        boolean postgres = database.dialect() == Dialect.POSTGRESQL;
        List<Table> tables = new ArrayList<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE", "BASE TABLE", "VIEW"})) {
            while (rows.next() && tables.size() < MOST_TABLES) {
                String schema =
                        Optional.ofNullable(rows.getString("TABLE_SCHEM")).orElse("");
                if (!schema.equals("pg_catalog") && !schema.equals("information_schema")) {
                    tables.add(new Table(
                            schema, rows.getString("TABLE_NAME"), !postgres || schema.equals(connection.getSchema())));
                }
            }
        }
        return tables;
    }

    private DiscoveredStream discovered(Connection connection, Table table, int samples) throws SQLException {
        String from = database.dialect().quoted(table.written());
        Columns columns = Columns.of(connection, from, database.dialect());
        String key = key(connection.getMetaData(), connection.getCatalog(), table);
        List<String> settings = new ArrayList<>(List.of("table: " + table.written()));
        settings.add("key: " + (key.isEmpty() ? "# the column that identifies a row" : key));
        cursor(columns).ifPresent(name -> settings.add("cursor: " + name));
        return new DiscoveredStream(name(table.name()), settings, key, samples(connection, from, columns, samples));
    }

    private static String name(String table) {
        String name =
                table.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-$", "");
        return name.isEmpty() ? "table" : name.substring(0, Math.min(63, name.length()));
    }

    /** Empty if there is no primary key or it has several columns. */
    private static String key(DatabaseMetaData meta, String catalog, Table table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows =
                meta.getPrimaryKeys(catalog, table.schema().isEmpty() ? null : table.schema(), table.name())) {
            while (rows.next()) {
                columns.add(rows.getString("COLUMN_NAME"));
            }
        }
        return columns.size() == 1 ? columns.get(0) : "";
    }

    private static Optional<String> cursor(Columns columns) {
        return CHANGES.stream()
                .flatMap(name -> columns.all().stream()
                        .filter(column -> column.name().toLowerCase(Locale.ROOT).equals(name)
                                && column.kind().isTime()))
                .map(Column::name)
                .findFirst();
    }

    private static List<RawRecord> samples(Connection connection, String from, Columns columns, int most)
            throws SQLException {
        List<RawRecord> records = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + from + " LIMIT " + most);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (columns.item(rows, records.size()) instanceof RawItem.Read read) {
                    records.add(read.record());
                }
            }
        }
        return records;
    }

    @Override
    public SourceStream stream(String name, Node settings) {
        return new TableStream(
                database,
                database.context().name() + "." + name,
                TableSettings.of(settings, database.dialect()),
                Set.of(),
                said,
                reads);
    }

    @Override
    public void close() {
        reads.close();
    }
}
