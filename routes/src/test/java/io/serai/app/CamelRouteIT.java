package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.config.ConfigReader;
import io.serai.config.ConfigStore;
import io.serai.connectors.Installed;
import io.serai.document.Problem;
import io.serai.route.CamelRoutes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes of Camel's that stand in connectors' definitions, as sources and destinations of a whole hub. */
class CamelRouteIT {
    /** As docs/how-to/connect-camel.md has it. */
    private static final String STAFF_LIST = """
            connector: staff-list
            route:
              from:
                uri: timer:staff-list
                parameters: { period: "{{period}}", delay: 0 }
                steps:
                  - setHeader: { name: Authorization, constant: "{{login}}" }
                  - to: "{{url}}"
                  - to: kamelet:sink
            settings:
              url: { required: true, doc: "Where the list is." }
              login: { secret: true, required: true, doc: "The header Authorization." }
              period: { default: "60000", doc: "Milliseconds from one look to the next." }
            """;

    @TempDir
    private Path folder;

    private HubFixture fixture;
    private PeopleServer server;

    @BeforeEach
    void prepare() throws IOException {
        server = new PeopleServer();
        fixture = new HubFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
        server.close();
    }

    @Test
    void aRouteIsASourceWhoseSecretStaysOneAndFollowsItsFile() throws Exception {
        // Given
        fixture.write("connectors/staff-list.yaml", STAFF_LIST);
        fixture.write("sources/staff.yaml", """
                source: staff
                connector: staff-list
                options: { url: "%s", login: "%s", period: "200" }
                streams: { contacts: { mapping: crm-contact, keep_raw: 30d } }
                """.formatted(server.url("/people"), PeopleServer.LOGIN));
        // When
        fixture.start();
        // Then: records, dead letters, raw records and the books are those of every source
        eventually().until(() -> fixture.count("SELECT count(*) FROM source_record") == 1);
        eventually().until(() -> fixture.count("SELECT count(*) FROM dead_letter") >= 1);
        assertThat(fixture.count("SELECT sum(records) FROM raw_batch")).isPositive();
        assertThat(fixture.get("/api/v1/runs?kind=import").toString()).contains("staff.contacts");
        assertThat(CamelBeans.everything()).contains("staff.contacts").doesNotContain(PeopleServer.LOGIN);
        // When: the definition is changed
        fixture.write("connectors/staff-list.yaml", STAFF_LIST.replace("to: \"{{url}}\"", "to: \"{{url}}/2\""));
        // Then
        eventually().until(() -> fixture.count("SELECT count(*) FROM source_record") == 2);
    }

    @Test
    void aRouteIsADestinationThatIsTriedAgain() throws Exception {
        // Given
        server.failures.set(2);
        fixture.write("connectors/hook.yaml", """
                connector: hook
                route:
                  from:
                    uri: kamelet:source
                    steps:
                      - setHeader: { name: Content-Type, constant: application/json }
                      - to: "{{url}}"
                settings:
                  url: { required: true, doc: "The address." }
                """);
        fixture.write("destinations/hook.yaml", """
                destination: hook
                connector: hook
                options: { url: "%s" }
                """.formatted(server.url("/sink")));
        fixture.write("syncs/germans-to-hook.yaml", """
                sync: germans-to-hook
                segment: germans
                destination: hook
                mode: mirror
                schedule: "0/1 * * * * ?"
                purpose: email_marketing
                identifier: email
                """);
        fixture.start();
        fixture.post("/api/v1/connections/hook/check", "", 200);
        // When
        fixture.drop(
                "contacts-1.csv", HubFixture.contacts("1,ann@example.com,Ann,DE,yes", "2,bo@example.com,Bo,FR,yes"));
        // Then
        eventually()
                .untilAsserted(
                        () -> assertThat(server.received)
                                .containsExactly(
                                        "{\"op\":\"add\",\"audience\":\"germans-to-hook\",\"email\":\"ann@example.com\",\"fields\":{}}"));
    }

    /** The same route as another connector, with something else in one place. */
    private void write(String connector, String right, String wrong) {
        fixture.write(
                "connectors/" + connector + ".yaml",
                STAFF_LIST.replace("staff-list\nr", connector + "\nr").replace(right, wrong));
    }

    @Test
    void whatIsWrongWithARouteIsSaidWithItsPlaceAndCure() {
        // When
        write("step", "setHeader", "setHedder");
        write("field", "constant:", "constent:");
        write("name", "{{login}}", "{{env:LOGIN}}");
        write("end", "kamelet:sink", "log:end");
        write("taken", "period", "timeout");
        // Then
        assertThat(ConfigStore.check(
                                fixture.config,
                                new ConfigReader(Installed.beside(fixture.config, new CamelRoutes()), Map.of()))
                        .problems())
                .extracting(Problem::toString)
                .hasSize(5)
                .anySatisfy(text -> assertThat(text).contains("connectors/step.yaml:3", "setHedder", "yaml-dsl.html"))
                .anySatisfy(text -> assertThat(text).contains("connectors/field.yaml:3", "constent"))
                .anySatisfy(text -> assertThat(text).contains("connectors/name.yaml:3", "'env:LOGIN'", "options"))
                .anySatisfy(text -> assertThat(text).contains("connectors/end.yaml:3", "kamelet:sink"))
                .anySatisfy(text -> assertThat(text).contains("connectors/taken.yaml:3", "'timeout'"));
    }
}
