package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One source's trouble is its own: a whole hub over servers that hang, err, and never come to an end. */
class SourceIsolationIT {
    /** The machine may be busy; what is held up by another source takes minutes or never ends. */
    private static final Duration SECONDS = Duration.ofSeconds(15);
    /** What the hub gives its routes to end; what hangs is not to need it. */
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private HubFixture fixture;
    private TroubledServer server;

    @BeforeEach
    void prepare() throws IOException {
        server = new TroubledServer();
        fixture = new HubFixture(folder);
        server.introduce(fixture);
        server.account(fixture, "good", server.url() + "/good");
        server.account(fixture, "endless", server.url() + "/endless");
        server.account(fixture, "down", server.url() + "/down");
        server.account(fixture, "hung", server.silentUrl() + "/hung");
        fixture.write("sources/stuck.yaml", """
                source: stuck
                connector: s3
                options: { bucket: people, endpoint: "%s", access_key: a, secret_key: b }
                streams: { contacts: { mapping: acme-contact, files: "*.csv", every: 1h } }
                """.formatted(server.silentUrl()));
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
        server.close();
    }

    private JsonNode status(String source) {
        for (JsonNode one : fixture.get("/api/v1/sources").path("sources")) {
            if (one.path("stream").asText().equals(source + ".contacts")) {
                return one;
            }
        }
        throw new AssertionError(source + " is not listed");
    }

    private boolean isBeingRead(String source) {
        return status(source).has("readingSince");
    }

    /** Everything is in the trouble it is to be in. */
    private void startInTrouble() {
        fixture.start();
        eventually().until(() -> status("good").has("lookedAt"));
        eventually().until(() -> isBeingRead("hung") && isBeingRead("stuck"));
        eventually().until(() -> status("down").has("errorCode"));
        eventually().until(() -> server.pages.get() > 10);
    }

    @Test
    void aSmallSourceIsReadWhileABigOneIsReadAndOthersHangOrErr() {
        // Given
        startInTrouble();
        server.good.set(true);
        int pages = server.pages.get();
        // When
        long began = System.nanoTime();
        long run = fixture.post("/api/v1/sources/good.contacts/run", "", 202)
                .path("run")
                .asLong();
        eventually()
                .until(() -> !fixture.get("/api/v1/runs/" + run)
                        .path("state")
                        .asText()
                        .equals("running"));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        // Then
        JsonNode good = fixture.get("/api/v1/runs/" + run);
        assertThat(good.path("state").asText()).isEqualTo("finished");
        assertThat(good.toString()).contains("\"read\":" + TroubledServer.GOOD);
        assertThat(took).isLessThan(SECONDS);
        assertThat(status("endless").path("lastRun").path("state").asText()).isEqualTo("running");
        eventually().until(() -> server.pages.get() > pages);
        // Then: each tells its own truth
        assertThat(status("good").has("errorCode")).isFalse();
        assertThat(status("down").path("errorCode").asText()).isEqualTo("SOURCE_FAILED");
        assertThat(server.refused).hasValueGreaterThan(0);
        assertThat(isBeingRead("down")).isFalse();
        assertThat(isBeingRead("endless")).isTrue();
        assertThat(isBeingRead("hung")).isTrue();
        assertThat(status("hung").has("lastRun")).isFalse();
        assertThat(isBeingRead("stuck")).isTrue();
        // When
        server.ended.set(true);
        // Then: the big one comes to its end too, with all it has
        eventually().until(() -> !isBeingRead("endless"));
        assertThat(status("endless").path("lastRun").path("state").asText()).isEqualTo("finished");
        eventually()
                .until(() -> fixture.get("/api/v1/status").path("profiles").asLong()
                        == TroubledServer.GOOD + (long) server.pages.get() * TroubledServer.PAGE);
    }

    @Test
    void aSourceThatHangsIsLeftWhenToldToAndHoldsNoChangeOfTheRulesUp() {
        // Given
        startInTrouble();
        // When
        fixture.write("identity.yaml", """
                identity: default
                link_on: { email: {}, crm_id: {} }
                """);
        long began = System.nanoTime();
        fixture.post("/api/v1/apply", "", 202);
        // Then: the big source stepped aside, and goes on
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SECONDS);
        int pages = server.pages.get();
        eventually().until(() -> server.pages.get() > pages);
        // When
        for (String source : new String[] {"hung", "stuck"}) {
            fixture.post("/api/v1/sources/" + source + ".contacts/pause", "", 200);
            // Then
            eventually().atMost(SECONDS).until(() -> !isBeingRead(source));
            assertThat(status(source).path("state").asText()).isEqualTo("paused");
        }
    }

    @Test
    void aHubStopsInTimeWhileSourcesHang() {
        // Given
        startInTrouble();
        // When
        long began = System.nanoTime();
        fixture.stop();
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SHUTDOWN_LIMIT);
    }
}
