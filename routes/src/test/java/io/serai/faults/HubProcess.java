package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A hub in a JVM of its own, so that killing it is killing it. Its output is kept in a file. */
final class HubProcess implements AutoCloseable {
    /** How {@link io.serai.run.FaultPoint} dies, and how the system's kill -9 is reported. */
    static final int KILLED = 137;

    private static final Pattern READY = Pattern.compile("is ready on (http://127\\.0\\.0\\.1):(\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final Path token;

    private HubProcess(Process process, Path log, Path token) {
        this.process = process;
        this.log = log;
        this.token = token;
    }

    /**
     * Starts one and does not wait for it.
     *
     * @param data the hub's data folder, where its token appears
     * @param options of the JVM, such as {@code -Xmx256m}
     */
    static HubProcess start(Path config, Path data, Path log, List<String> options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Duser.timezone=Pacific/Auckland",
                // The log as it is in production: what must not be in it is looked for there.
                "-Dlogback.configurationFile=logback.xml"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.serai.app.Main",
                "start",
                "--config",
                config.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new HubProcess(process, log, data.resolve("api-token"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the hub says it is ready. */
    HubProcess awaitReady() {
        Awaitility.await("the hub is ready")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> address().isPresent() || !process.isAlive());
        assertThat(address()).as("the hub ended: %s", ending()).isPresent();
        return this;
    }

    /** The last it wrote, for a failure's message. */
    private String ending() {
        String all = log();
        return all.substring(Math.max(0, all.length() - 3_000));
    }

    private Optional<String> address() {
        Matcher ready = READY.matcher(log());
        return ready.find() ? Optional.of(ready.group(1) + ":" + ready.group(2)) : Optional.empty();
    }

    /** All it has written so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit status, once it has ended. */
    int awaitExit(Duration most) {
        try {
            assertThat(process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS))
                    .as("the hub ends within %s: %s", most, ending())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets it work for a while; answers whether it lives still. */
    boolean livesAfter(Duration time) {
        try {
            return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        assertThat(awaitExit(Duration.ofSeconds(10))).isEqualTo(KILLED);
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    JsonNode get(String path) {
        return json(send("GET", path, ""), 200);
    }

    JsonNode post(String path, String body, int status) {
        return json(send("POST", path, body), status);
    }

    private static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, body, HttpResponse.BodyHandlers.ofString());
    }

    /** An answer as it comes; to be closed. */
    InputStream stream(String path, String body) {
        return send("POST", path, body, HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private <T> HttpResponse<T> send(String method, String path, String body, HttpResponse.BodyHandler<T> handler) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(address().orElseThrow() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        try {
            request.header("Authorization", "Bearer " + Files.readString(token).strip());
            return CLIENT.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, if it has not ended. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
