package io.serai.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.testkit.SourceContract;
import io.serai.connector.testkit.SourceFixture;
import io.serai.connectors.objects.Looks;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.raw.RecordStream;
import io.serai.source.Source;
import io.serai.source.SourceKind;
import io.serai.source.SourceStream;
import io.serai.store.StoreConfig;
import io.serai.store.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbcSourceContractTest implements SourceContract {
    private static final String PASSWORD = "an-open-secret";

    @Override
    public SourceFixture fixture() {
        return new Table();
    }

    @Test
    void closingEndsAReadThatWaitsForALock() throws SQLException {
        try (Table table = new Table();
                Connection other = table.connect();
                Statement statement = other.createStatement()) {
            // Given
            table.write(List.of(Map.of("id", "1", "name", "Ann")));
            Source source = Looks.source(table.kind(), table.options(), Clock.systemUTC());
            SourceStream.Pulled stream =
                    (SourceStream.Pulled) source.stream("people", Looks.parse(table.stream(), new Problems()));
            try (RecordStream read = stream.read(Optional.empty())) {
                statement.execute("LOCK TABLES person WRITE");
                // When, Then
                assertThat(Looks.closedWhileWaiting(source, read).code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
            }
        }
    }

    /** Rows of a table of a real MariaDB's, read by a user who may see others' transactions. */
    private static final class Table implements SourceFixture {
        private final StoreConfig place = TestServer.freshConfig();

        Table() {
            execute(
                    "CREATE TABLE person (id varchar(20) PRIMARY KEY, name varchar(80), changed_at timestamp(6) NOT NULL)");
            execute("CREATE OR REPLACE USER contract@'%' IDENTIFIED BY '" + PASSWORD + "'");
            execute("GRANT SELECT, PROCESS ON *.* TO contract@'%'");
            execute("CREATE OR REPLACE USER guest@'%' IDENTIFIED BY '" + PASSWORD + "'");
            execute("GRANT PROCESS ON *.* TO guest@'%'");
            execute("GRANT CREATE TEMPORARY TABLES ON " + database() + ".* TO guest@'%'");
        }

        /** That may be seen; what is in it is another right. */
        private String database() {
            return place.url().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        }

        private Connection connect() throws SQLException {
            return DriverManager.getConnection(place.url(), place.user(), place.password());
        }

        private void execute(String sql) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new AssertionError("the statement failed", e);
            }
        }

        @Override
        public SourceKind kind() {
            return new JdbcSourceKind();
        }

        @Override
        public String options() {
            return options(place.url(), "contract", PASSWORD);
        }

        /** The database is there already, and the user could not make it. */
        private static String options(String url, String user, String password) {
            return "{ url: \"" + url.replaceFirst("\\?.*", "") + "\", user: " + user + ", password: " + password + " }";
        }

        @Override
        public String stream() {
            return "{ mapping: people, table: person, key: id, cursor: changed_at, fetch: 10 }";
        }

        @Override
        public List<String> secrets() {
            return List.of(PASSWORD, "wr0ng");
        }

        @Override
        public void write(List<Map<String, String>> records) {
            try (Connection connection = connect();
                    PreparedStatement row =
                            connection.prepareStatement("REPLACE INTO person VALUES (?, ?, CURRENT_TIMESTAMP(6))")) {
                for (Map<String, String> record : records) {
                    row.setString(1, record.get("id"));
                    row.setString(2, record.get("name"));
                    row.addBatch();
                }
                row.executeBatch();
            } catch (SQLException e) {
                throw new AssertionError("the rows cannot be written", e);
            }
        }

        @Override
        public Optional<String> wrongAddress() {
            return Optional.of(options("jdbc:mariadb://127.0.0.1:1/nowhere", "contract", PASSWORD));
        }

        @Override
        public Optional<String> wrongCredential() {
            return Optional.of(options(place.url(), "contract", "wr0ng"));
        }

        @Override
        public Optional<String> missingRight() {
            return Optional.of(options(place.url(), "guest", PASSWORD));
        }

        @Override
        public void close() {
            execute("DROP TABLE person");
        }
    }
}
