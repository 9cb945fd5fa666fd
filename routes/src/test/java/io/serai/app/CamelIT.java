package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.config.ConfigReader;
import io.serai.config.ConfigStore;
import io.serai.connectors.Installed;
import io.serai.document.Problem;
import io.serai.route.CamelRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kamelets and endpoints of Camel as sources and destinations of a whole hub. */
class CamelIT {
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

    private List<Problem> problems() {
        return ConfigStore.check(
                        fixture.config, new ConfigReader(Installed.beside(fixture.config, new CamelRoutes()), Map.of()))
                .problems();
    }

    @Test
    void aKameletOfTheCatalogueIsASourceAndItsSecretStaysOne() throws Exception {
        // Given
        fixture.write("connectors/feed.yaml", "connector: feed\nkamelet: http-secured-source\n");
        fixture.write(
                "sources/people.yaml", """
                source: people
                connector: feed
                options:
                  url: "%s"
                  period: 200
                  authMethod: Basic
                  authUsername: %s
                  authPassword: "%s"
                  authenticationPreemptive: true
                streams: { contacts: { mapping: crm-contact } }
                """.formatted(server.url("/people"), PeopleServer.USER, PeopleServer.PASSWORD));
        // When
        fixture.start();
        // Then
        eventually().until(() -> fixture.count("SELECT count(*) FROM source_record") == 1);
        eventually().until(() -> fixture.count("SELECT count(*) FROM dead_letter") >= 1);
        // When: what it goes through is changed
        fixture.write(
                "mappings/crm-contact.yaml",
                fixture.read("mappings/crm-contact.yaml").replace("key: id", "key: email"));
        // Then: it goes on
        eventually().until(() -> fixture.count("SELECT count(*) FROM source_record") == 2);
        // When
        server.open = false;
        // Then
        eventually()
                .until(() ->
                        status("people.contacts").path("errorCode").asText().equals("SOURCE_FAILED"));
        server.open = true;
        eventually().until(() -> status("people.contacts").path("errorCode").isMissingNode());
        assertThat(fixture.get("/api/v1/sources").toString())
                .contains("people.contacts")
                .doesNotContain(PeopleServer.PASSWORD);
        assertThat(CamelBeans.everything()).contains("people.contacts").doesNotContain(PeopleServer.PASSWORD, "pa)ss");
    }

    private JsonNode status(String stream) {
        for (JsonNode source : fixture.get("/api/v1/sources").path("sources")) {
            if (source.path("stream").asText().equals(stream)) {
                return source;
            }
        }
        throw new AssertionError("the stream is not listed");
    }

    @Test
    void aMessageIsDoneWhenItsRecordsAreCommitted() throws Exception {
        // Given: a folder read by Camel itself, and the stream is paused
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        fixture.write("connectors/inbox.yaml", """
                connector: inbox
                endpoint: { from: "file:${dir}?delete=true&delay=200&initialDelay=0" }
                settings: { dir: { required: true, doc: "The folder." } }
                """);
        fixture.write("sources/till.yaml", """
                source: till
                connector: inbox
                options: { dir: "%s" }
                streams: { contacts: { mapping: crm-contact, format: { format: jsonl }, keep_raw: 30d } }
                """.formatted(inbox));
        fixture.start();
        fixture.post("/api/v1/sources/till.contacts/pause", "", 200);
        StringBuilder lines = new StringBuilder();
        for (int person = 0; person < 2_500; person++) {
            lines.append("{\"id\":\"p%d\",\"email\":\"p%d@example.com\"}\n".formatted(person, person));
        }
        Files.writeString(inbox.resolve("a.part"), lines);
        // When
        Files.move(inbox.resolve("a.part"), inbox.resolve("a.jsonl"));
        eventually().pollDelay(java.time.Duration.ofSeconds(1)).until(() -> Files.exists(inbox.resolve("a.jsonl")));
        // Then: it waits
        assertThat(fixture.count("SELECT count(*) FROM source_record")).isZero();
        // When
        fixture.post("/api/v1/sources/till.contacts/resume", "", 200);
        // Then
        eventually().until(() -> !Files.exists(inbox.resolve("a.jsonl")));
        assertThat(fixture.count("SELECT count(*) FROM source_record")).isEqualTo(2_500);
        assertThat(fixture.count("SELECT sum(records) FROM raw_batch")).isEqualTo(2_500);
    }

