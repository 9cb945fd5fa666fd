package io.serai.connectors.jdbc;

import io.serai.connector.Connector;
import io.serai.connector.testkit.DestinationBehavior;
import io.serai.connector.testkit.DestinationContract;
import io.serai.connector.testkit.DestinationFixture;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;

class JdbcDestinationContractIT {
    @Nested
    class OnPostgreSql implements DestinationContract {
        @Override
        public DestinationFixture fixture() {
            return new Table(SourceDatabase.POSTGRESQL, "");
        }
    }

    @Nested
    class OnMariaDb implements DestinationContract {
        @Override
        public DestinationFixture fixture() {
            return new Table(SourceDatabase.MARIADB, " CHARACTER SET utf8mb4");
        }
    }

    private static final class Table implements DestinationFixture {
        /** A database that is away is told as one whose address is wrong. */
        private static final Set<DestinationBehavior> HAS = EnumSet.of(
                DestinationBehavior.REMOVES,
                DestinationBehavior.SNAPSHOTS,
                DestinationBehavior.ERASES,
                DestinationBehavior.REFUSES_MEMBERS,
                DestinationBehavior.HAS_ADDRESS,
                DestinationBehavior.HAS_CREDENTIAL);

        private final SourceDatabase database;

        Table(SourceDatabase database, String options) {
            this.database = database;
            database.reset();
            database.execute(
                    "CREATE TABLE audience (email varchar(100) PRIMARY KEY CHECK (email NOT LIKE '%@refused.example'),"
                            + quoted("FNAME") + " varchar(100), " + quoted("LNAME") + " varchar(100))" + options);
            database.allowWriting("audience");
        }

        private String quoted(String column) {
            return database == SourceDatabase.POSTGRESQL ? '"' + column + '"' : column;
        }

        @Override
        public Connector connector() {
            return new JdbcConnector();
        }

        @Override
        public String options() {
            return options(database.url(), SourceDatabase.PASSWORD);
        }

        private static String options(String url, String password) {
            return "{ url: \"" + url + "\", user: watcher, password: " + password + " }";
        }

        @Override
        public String audience() {
            return "{ table: audience, key: email }";
        }

        @Override
        public boolean has(DestinationBehavior behavior) {
            return HAS.contains(behavior);
        }

        @Override
        public List<String> secrets() {
            return List.of(SourceDatabase.PASSWORD, "wrong-password");
        }

        @Override
        public Map<String, Map<String, String>> held() {
            Map<String, Map<String, String>> held = new TreeMap<>();
            try (Connection connection = database.writer();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM audience")) {
                while (rows.next()) {
                    Map<String, String> fields = new TreeMap<>();
                    for (String field : List.of("FNAME", "LNAME")) {
                        String value = rows.getString(field);
                        if (value != null) {
                            fields.put(field, value);
                        }
                    }
                    held.put(rows.getString("email"), fields);
                }
                return held;
            } catch (SQLException e) {
                throw new AssertionError("the table cannot be read", e);
            }
        }

        @Override
        public void ail(DestinationBehavior behavior) {
            throw new UnsupportedOperationException("the server is shared and always well");
        }

        @Override
        public void mend() {}

        @Override
        public String wrongAddress() {
            return options(database.url().replaceFirst(":\\d+/", ":1/"), SourceDatabase.PASSWORD);
        }

        @Override
        public String wrongCredential() {
            return options(database.url(), "wrong-password");
        }

        @Override
        public void close() {}
    }
}
