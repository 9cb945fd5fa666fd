package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes over HTTP: what each is for and has done, what flows where, and steering them. */
class RoutesIT {
    private static final String SOURCE = "/api/v1/routes/source.crm.contacts";

    @TempDir
    private Path folder;

    private HubFixture fixture;

    @BeforeEach
    void start() {
        fixture = new HubFixture(folder);
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static long total(JsonNode flow, String from, String to, String what) {
        return edge(flow, from, to, what).path("total").asLong(-1);
    }

    private static JsonNode edge(JsonNode flow, String from, String to, String what) {
        return StreamSupport.stream(flow.path("edges").spliterator(), false)
                .filter(edge -> edge.path("from").asText().equals(from))
                .filter(edge -> edge.path("to").asText().equals(to))
                .filter(edge -> edge.path("what").asText().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no edge " + from + " -" + what + "-> " + to + " in " + flow));
    }

    private static JsonNode find(JsonNode all, String key, String value) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(one -> one.path(key).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + value + " in " + all));
    }

    @Test
    void routesSayWhatTheyAreForAndWhatTheyHaveDone() throws IOException {
        // When
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,DE,yes", "2,bob@example.com,Bob,FR,yes"));
        fixture.lastImport(1);
        // Then
        eventually().untilAsserted(() -> {
            JsonNode route = find(fixture.get("/api/v1/routes").path("routes"), "id", "source.crm.contacts");
            assertThat(route.path("kind").asText()).isEqualTo("source");
            assertThat(route.path("name").asText()).isEqualTo("crm.contacts");
            assertThat(route.path("from").asText()).isEqualTo("file");
            assertThat(route.path("state").asText()).isEqualTo("started");
            assertThat(route.path("exchanges").path("total").asLong()).isEqualTo(1);
            assertThat(route.path("exchanges").path("failed").asLong()).isZero();
            assertThat(route.path("millis").path("max").asLong()).isPositive();
            assertThat(route.has("lastExchangeAt")).isTrue();
        });
        JsonNode all = fixture.get("/api/v1/routes").path("routes");
        assertThat(find(all, "id", "api.routes").path("kind").asText()).isEqualTo("api");
        assertThat(find(all, "id", "sync.germans-to-drop").path("kind").asText())
                .isEqualTo("sync");
        assertThat(find(all, "id", "segments").path("kind").asText()).isEqualTo("hub");
    }

    @Test
    void flowAddsUpFromTheSourceToTheDestination() throws IOException {
        // When
        fixture.drop(
                "contacts-1.csv",
                contacts(
                        "1,ann@example.com,Ann,DE,yes",
                        "2,bob@example.com,Bob,FR,yes",
                        "3,cy@example.com,Cy,Atlantis,yes"));
        fixture.lastImport(1);
        // Then
        eventually().untilAsserted(() -> {
            JsonNode flow = fixture.get("/api/v1/flow");
            assertThat(total(flow, "source.crm.contacts", "ingest", "read")).isEqualTo(3);
            assertThat(total(flow, "ingest", "store", "stored")).isEqualTo(2);
            assertThat(total(flow, "ingest", "dead-letters", "invalid")).isEqualTo(1);
            assertThat(total(flow, "store", "segment.germans", "entered")).isEqualTo(1);
            assertThat(total(flow, "sync.germans-to-drop", "destination.drop", "delivered"))
                    .isPositive();
            assertThat(find(flow.path("nodes"), "id", "destination.drop")
                            .path("state")
                            .asText())
                    .isEqualTo("reachable");
        });
        JsonNode flow = fixture.get("/api/v1/flow");
        assertThat(edge(flow, "source.crm.contacts", "ingest", "read")
                        .path("perSecond")
                        .asDouble())
                .isPositive();
        assertThat(find(flow.path("nodes"), "id", "store")
                        .path("figures")
                        .path("profiles")
                        .asLong())
                .isEqualTo(2);
        assertThat(total(fixture.get(SOURCE).path("flow"), "ingest", "store", "stored"))
                .isEqualTo(2);
        assertThat(total(
                        fixture.get("/api/v1/routes/sync.germans-to-drop").path("flow"),
                        "store",
                        "segment.germans",
                        "entered"))
                .isEqualTo(1);
        assertThat(total(fixture.get("/api/v1/routes/api.flow").path("flow"), "callers", "api.flow", "200"))
                .isPositive();
    }

    @Test
    void failuresOfARouteAreTold() throws IOException {
        // Given
        try (TroubledServer server = new TroubledServer()) {
            server.introduce(fixture);
            // When
            server.account(fixture, "down", server.url() + "/down");
            // Then
            eventually()
                    .untilAsserted(() -> assertThat(fixture.get("/api/v1/routes/source.down.contacts?limit=1")
                                    .path("failures"))
                            .hasSize(1));
            JsonNode route = fixture.get("/api/v1/routes/source.down.contacts");
            assertThat(route.path("exchanges").path("failed").asLong()).isEqualTo(1);
            assertThat(route.path("lastFailure").path("code").asText()).isEqualTo("SOURCE_FAILED");
            assertThat(route.path("state").asText()).isEqualTo("failed");
        }
    }

    @Test
    void routesOfSourcesAndSyncsArePausedInTheStoreAndNoOthers() {
        // When
        fixture.post(SOURCE + "/pause", "", 200);
        fixture.post("/api/v1/routes/sync.germans-to-drop/stop", "", 200);
        // Then
        assertThat(fixture.get(SOURCE).path("state").asText()).isEqualTo("paused");
        assertThat(fixture.get("/api/v1/sources")
                        .path("sources")
                        .get(0)
                        .path("state")
                        .asText())
                .isEqualTo("paused");
        assertThat(fixture.get("/api/v1/syncs")
                        .path("syncs")
                        .get(0)
                        .path("state")
                        .asText())
                .isEqualTo("paused");
        assertThat(fixture.post("/api/v1/routes/api.routes/stop", "", 400)
                        .path("detail")
                        .asText())
                .contains("needs itself");
        fixture.post("/api/v1/routes/segments/stop", "", 400);
        fixture.post("/api/v1/routes/source.none.such/stop", "", 404);
        // When
        fixture.post(SOURCE + "/start", "", 200);
        fixture.post("/api/v1/routes/sync.germans-to-drop/start", "", 200);
        // Then
        assertThat(fixture.get(SOURCE).path("state").asText()).isEqualTo("started");
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/routes/sync.germans-to-drop")
                                .path("state")
                                .asText())
                        .isNotEqualTo("paused"));
    }
}
