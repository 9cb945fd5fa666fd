package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.store.EmbeddedMariaDb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub as a process of its own, with the embedded MariaDB: how it ends, well and badly. */
class HubProcessIT {
    private static final int PEOPLE = 6_000;

    @TempDir
    private Path folder;

    private final int port = EmbeddedMariaDb.freePort();
    private final HttpClient client = HttpClient.newHttpClient();
    private HubFixture fixture;
    private Process process;

    @BeforeEach
    void prepare() {
        fixture = new HubFixture(folder);
        fixture.write("hub.yaml", """
                hub: test
                store: { embedded: true }
                data: %s
                http: { port: %d }
                batch_size: 500
                """.formatted(folder.resolve("data"), port));
    }

    @AfterEach
    void end() throws Exception {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void launch(String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "start",
                "--config",
                fixture.config.toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("hub.log").toFile()))
                .start();
    }

    private String get(String path) throws Exception {
        String token = Files.readString(folder.resolve("data/api-token")).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void awaitReady() {
        HubFixture.eventually()
                .atMost(java.time.Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get("/health/ready")).contains("\"status\":\"up\""));
    }

    private long server() throws IOException {
        return Long.parseLong(
                Files.readString(folder.resolve("data/mariadb/mariadbd.pid")).strip());
    }

    @Test
    void aSignalDrainsTheHubAndItsServerAndEndsWell() throws Exception {
        // Given
        launch();
        awaitReady();
        ProcessHandle server = ProcessHandle.of(server()).orElseThrow();
        // When
        process.destroy();
        // Then
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(server.isAlive()).isFalse();
        assertThat(Files.readString(folder.resolve("hub.log"))).contains("the hub has stopped");
    }

    @Test
    void anImportCutOffByAKillIsCarriedOnByTheNextStart() throws Exception {
        // Given
        List<String> rows = new ArrayList<>();
        for (int person = 1; person <= PEOPLE; person++) {
            rows.add(person + ",p" + person + "@example.com,Pat,DE,yes");
        }
        fixture.drop("contacts-1.csv", HubFixture.contacts(rows.toArray(String[]::new)));
        // When
        launch("-Dserai.fault=ingest.before-commit:5");
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(137);
        launch();
        awaitReady();
        // Then
        HubFixture.eventually()
                .untilAsserted(() -> assertThat(get("/api/v1/runs?kind=import"))
                        .contains("\"state\":\"finished\"")
                        .contains("\"read\":" + PEOPLE)
                        .contains("\"stored\":" + PEOPLE)
                        .contains("\"balanced\":true"));
        assertThat(get("/api/v1/status")).contains("\"profiles\":" + PEOPLE);
        assertThat(Files.readString(folder.resolve("hub.log"))).doesNotContain("@example.com");
    }
}
