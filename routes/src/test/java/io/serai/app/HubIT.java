package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of the data: a file is dropped, people are resolved, a segment is built, a file appears. */
class HubIT {
    @TempDir
    private Path folder;

    private HubFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new HubFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void wrongKeysAreToldToWaitAndRightOnesAreNot() {
        // Given
        fixture.start();
        // When
        List<Integer> wrong = IntStream.rangeClosed(1, 21)
                .mapToObj(any -> fixture.send("GET", "/api/v1/access", "", Map.of(), "serai_00000000_wrong"))
                .map(HttpResponse::statusCode)
                .toList();
        HttpResponse<String> next = fixture.send("GET", "/api/v1/access", "", Map.of(), "another");
        HttpResponse<String> none = fixture.send("GET", "/api/v1/access", "", Map.of(), "");
        // Then
        assertThat(wrong).startsWith(401).endsWith(401, 429).containsOnlyOnce(429);
        assertThat(next.statusCode()).isEqualTo(429);
        assertThat(next.headers().firstValue("Retry-After")).contains("60");
        assertThat(none.statusCode()).isEqualTo(401);
        fixture.call("GET", "/api/v1/access", "", Map.of(), 200);
    }

    @Test
    void aDroppedFileBecomesProfilesASegmentAndADelivery() throws Exception {
        // Given
        fixture.start();
        // When
        fixture.drop(
                "contacts-1.csv",
                contacts(
                        "1,ann@example.com,Ann,DE,yes",
                        "2,ANN@example.com,Ann,DE,",
                        "3,bob@example.com,Bob,FR,yes",
                        "4,eve@example.com,Eve,DE,no",
                        "5,not-an-address,Zoe,DE,yes"));
        JsonNode run = fixture.lastImport(1);
        // Then
        assertThat(run.path("state").asText()).isEqualTo("finished");
        assertThat(run.path("counts").path("read").asLong()).isEqualTo(5);
        assertThat(run.path("counts").path("stored").asLong()).isEqualTo(4);
        assertThat(run.path("counts").path("invalid").asLong()).isEqualTo(1);
        assertThat(run.path("balanced").asBoolean()).isTrue();
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(3);
        eventually()
                .untilAsserted(() -> assertThat(Files.readString(fixture.out.resolve("germans-to-drop.csv")))
                        .contains("ann@example.com")
                        .doesNotContain("eve@example.com")
                        .doesNotContain("bob@example.com"));
        eventually()
                .untilAsserted(() -> assertThat(HubFixture.names(fixture.in.resolve(".done")))
                        .singleElement()
                        .asString()
                        .endsWith("-contacts-1.csv"));
    }

    @Test
    void theSameFileDroppedTwiceIsRecognisedWhateverItsName() throws Exception {
        // Given
        fixture.start();
        String content = contacts("1,ann@example.com,Ann,DE,yes");
        fixture.drop("contacts-1.csv", content);
        fixture.lastImport(1);
        // When
        fixture.drop("contacts-2.csv", content);
        // Then
        eventually()
                .untilAsserted(() -> assertThat(HubFixture.names(fixture.in.resolve(".done")))
                        .hasSize(2));
        assertThat(fixture.get("/api/v1/runs?kind=import").path("runs")).hasSize(1);
    }

