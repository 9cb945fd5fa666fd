package io.serai.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.store.Database;
import io.serai.store.StoreConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The servers other tests stand on are what they say they are, and go when they are told to. */
class DebianServersIT {
    @Test
    void postgreSqlServesAndLeavesNothingBehind() throws SQLException {
        // Given
        DebianServer server = DebianPostgreSql.start();
        server.administer("CREATE DATABASE shop", "CREATE TABLE orders (id int PRIMARY KEY, note text)");
        // When
        try (Connection open = DriverManager.getConnection(
                        server.url("postgres"), DebianPostgreSql.USER, DebianPostgreSql.PASSWORD);
                var statement = open.createStatement();
                var rows = statement.executeQuery("INSERT INTO orders VALUES (1, 'Grüße') RETURNING note, version()")) {
            // Then
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("Grüße");
            assertThat(rows.getString(2)).startsWith("PostgreSQL ");
            server.close();
        }
        assertThatThrownBy(server::administrator).isInstanceOf(SQLException.class);
    }

    @Test
    void postgreSqlWantsThePassword() {
        String url = DebianPostgreSql.shared().url("postgres");
        assertThatThrownBy(() -> DriverManager.getConnection(url, DebianPostgreSql.USER, "another"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void theHubIsAnOrdinaryUserOfMariaDb() {
        // Given
        StoreConfig config = DebianMariaDb.config("test_rights");
        try (Database database = Database.open(config)) {
            // When
            String grants = database.inTransaction(handle -> String.join(
                    "\n", handle.createQuery("SHOW GRANTS").mapTo(String.class).list()));
            // Then
            assertThat(grants).contains("ALL PRIVILEGES ON `test\\_%`.*").doesNotContain("PRIVILEGES ON *.*");
        }
    }
}
