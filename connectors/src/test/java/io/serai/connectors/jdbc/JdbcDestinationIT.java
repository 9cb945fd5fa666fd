package io.serai.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Pauser;
import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.connectors.JdkTransport;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcDestinationIT {
    private static Destination open(SourceDatabase database, String table) {
        JdbcConnector connector = new JdbcConnector();
        Problems problems = new Problems();
        Secrets secrets = Secrets.of(Map.of("PASSWORD", SourceDatabase.PASSWORD));
        Settings options = Settings.read(
                        SourceDatabase.parse(
                                "{ url: \"" + database.url() + "\", user: watcher, password: \"{{env:PASSWORD}}\" }"),
                        connector.options(),
                        secrets,
                        problems)
                .orElseThrow();
        Settings audience = Settings.read(
                        SourceDatabase.parse("{ table: " + table + ", key: email }"),
                        connector.audience(),
                        secrets,
                        problems)
                .orElseThrow();
        return connector.open(
                options, audience, new ConnectorContext("d", Clock.systemUTC(), new JdkTransport(), Pauser.REAL));
    }

    private static void create(SourceDatabase database, String columns) {
        database.reset();
        database.execute("CREATE TABLE people (" + columns + ")");
        database.allowWriting("people");
    }

    private static Delivery delivery(Map<String, Optional<Object>> fields) {
        return new Delivery(
                "1",
                "vip",
                Operation.ADD,
                "email",
                new ArrayList<>(fields.keySet()),
                List.of(new Member("ann@example.com", fields)),
                Instant.now().plusSeconds(60));
    }

    @ParameterizedTest
    @EnumSource
    void valuesTakeTheTypesOfTheirColumns(SourceDatabase database) {
        // Given
        create(
                database,
                "email varchar(80) PRIMARY KEY, born date, visits bigint,"
                        + " revenue decimal(10, 2), vip boolean, tags varchar(80)");
        Map<String, Optional<Object>> fields = new LinkedHashMap<>();
        fields.put("born", Optional.of("1990-05-31"));
        fields.put("visits", Optional.of(12L));
        fields.put("revenue", Optional.of(new BigDecimal("19.90")));
        fields.put("vip", Optional.of(true));
        fields.put("tags", Optional.of(List.of("a", "b")));
        // When
        List<Outcome> outcomes = open(database, "people").deliver(delivery(fields));
        // Then
        assertThat(outcomes).containsExactly(new Outcome.Confirmed());
        assertThat(database.number("SELECT COUNT(*) FROM people WHERE born = '1990-05-31' AND visits = 12"
                        + " AND revenue = 19.90 AND vip AND tags = 'a;b'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsNotUniqueIsRefused(SourceDatabase database) {
        // Given
        create(database, "email varchar(80), name varchar(80), UNIQUE (email, name)");
        Destination destination = open(database, "people");
        // Then
        for (Runnable use : List.<Runnable>of(destination::check, () -> destination.deliver(delivery(Map.of())))) {
            assertThatThrownBy(use::run)
                    .isInstanceOfSatisfying(
                            SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                    .hasMessageContaining("not unique");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTableOrColumnThatIsNotThereIsNamedAsTheSettingToCorrect(SourceDatabase database) {
        // Given
        create(database, "email varchar(80) PRIMARY KEY");
        // Then
        assertThatThrownBy(() -> open(database, "nobody").check()).hasMessageContaining("Correct 'table'");
        assertThatThrownBy(() -> open(database, "people").deliver(delivery(Map.of("colour", Optional.of("red")))))
                .hasMessageContaining("the sync's fields");
    }
}