    @Test
    void aFileStillBeingWrittenIsLeftAlone() throws Exception {
        // Given
        fixture.start();
        Files.createDirectories(fixture.in);
        Path growing = fixture.in.resolve("contacts-1.csv");
        Path hidden = fixture.in.resolve("contacts-2.csv.tmp");
        Files.writeString(hidden, contacts("9,zoe@example.com,Zoe,DE,yes"));
        Files.writeString(growing, "id,email,name,country,consent\n");
        // When
        for (int row = 1; row <= 30; row++) {
            Files.writeString(
                    growing, row + ",p" + row + "@example.com,Pat,DE,yes\n", java.nio.file.StandardOpenOption.APPEND);
            assertThat(fixture.get("/api/v1/runs?kind=import").path("runs")).isEmpty();
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
        // Then
        assertThat(fixture.lastImport(1).path("counts").path("stored").asLong()).isEqualTo(30);
        assertThat(hidden).exists();
    }

    @Test
    void aFileThatIsNoTableGoesToFailedOrEndsAsDeadLettersButNeverStopsTheNext() throws Exception {
        // Given
        fixture.start();
        // When
        fixture.drop("contacts-1.csv", "\u0000\u0001 no table");
        fixture.drop("contacts-2.csv", contacts("1,ann@example.com,Ann,DE,yes"));
        // Then
        eventually().untilAsserted(() -> {
            JsonNode runs = fixture.get("/api/v1/runs?kind=import").path("runs");
            assertThat(runs).isNotEmpty();
            assertThat(runs.get(0).path("counts").path("stored").asLong()).isEqualTo(1);
            assertThat(HubFixture.names(fixture.in))
                    .containsExactlyInAnyOrderElementsOf(HubFixture.names(fixture.in).stream()
                            .filter(name -> name.startsWith("."))
                            .toList());
        });
    }

    @Test
    void anImportByTheApiAnswersItsRun() throws Exception {
        // Given
        fixture.start();
        Path file = folder.resolve("export.csv");
        Files.writeString(file, contacts("1,ann@example.com,Ann,DE,yes", "2,bob@example.com,Bob,DE,no"));
        String body = "{\"file\": \"" + file + "\", \"mapping\": \"crm-contact\"}";
        // When
        long run = fixture.post("/api/v1/imports", body, 202).path("run").asLong();
        // Then
        eventually()
                .untilAsserted(() -> assertThat(
                                fixture.get("/api/v1/runs/" + run).path("state").asText())
                        .isEqualTo("finished"));
        JsonNode done = fixture.get("/api/v1/runs/" + run);
        assertThat(done.path("name").asText()).isEqualTo("import.crm-contact");
        assertThat(done.path("counts").path("stored").asLong()).isEqualTo(2);
        assertThat(file).exists();
        // When
        long again = fixture.post("/api/v1/imports", body, 202).path("run").asLong();
        // Then
        assertThat(again).isEqualTo(run);
    }

    @Test
    void theApiRefusesWhatItDoesNotKnow() {
        // Given
        fixture.start();
        // Then
        assertThat(fixture.send("GET", "/api/v1/status", "", Map.of(), "").statusCode())
                .isEqualTo(401);
        assertThat(fixture.send("GET", "/api/v1/status", "", Map.of(), "wrong").statusCode())
                .isEqualTo(401);
        assertThat(fixture.call("GET", "/api/v1/profiles/99", "", Map.of(), 404)
                        .path("code")
                        .asText())
                .isEqualTo("NOT_FOUND");
        assertThat(fixture.call("GET", "/api/nowhere", "", Map.of(), 404)
                        .path("requestId")
                        .asText())
                .isNotEmpty();
        assertThat(fixture.post("/api/v1/imports", "{\"fiel\": \"x\"}", 400)
                        .path("detail")
                        .asText())
                .contains("Field number 1 of the body is not known", "mapping");
        assertThat(fixture.post("/api/v1/imports", "{", 400).path("code").asText())
                .isEqualTo("USAGE");
        assertThat(fixture.call("GET", "/api/v1/runs?kidd=import", "", Map.of(), 400)
                        .path("detail")
                        .asText())
                .contains(
                        "A parameter of the query is not known here. Did you mean 'kind'? Known are kind, limit, name.");
        assertThat(fixture.post("/api/v1/syncs/none/run", "", 404)
                        .path("detail")
                        .asText())
                .contains("germans-to-drop");
        assertThat(fixture.send("GET", "/health/ready", "", Map.of(), "").statusCode())
                .isEqualTo(200);
        assertThat(fixture.send("GET", "/metrics", "", Map.of(), "").body())
                .contains("serai_ready 1")
                .contains("serai_config_problems 0");
    }

    @Test
    void personalDataShowsMaskedUnlessAReasonIsGiven() throws Exception {
        // Given
        fixture.start();
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,DE,yes", "2,ann@example.com,Anna,DE,yes"));
        fixture.lastImport(1);
        // When
        JsonNode found = fixture.post(
                        "/api/v1/profiles/search", "{\"namespace\": \"email\", \"value\": \" ANN@Example.com\"}", 200)
                .path("profiles");
        // Then
        assertThat(found).hasSize(1);
        String path = "/api/v1/profiles/" + found.get(0).path("id").asLong();
        assertThat(fixture.get(path).toString())
                .doesNotContain("ann@example.com")
                .doesNotContain("Ann");
        assertThat(fixture.get(path)
                        .path("traits")
                        .path("country")
                        .path("value")
                        .asText())
                .isEqualTo("DE");
        JsonNode shown = fixture.call("GET", path, "", Map.of("X-Serai-Reveal", "ticket 7"), 200);
        assertThat(shown.path("identifiers").path("email").get(0).asText()).isEqualTo("ann@example.com");
        // When
        JsonNode why = fixture.get(path + "/explanation");
        // Then
        assertThat(why.path("members")).hasSize(2);
        assertThat(why.path("links").get(0).path("namespace").asText()).isEqualTo("email");
        // When
        long subject = why.path("members").get(1).path("subject").asLong();
        fixture.post(path + "/unmerge", "{\"subjects\": [" + subject + "], \"reason\": \"two people\"}", 200);
        // Then
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(2);
    }

    @Test
    void aBadFileWhileRunningCostsNothingAndItsMendingIsTakenUp() throws Exception {
        // Given
        fixture.start();
        String good = fixture.read("sources/crm.yaml");
        // When
        fixture.write("sources/crm.yaml", "source: crm\nconnector: [");
        fixture.write("segments/all.yaml", "segment: everyone\nwhere: { trait: country, in: [DE, FR] }");
        // Then
        eventually().untilAsserted(() -> {
            JsonNode status = fixture.get("/api/v1/status");
            assertThat(status.path("configProblems").path(0).path("file").asText())
                    .isEqualTo("sources/crm.yaml");
            assertThat(status.path("segments")).hasSize(2);
        });
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,FR,yes"));
        fixture.lastImport(1);
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/segments/everyone")
                                .path("members")
                                .asLong())
                        .isEqualTo(1));
        // When
        fixture.write("sources/crm.yaml", good.replace("contacts*.csv", "people*.csv"));
        // Then
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/status").path("configProblems"))
                        .isEmpty());
        fixture.drop("people-1.csv", contacts("2,bob@example.com,Bob,FR,yes"));
        fixture.lastImport(2);
    }

    @Test
    void whatWasDroppedWhileTheHubWasDownIsImportedAfterItsRestart() throws Exception {
        // Given
        fixture.start();
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,DE,yes"));
        fixture.lastImport(1);
        fixture.stop();
        // When
        fixture.drop("contacts-2.csv", contacts("2,bob@example.com,Bob,DE,yes"));
        fixture.start();
        // Then
        fixture.lastImport(2);
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(2);
    }

    @Test
    void deadLettersAreTriedAgainThroughTheMendedMapping() throws Exception {
        // Given
        fixture.start();
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,DE,yes", "2,bob@example.com,Bob,DE,maybe"));
        fixture.lastImport(1);
        JsonNode letters = fixture.get("/api/v1/dead-letters?state=open").path("deadLetters");
        assertThat(letters).hasSize(1);
        String path = "/api/v1/dead-letters/" + letters.get(0).path("id").asLong();
        assertThat(fixture.get(path).has("payload")).isFalse();
        assertThat(fixture.call("GET", path, "", Map.of("X-Serai-Reveal", "test"), 200)
                        .path("payload")
                        .path("consent")
                        .asText())
                .isEqualTo("maybe");
        assertThat(fixture.post(path + "/retry", "", 200).path("retried").asLong())
                .isZero();
        // When
        fixture.write(
                "mappings/crm-contact.yaml",
                fixture.read("mappings/crm-contact.yaml").replace("\"no\": denied", "\"no\": denied, maybe: denied"));
        eventually()
                .untilAsserted(
                        () -> assertThat(fixture.post("/api/v1/dead-letters/retry", "{\"stage\": \"import\"}", 200)
                                        .path("open")
                                        .asLong())
                                .isZero());
        // Then
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(2);
    }

    @Test
    void changedRulesArePlannedThenApplied() throws Exception {
        // Given
        fixture.write("identity.yaml", "identity: default\nlink_on: { crm_id: {} }");
        fixture.start();
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,DE,yes", "2,ann@example.com,Ann,DE,yes"));
        fixture.lastImport(1);
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(2);
        // When
        fixture.write("identity.yaml", "identity: default\nlink_on: { email: {} }");
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/status")
                                .path("pendingApply")
                                .toString())
                        .isEqualTo("[\"identity\"]"));
        JsonNode plan = fixture.post("/api/v1/plan", "", 200);
        // Then
        assertThat(plan.path("identity").path("merged").asLong()).isEqualTo(1);
        assertThat(plan.path("identity").path("profiles").asLong()).isEqualTo(1);
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(2);
        // When
        long run = fixture.post("/api/v1/apply", "", 202).path("run").asLong();
        // Then
        eventually()
                .untilAsserted(() -> assertThat(
                                fixture.get("/api/v1/runs/" + run).path("state").asText())
                        .isEqualTo("finished"));
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(1);
        assertThat(fixture.get("/api/v1/status").path("pendingApply")).isEmpty();
    }

    @Test
    void aSuppressedPersonIsNoLongerDelivered() throws Exception {
        // Given
        fixture.start();
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,DE,yes", "2,bob@example.com,Bob,DE,yes"));
        fixture.lastImport(1);
        // When
        fixture.post(
                "/api/v1/suppressions",
                "{\"namespace\": \"email\", \"value\": \"BOB@example.com\", \"scope\": \"send\", \"reason\": \"asked\"}",
                200);
        // Then
        eventually()
                .untilAsserted(() -> assertThat(Files.readString(fixture.out.resolve("germans-to-drop.csv")))
                        .contains("ann@example.com")
                        .doesNotContain("bob@example.com"));
    }

    @Test
    void aSyncReachesTheSandboxOverCamelsHttp() throws Exception {
        // Given
        int port = io.serai.store.EmbeddedMariaDb.freePort();
        fixture.write("hub.yaml", fixture.read("hub.yaml") + "sandbox: { port: " + port + " }\n");
        fixture.write(
                "destinations/tool.yaml",
                "destination: tool\nconnector: sandbox-mailer\noptions: { base_url: \"http://127.0.0.1:" + port
                        + "\", api_key: sandbox }\naudience: { list: news }");
        fixture.write("syncs/germans-to-tool.yaml", """
                sync: germans-to-tool
                segment: germans
                destination: tool
                purpose: email_marketing
                identifier: email
                fields: { FNAME: first_name }
                """);
        fixture.start();
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,DE,yes", "2,bob@refused.example,Bob,DE,yes"));
        fixture.lastImport(1);
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/segments/germans")
                                .path("members")
                                .asLong())
                        .isEqualTo(2));
        assertThat(fixture.post("/api/v1/syncs/germans-to-tool/dry-run", "", 200)
                        .path("added")
                        .asLong())
                .isEqualTo(2);
        // When
        long run = fixture.post("/api/v1/syncs/germans-to-tool/run", "", 202)
                .path("run")
                .asLong();
        // Then
        eventually()
                .untilAsserted(() -> assertThat(
                                fixture.get("/api/v1/runs/" + run).path("state").asText())
                        .isEqualTo("finished"));
        JsonNode counts = fixture.get("/api/v1/runs/" + run).path("counts");
        assertThat(counts.path("delivered").asLong()).isEqualTo(1);
        assertThat(counts.path("rejected").asLong()).isEqualTo(1);
        assertThat(fixture.hub().sandbox().orElseThrow().members("news")).containsOnlyKeys("ann@example.com");
    }

    @Test
    void operatorsSeeAndSteerTheHubOverJmx() throws Exception {
        // Given
        fixture.start();
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,DE,yes"));
        fixture.lastImport(1);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName source = new ObjectName("io.serai:type=Source,name=crm.contacts");
        // Then
        assertThat(server.getAttribute(new ObjectName("io.serai:type=Hub,name=test"), "Ready"))
                .isEqualTo(true);
        assertThat(server.getAttribute(source, "LastRunState")).isEqualTo("finished");
        assertThat((double) server.getAttribute(source, "RecordsPerSecond")).isPositive();
        assertThat(server.getAttribute(new ObjectName("io.serai:type=Run,name=import.crm.contacts"), "Balanced"))
                .isEqualTo(true);
        eventually()
                .untilAsserted(() -> assertThat(
                                server.getAttribute(new ObjectName("io.serai:type=Segment,name=germans"), "Members"))
                        .isEqualTo(1L));
        assertThat(server.queryNames(
                        new ObjectName("org.apache.camel:type=routes,name=\"source.crm.contacts\",*"), null))
                .hasSize(1);
        // When
        server.invoke(source, "pause", new Object[0], new String[0]);
        // Then
        assertThat(server.getAttribute(source, "State")).isEqualTo("paused");
        server.invoke(source, "resume", new Object[0], new String[0]);
        assertThat(server.getAttribute(source, "State")).isEqualTo("started");
        // When
        fixture.stop();
        // Then
        assertThat(server.queryNames(new ObjectName("io.serai:*"), null)).isEmpty();
    }

    @Test
    void anotherKeyFileIsRefused() throws Exception {
        // Given
        fixture.start();
        fixture.stop();
        // When
        Files.delete(folder.resolve("keys.json"));
        Keyring.generateAt(folder.resolve("keys.json"));
        // Then
        assertThatThrownBy(fixture::start)
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_UNUSABLE));
    }

    @Test
    void aSecondHubOnTheSameDataFolderIsRefused() {
        // Given
        fixture.start();
        // Then
        assertThatThrownBy(() -> Hub.start(HubSettings.of(fixture.config)))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }
}
