package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks to be forgotten is forgotten by destinations, through a whole hub; where that has to wait, it shows. */
class ErasureIT {
    @TempDir
    private Path folder;

    /** What the destination was asked, such as "DELETE /people ann@example.com". */
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private HttpServer server;
    private HubFixture fixture;

    @BeforeEach
    void prepare() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        fixture = new HubFixture(folder);
        fixture.write(
                "connectors/newsletter.yaml", """
                connector: newsletter
                vendor: { name: Newsletter }
                auth: { none: true }
                base_url: "http://127.0.0.1:%d"
                identifiers: { email: { from: email, profile: plain-lower } }
                operations:
                  add: { request: { method: PUT, path: /list }, body: { email: "${email}" }, accept: [204] }
                  remove: { request: { method: DELETE, path: /list }, body: { email: "${email}" }, accept: [204] }
                  erase: { request: { method: DELETE, path: /people }, body: { email: "${email}" }, accept: [204] }
                """.formatted(server.getAddress().getPort()));
        fixture.write("destinations/news.yaml", "destination: news\nconnector: newsletter\n");
        fixture.write("syncs/germans-to-news.yaml", """
                sync: germans-to-news
                segment: germans
                destination: news
                mode: mirror
                schedule: "0/1 * * * * ?"
                purpose: email_marketing
                identifier: email
                """);
        fixture.start();
        fixture.drop(
                "contacts-1.csv",
                HubFixture.contacts(
                        "1,ann@example.com,Ann,DE,yes",
                        "2,bob@example.com,Bob,DE,yes",
                        "3,cid@example.com,Cid,DE,yes"));
        eventually()
                .until(() -> asked.stream()
                                .filter(line -> line.startsWith("PUT"))
                                .distinct()
                                .count()
                        == 3);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " "
                + body.replaceAll(".*\"email\":\"([^\"]+)\".*", "$1"));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @AfterEach
    void close() {
        fixture.close();
        server.stop(0);
    }

    private void forget(String email) {
        fixture.call(
                "POST",
                "/api/v1/suppressions",
                "{\"namespace\": \"email\", \"value\": \"" + email
                        + "\", \"scope\": \"ingest\", \"reason\": \"asked\"}",
                java.util.Map.of(),
                200);
    }

    private JsonNode sync() {
        for (JsonNode sync : fixture.get("/api/v1/syncs").path("syncs")) {
            if (sync.path("name").asText().equals("germans-to-news")) {
                return sync;
            }
        }
        throw new AssertionError("the sync is not listed");
    }

    private String erasures() {
        return fixture.get("/health/ready")
                .path("checks")
                .path("erasures")
                .path("detail")
                .asText();
    }

    @Test
    void whoIsSuppressedForGoodIsErasedByTheNextRun() {
        // When
        forget("ann@example.com");
        // Then
        eventually().until(() -> asked.contains("DELETE /people ann@example.com"));
        eventually().until(() -> sync().path("unerased").asInt() == 0);
        assertThat(asked).noneMatch(line -> line.startsWith("DELETE") && !line.contains("ann@example.com"));
        assertThat(sync().path("errorCode").asText()).isEmpty();
    }

    @Test
    void anErasureThatAPauseHoldsUpShowsWithItsCure() {
        // Given
        fixture.post("/api/v1/syncs/germans-to-news/pause", "", 200);
        // When
        forget("ann@example.com");
        // Then
        eventually().until(() -> sync().path("errorCode").asText().equals("ERASURE_WAITS"));
        assertThat(sync().path("unerased").asInt()).isEqualTo(1);
        assertThat(sync().path("error").asText()).contains("serai sync resume germans-to-news");
        assertThat(erasures()).contains("ERASURE_WAITS at germans-to-news");
        assertThat(asked).noneMatch(line -> line.startsWith("DELETE"));
        // And
        fixture.post("/api/v1/syncs/germans-to-news/resume", "", 200);
        eventually().until(() -> asked.contains("DELETE /people ann@example.com"));
        eventually().until(() -> sync().path("errorCode").asText().isEmpty());
        assertThat(erasures()).isEqualTo("none are held up");
    }

    @Test
    void anErasureAtASyncThatIsNoLongerThereShowsWithItsCure() throws IOException {
        // Given
        Files.delete(fixture.config.resolve("syncs/germans-to-news.yaml"));
        eventually().until(() -> sync().path("state").asText().equals("removed"));
        // When
        forget("bob@example.com");
        // Then
        eventually().until(() -> sync().path("errorCode").asText().equals("ERASURE_WAITS"));
        assertThat(sync().path("error").asText()).contains("Configure it again", "by hand");
        assertThat(asked).noneMatch(line -> line.startsWith("DELETE"));
    }

    /** Whether somebody is told so; the file drop of the fixture, which erases nobody either, is another sync. */
    private boolean isToBeErasedByHand(String sync) {
        for (JsonNode concern : fixture.get("/api/v1/attention").path("attention")) {
            if (concern.path("code").asText().equals("ERASE_BY_HAND")
                    && concern.path("name").asText().equals(sync)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whoHasToBeErasedByHandIsListedMaskedUntilSomebodySaysThatItIsDone() {
        // Given a destination that cannot erase
        fixture.write(
                "connectors/leaflet.yaml", """
                connector: leaflet
                vendor: { name: Leaflet }
                auth: { none: true }
                base_url: "http://127.0.0.1:%d"
                identifiers: { email: { from: email, profile: plain-lower } }
                operations:
                  add: { request: { method: PUT, path: /leaflet }, body: { email: "${email}" }, accept: [204] }
                  remove: { request: { method: DELETE, path: /leaflet }, body: { email: "${email}" }, accept: [204] }
                """.formatted(server.getAddress().getPort()));
        fixture.write("destinations/leaflets.yaml", "destination: leaflets\nconnector: leaflet\n");
        fixture.write("syncs/to-leaflets.yaml", """
                sync: to-leaflets
                segment: germans
                destination: leaflets
                mode: mirror
                schedule: "0/1 * * * * ?"
                purpose: email_marketing
                identifier: email
                """);
        eventually().until(() -> asked.contains("PUT /leaflet ann@example.com"));
        // When
        forget("ann@example.com");
        // Then
        String erasures = "/api/v1/syncs/to-leaflets/erasures";
        eventually().until(() -> asked.contains("DELETE /leaflet ann@example.com"));
        eventually().until(() -> isToBeErasedByHand("to-leaflets"));
        JsonNode one = fixture.get(erasures).path("erasures").get(0);
        assertThat(one.path("byHand").asBoolean()).isTrue();
        assertThat(one.path("identifier").asText()).isNotEmpty().doesNotContain("ann@");
        assertThat(fixture.call("GET", erasures, "", java.util.Map.of("X-Serai-Reveal", "request 7"), 200)
                        .at("/erasures/0/identifier")
                        .asText())
                .isEqualTo("ann@example.com");
        // And
        fixture.post(erasures + "/" + one.path("id").asText() + "/done", "", 200);
        assertThat(fixture.get(erasures).path("erasures")).isEmpty();
        assertThat(isToBeErasedByHand("to-leaflets")).isFalse();
        assertThat(fixture.get("/api/v1/audit?action=sync-erased").toString()).contains("to-leaflets");
        fixture.post(erasures + "/" + one.path("id").asText() + "/done", "", 404);
    }
}
