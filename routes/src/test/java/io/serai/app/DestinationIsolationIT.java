package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One destination's trouble is its own: a whole hub with ten, of which one hangs and one never has time. */
class DestinationIsolationIT {
    private static final List<String> GOOD =
            IntStream.range(0, 8).mapToObj(number -> "good" + number).toList();
    /** The machine may be busy; what is held up by another destination waits for hours. */
    private static final Duration SECONDS = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** What each destination was sent, all of it. */
    private final Map<String, String> sent = new ConcurrentHashMap<>();

    private HttpServer server;
    private HubFixture fixture;

    @BeforeEach
    void prepare() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        fixture = new HubFixture(folder);
        GOOD.forEach(this::destination);
        destination("hung");
        destination("busy");
    }

    private void destination(String name) {
        fixture.write("destinations/" + name + ".yaml", """
                destination: %1$s
                connector: http-audience
                options: { base_url: "http://127.0.0.1:%2$d", credential: k3y }
                audience: { name: %1$s, add_path: /%1$s, remove_path: /%1$s }
                """.formatted(
                        name, server.getAddress().getPort()));
        fixture.write("syncs/germans-to-" + name + ".yaml", """
                sync: germans-to-%1$s
                segment: germans
                destination: %1$s
                mode: mirror
                schedule: "0/1 * * * * ?"
                purpose: email_marketing
                identifier: email
                """.formatted(name));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        sent.merge(name, body, String::concat);
        if (name.equals("hung")) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.getResponseHeaders().set("Retry-After", "3600");
        exchange.sendResponseHeaders(name.equals("busy") ? 429 : 204, -1);
        exchange.close();
    }

    @AfterEach
    void close() throws IOException {
        closed.countDown();
        fixture.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private boolean has(String destination, String email) {
        return sent.getOrDefault(destination, "").contains(email);
    }

    @Test
    void eightAreKeptInStepWhileOneHangsAndOneHasNoTime() throws IOException {
        // Given
        fixture.start();
        fixture.drop("contacts-1.csv", HubFixture.contacts("1,ann@example.com,Ann,DE,yes"));
        eventually().until(() -> has("hung", "ann@example.com") && has("busy", "ann@example.com"));
        eventually().until(() -> GOOD.stream().allMatch(name -> has(name, "ann@example.com")));
        // When
        fixture.drop("contacts-2.csv", HubFixture.contacts("2,bob@example.com,Bob,DE,yes"));
        // Then
        eventually().atMost(SECONDS).until(() -> GOOD.stream().allMatch(name -> has(name, "bob@example.com")));
        assertThat(has("hung", "bob@example.com")).isFalse();
    }
}
