package io.serai.connectors.jdbc;

import io.serai.connector.Capabilities;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Snapshot;
import io.serai.connector.SyncMode;
import io.serai.connectors.Side;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A table. A batch is one transaction, and so is a snapshot: nobody sees half of either. Thread-safe. */
final class JdbcDestination implements Destination {
    static final int MAX_MEMBERS = 2_000;

    private final Database database;
    private final String table;
    private final String key;
    private volatile boolean looked;

    JdbcDestination(Database database, String table, String key) {
        this.database = database;
        this.table = table;
        this.key = key;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(EnumSet.allOf(SyncMode.class), MAX_MEMBERS, false, true, Optional.empty());
    }

    @Override
    public void check() {
        database.ask(connection -> {
            look(connection);
            return table;
        });
    }

    /** Without a unique key, MariaDB would add a row each time it is told of a member. */
    private void look(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + database.dialect().quotedColumn(key) + " FROM "
                        + database.dialect().quoted(table) + " WHERE 1 = 0")) {
            statement.executeQuery().close();
        }
        if (!isUnique(connection)) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "The column 'key' of "
                            + Side.DESTINATION.named(database.context().name())
                            + " is not unique in its table. Make it the primary key, or give it a unique index.");
        }
        looked = true;
    }

    private boolean isUnique(Connection connection) throws SQLException {
        int dot = table.lastIndexOf('.');
        String schema = dot < 0 ? null : table.substring(0, dot);
        boolean postgres = database.dialect() == Dialect.POSTGRESQL;
        String catalog =
                postgres ? connection.getCatalog() : Optional.ofNullable(schema).orElse(connection.getCatalog());
        Map<String, List<String>> indexes = new TreeMap<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getIndexInfo(catalog, postgres ? schema : null, table.substring(dot + 1), true, true)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                if (index != null) {
                    indexes.computeIfAbsent(index, name -> new ArrayList<>()).add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return indexes.containsValue(List.of(key));
    }

    /** Whoever is removed is erased: of a row that is deleted nothing is left. */
    @Override
    public List<Outcome> deliver(Delivery delivery) {
        try (Connection connection = database.connect()) {
            if (!looked) {
                look(connection);
            }
            connection.setAutoCommit(false);
            return write(connection, delivery);
        } catch (SQLException e) {
            SeraiException known =
                    SqlErrors.of(e, Side.DESTINATION, database.context().name());
            if (known.code().isRetriable()) {
                return all(delivery, new Outcome.Unknown(known.code()));
            }
            throw known;
        }
    }

    /** A batch with a value that the table does not take is narrowed down to the member that is to blame. */
    private List<Outcome> write(Connection connection, Delivery part) throws SQLException {
        try {
            boolean adds = part.operation() == Operation.ADD;
            String sql = adds
                    ? upsert(part.fields())
                    : "DELETE FROM " + database.dialect().quoted(table) + " WHERE "
                            + database.dialect().quotedColumn(key) + " = ?";
            batch(connection, sql, adds ? part.fields() : List.of(), part.members(), seconds(part.deadline()));
            connection.commit();
            return all(part, new Outcome.Confirmed());
        } catch (SQLException e) {
            if (SqlErrors.kind(e) != SqlErrors.Kind.BAD_VALUE) {
                throw e;
            }
            connection.rollback();
            int size = part.members().size();
            if (size == 1) {
                String reason = "The table does not take a value of this member (SQL state " + e.getSQLState() + ").";
                return all(part, new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, reason));
            }
            List<Outcome> outcomes = new ArrayList<>(size);
            outcomes.addAll(write(connection, part.of(part.members().subList(0, size / 2))));
            outcomes.addAll(write(connection, part.of(part.members().subList(size / 2, size))));
            return outcomes;
        }
    }

    private int seconds(Instant deadline) {
        Duration left = Duration.between(database.context().clock().instant(), deadline);
        return (int) Math.max(1, left.toSeconds());
    }

    private String upsert(List<String> fields) {
        List<String> columns = new ArrayList<>(List.of(key));
        columns.addAll(fields);
        return database.dialect().upsert(table, columns);
    }

    private static void batch(Connection connection, String sql, List<String> fields, List<Member> members, int seconds)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(seconds);
            for (Member member : members) {
                statement.setString(1, member.identifier());
                for (int field = 0; field < fields.size(); field++) {
                    Optional<Object> value = member.fields().getOrDefault(fields.get(field), Optional.empty());
                    set(statement, field + 2, value);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** As text, which databases turn into what a column holds; but MariaDB knows truth as a number only. */
    private static void set(PreparedStatement statement, int at, Optional<Object> value) throws SQLException {
        if (value.isEmpty()) {
            statement.setNull(at, Types.VARCHAR);
        } else if (value.get() instanceof Boolean truth) {
            statement.setBoolean(at, truth);
        } else if (value.get() instanceof java.math.BigDecimal number) {
            statement.setString(at, number.toPlainString());
        } else if (value.get() instanceof List<?> list) {
            statement.setString(
                    at, String.join(";", list.stream().map(String::valueOf).toList()));
        } else {
            statement.setString(at, value.get().toString());
        }
    }

    @Override
    public Snapshot snapshot(String sync, String namespace, List<String> fields, Instant moment) {
        try {
            Connection connection = database.connect();
            try {
                look(connection);
                connection.setAutoCommit(false);
                try (PreparedStatement empty = connection.prepareStatement(
                        "DELETE FROM " + database.dialect().quoted(table))) {
                    empty.executeUpdate();
                }
                return new TableSnapshot(connection, fields);
            } catch (SQLException | SeraiException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private SeraiException failed(SQLException e) {
        return SqlErrors.of(e, Side.DESTINATION, database.context().name());
    }

    /** Everyone who reads the table sees what was in it until the commit. */
    private final class TableSnapshot implements Snapshot {
        private static final int PAGE_SECONDS = 300;

        private final Connection connection;
        private final List<String> fields;

        TableSnapshot(Connection connection, List<String> fields) {
            this.connection = connection;
            this.fields = fields;
        }

        @Override
        public List<Outcome> add(Delivery page, boolean last) {
            try {
                batch(connection, upsert(fields), fields, page.members(), PAGE_SECONDS);
                return all(page, new Outcome.Confirmed());
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        @Override
        public void commit() {
            try {
                connection.commit();
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() {
            try {
                // Rolls back what is not committed.
                connection.close();
            } catch (SQLException e) {
                throw failed(e);
            }
        }
    }

    private static List<Outcome> all(Delivery part, Outcome outcome) {
        return Collections.nCopies(part.members().size(), outcome);
    }

    @Override
    public void close() {}
}