    @Test
    void aKameletOfTheCatalogueIsADestinationThatIsTriedAgain() throws Exception {
        // Given
        server.failures.set(2);
        fixture.write("connectors/hook.yaml", "connector: hook\nkamelet: http-sink\n");
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
                fields: { name: first_name }
                """);
        fixture.start();
        // When
        fixture.drop(
                "contacts-1.csv", HubFixture.contacts("1,ann@example.com,Ann,DE,yes", "2,bo@example.com,Bo,FR,yes"));
        // Then
        String added =
                "{\"op\":\"add\",\"audience\":\"germans-to-hook\",\"email\":\"ann@example.com\",\"fields\":{\"name\":\"Ann\"}}";
        eventually().untilAsserted(() -> assertThat(server.received).contains(added));
        // When
        fixture.drop("contacts-2.csv", HubFixture.contacts("1,ann@example.com,Ann,FR,yes"));
        // Then
        eventually()
                .untilAsserted(() -> assertThat(server.received)
                        .contains(
                                "{\"op\":\"remove\",\"audience\":\"germans-to-hook\",\"email\":\"ann@example.com\"}"));
        assertThat(server.received).allSatisfy(message -> assertThat(message).doesNotContain("bo@example.com"));
    }

    /** As docs/how-to/connect-camel.md has it. */
    @Test
    void aKameletOfTheUsersOwnIsARouteOfTheUsersOwn() throws Exception {
        // Given
        Path own = Files.createDirectories(folder.resolve("kamelets"));
        Files.writeString(own.resolve("staff-list-source.kamelet.yaml"), """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata: { name: staff-list-source, labels: { camel.apache.org/kamelet.type: source } }
                spec:
                  definition:
                    required: [url, login]
                    properties:
                      url: { type: string, description: Where the list is. }
                      login: { type: string, format: password, description: The header Authorization. }
                      period: { type: integer, default: 60000, description: Milliseconds from one look to the next. }
                  dependencies: ["camel:timer", "camel:http"]
                  template:
                    from:
                      uri: timer:staff-list
                      parameters: { period: "{{period}}", delay: 0 }
                      steps:
                        - setHeader: { name: Authorization, constant: "{{login}}" }
                        - to: "{{url}}"
                        - to: kamelet:sink
                """);
        fixture.write("connectors/staff-list.yaml", "connector: staff-list\nkamelet: staff-list-source\n");
        fixture.write("sources/staff.yaml", """
                source: staff
                connector: staff-list
                options: { url: "%s", login: "%s" }
                streams: { contacts: { mapping: crm-contact } }
                """.formatted(server.url("/people"), PeopleServer.LOGIN));
        // When
        fixture.start();
        // Then
        eventually().until(() -> fixture.count("SELECT count(*) FROM source_record") == 1);
    }

    @Test
    void whatIsMissingOrMisspeltIsSaidWithItsPlaceAndCure() {
        // When
        fixture.write("connectors/queue.yaml", "connector: queue\nkamelet: aws-sqs-source\n");
        fixture.write("connectors/nothing.yaml", "connector: nothing\nkamelet: no-such-source\n");
        fixture.write("connectors/action.yaml", "connector: action\nkamelet: log-action\n");
        fixture.write("connectors/place.yaml", """
                connector: place
                endpoint: { from: "file:${folder}" }
                settings: { dir: { required: true, doc: "The folder." } }
                """);
        fixture.write("connectors/feed.yaml", "connector: feed\nkamelet: http-source\n");
        fixture.write("sources/people.yaml", """
                source: people
                connector: feed
                options: { urk: "http://localhost" }
                streams: { contacts: { mapping: crm-contact } }
                """);
        // Then
        assertThat(problems())
                .extracting(Problem::toString)
                .anySatisfy(text -> assertThat(text)
                        .contains("connectors/queue.yaml:2", "camel-aws2-sqs", "./serai add camel-aws2-sqs"))
                .anySatisfy(
                        text -> assertThat(text).contains("connectors/nothing.yaml:2", "no-such-source.kamelet.yaml"))
                .anySatisfy(text -> assertThat(text).contains("connectors/action.yaml:2", "no source or sink"))
                .anySatisfy(text -> assertThat(text).contains("connectors/place.yaml:2", "'folder'"))
                .anySatisfy(text -> assertThat(text).contains("sources/people.yaml:3", "Did you mean 'url'?"));
    }
}
