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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that a destination's job holds up: nobody waits with it, and it goes on by itself, without a schedule. */
class WaitingRunIT {
    private static final String SYNC = "/api/v1/syncs/germans-to-importer";

    @TempDir
    private Path folder;

    private final AtomicInteger questions = new AtomicInteger();
    private volatile String state = "working";
    private HttpServer server;
    private HubFixture fixture;

    @BeforeEach
    void prepare() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        fixture = new HubFixture(folder);
        fixture.write(
                "connectors/importer.yaml", """
                connector: importer
                vendor: { name: Importer }
                auth: { none: true }
                base_url: "http://127.0.0.1:%d"
                identifiers: { email: { from: email, profile: plain-lower } }
                operations:
                  add: &import
                    request: { method: POST, path: /imports }
                    batch: { max_items: 1000 }
                    body: { people: { each: members, as: "${email}" } }
                    accept: [202]
                    job:
                      id: $.id
                      poll: { method: GET, path: "/imports/${job}" }
                      every: 300ms
                      status: $.state
                      done: [complete]
                  remove: *import
                """.formatted(server.getAddress().getPort()));
        fixture.write("destinations/importer.yaml", "destination: importer\nconnector: importer\n");
        fixture.write("syncs/germans-to-importer.yaml", """
                sync: germans-to-importer
                segment: germans
                destination: importer
                mode: mirror
                purpose: email_marketing
                identifier: email
                """);
        Files.delete(fixture.config.resolve("syncs/germans-to-drop.yaml"));
        fixture.start();
        fixture.drop("contacts-1.csv", HubFixture.contacts("1,ann@example.com,Ann,DE,yes"));
        fixture.lastImport(1);
        eventually()
                .until(() ->
                        fixture.post(SYNC + "/dry-run", "", 200).path("added").asInt() == 1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean begins = exchange.getRequestMethod().equals("POST");
        questions.addAndGet(begins ? 0 : 1);
        byte[] body = (begins ? "{\"id\": \"j1\"}" : "{\"state\": \"" + state + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(begins ? 202 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void close() {
        fixture.close();
        server.stop(0);
    }

    private static boolean isOfTheSync(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals("io.serai.sync.SyncEngine")) {
                return true;
            }
        }
        return false;
    }

    private boolean nobodyWaits() {
        return Thread.getAllStackTraces().keySet().stream().noneMatch(WaitingRunIT::isOfTheSync);
    }

    @Test
    void aRunThatWaitsForAJobHasNoThreadOutlivesTheHubAndEndsByItself() {
        // When
        long run = fixture.post(SYNC + "/run", "", 202).path("run").asLong();
        // Then
        eventually().until(() -> fixture.get(SYNC).path("state").asText().equals("waiting"));
        eventually().until(this::nobodyWaits);
        eventually().until(() -> questions.get() > 1);
        JsonNode waiting = fixture.get("/api/v1/runs/" + run);
        assertThat(waiting.path("finishedAt").asText()).isEmpty();
        assertThat(fixture.get(SYNC).path("jobs").asInt()).isEqualTo(1);
        // And it outlives the hub
        fixture.stop();
        fixture.start();
        assertThat(fixture.get(SYNC).path("state").asText()).isEqualTo("waiting");
        // When
        state = "complete";
        // Then
        eventually()
                .until(() -> fixture.get("/api/v1/runs/" + run)
                        .path("state")
                        .asText()
                        .equals("finished"));
        assertThat(fixture.get(SYNC).path("counts").path("delivered").asInt()).isEqualTo(1);
    }
}
