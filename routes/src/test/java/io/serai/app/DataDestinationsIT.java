package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.serai.connectors.kafka.KafkaBroker;
import io.serai.connectors.s3.S3Mock;
import io.serai.store.Database;
import io.serai.store.StoreConfig;
import io.serai.store.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic, a table, a mailbox and a bucket as destinations of a whole hub, each a real server. */
class DataDestinationsIT {
    private static final List<String> ALL = List.of("topic", "table", "mail", "bucket");
    private static final String PEOPLE = "segment-people";

    @TempDir
    private Path folder;

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final S3Mock s3 = S3Mock.shared();
    private Database tables;
    private KafkaBroker broker;
    private HubFixture fixture;

    @BeforeEach
    void prepare() throws IOException {
        mail.setUser("hub@example.com", "hub", "right");
        mail.start();
        Path kafka = Files.createDirectory(folder.resolve("kafka"));
        broker = new KafkaBroker(kafka);
        broker.create(PEOPLE, 1);
        s3.client().createBucket(request -> request.bucket(PEOPLE));
        StoreConfig store = TestServer.freshConfig();
        tables = Database.open(new StoreConfig(store.url(), store.user(), store.password(), 2));
        tables.inTransaction(
                handle -> handle.execute("CREATE TABLE people (email VARCHAR(100) PRIMARY KEY, NAME VARCHAR(100))"));
        fixture = new HubFixture(Files.createDirectory(folder.resolve("hub")));
        destination("topic", "kafka", "{ brokers: \"" + broker.brokers() + "\" }", "{ topic: " + PEOPLE + " }");
        destination(
                "table",
                "jdbc",
                "{ url: \"" + store.url() + "\", user: " + store.user() + " }",
                "{ table: people, key: email }");
        destination(
                "mail",
                "mail-drop",
                "{ host: 127.0.0.1, port: " + mail.getSmtp().getPort()
                        + ", tls: none, from: hub@example.com, format: jsonl, attach: true }",
                "{ to: crm@example.com }");
        destination(
                "bucket",
                "s3-drop",
                "{ endpoint: \"" + s3.endpoint() + "\", bucket: " + PEOPLE
                        + ", access_key: key, secret_key: secret, format: jsonl }",
                "");
        Files.delete(fixture.config.resolve("syncs/germans-to-drop.yaml"));
        fixture.start();
        fixture.drop(
                "contacts-1.csv",
                HubFixture.contacts(
                        "1,ann@example.com,Ann,DE,yes", "2,bob@example.com,Bob,DE,yes", "3,eva@example.com,Eva,DE,no"));
        fixture.lastImport(1);
        eventually().until(() -> dryRun("topic").path("added").asInt() == 2);
    }

    private void destination(String name, String connector, String options, String audience) {
        fixture.write(
                "destinations/" + name + ".yaml",
                "destination: " + name + "\nconnector: " + connector + "\noptions: " + options + "\n"
                        + (audience.isEmpty() ? "" : "audience: " + audience + "\n"));
        fixture.write("syncs/to-" + name + ".yaml", """
                sync: to-%1$s
                segment: germans
                destination: %1$s
                mode: mirror
                purpose: email_marketing
                identifier: email
                fields: { NAME: first_name }
                """.formatted(name));
    }

    @AfterEach
    void close() {
        fixture.close();
        broker.close();
        tables.close();
        mail.stop();
    }

    private JsonNode dryRun(String name) {
        return fixture.post("/api/v1/syncs/to-" + name + "/dry-run", "", 200);
    }

    private JsonNode run(String name) {
        long id = fixture.post("/api/v1/syncs/to-" + name + "/run", "", 202)
                .path("run")
                .asLong();
        eventually()
                .until(() -> !fixture.get("/api/v1/runs/" + id)
                        .path("state")
                        .asText()
                        .equals("running"));
        return fixture.get("/api/v1/syncs/to-" + name);
    }

    private List<String> rows() {
        return tables.inTransaction(
                handle -> handle.createQuery("SELECT CONCAT(email, ' ', NAME) FROM people ORDER BY email")
                        .mapTo(String.class)
                        .list());
    }

    /** What the destination has of the runs so far, as text. */
    private String content(String name) {
        return switch (name) {
            case "topic" ->
                broker.messages(PEOPLE).stream()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("\n"));
            case "table" -> String.join("\n", rows());
            case "mail" ->
                List.of(mail.getReceivedMessages()).stream()
                        .map(com.icegreen.greenmail.util.GreenMailUtil::getWholeMessage)
                        .collect(Collectors.joining("\n"));
            default ->
                s3.client().listObjectsV2(request -> request.bucket(PEOPLE)).contents().stream()
                        .map(object -> s3.client()
                                .getObjectAsBytes(
                                        request -> request.bucket(PEOPLE).key(object.key()))
                                .asUtf8String())
                        .collect(Collectors.joining("\n"));
        };
    }

    @Test
    void eachIsCheckedTriedRunAndHasItsBooksBalanced() throws IOException {
        for (String name : ALL) {
            // Given
            assertThat(fixture.post("/api/v1/connections/" + name + "/check", "", 200))
                    .as(name)
                    .isNotNull();
            assertThat(dryRun(name).path("added").asInt()).as(name).isEqualTo(2);
            assertThat(content(name)).as(name).doesNotContain("@example.com");
            // When
            JsonNode sync = run(name);
            // Then
            JsonNode counts = sync.path("counts");
            assertThat(counts.path("selected").asInt()).as("%s %s", name, sync).isEqualTo(3);
            assertThat(counts.path("delivered").asInt()).as("%s %s", name, sync).isEqualTo(2);
            assertThat(counts.path("withheld").asInt() + counts.path("pending").asInt())
                    .as("%s %s", name, sync)
                    .isEqualTo(1);
            assertThat(sync.path("ledger").asInt()).as(name).isEqualTo(2);
            JsonNode records =
                    fixture.get("/api/v1/syncs/to-" + name + "/records?limit=1").path("records");
            assertThat(records).as(name).hasSize(1);
            assertThat(records.get(0).path("state").asText()).isEqualTo("held");
            String after = records.get(0).path("id").asText();
            assertThat(fixture.get("/api/v1/syncs/to-" + name + "/records?after=" + after)
                            .path("records"))
                    .hasSize(1);
            assertThat(content(name))
                    .as(name)
                    .contains("ann@example.com", "Bob")
                    .doesNotContain("eva@example.com");
        }
        // And whoever withdraws consent is taken off
        fixture.drop("contacts-2.csv", HubFixture.contacts("1,ann@example.com,Ann,DE,no"));
        fixture.lastImport(2);
        eventually().until(() -> dryRun("table").path("removed").asInt() == 1);
        for (String name : ALL) {
            assertThat(run(name).path("ledger").asInt()).as(name).isEqualTo(1);
        }
        assertThat(content("table")).isEqualTo("bob@example.com Bob");
        assertThat(content("topic")).contains("remove");
    }
}
