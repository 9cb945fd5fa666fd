package io.serai.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.serai.connector.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP as the connectors need it: once, as told, and bounded. */
class HttpTransportTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;
    private DefaultCamelContext camel;
    private HttpTransport transport;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/busy", exchange -> answer(exchange, 429, "{\"slow\":1}"));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/busy");
            answer(exchange, 302, "");
        });
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .add("X-Query", String.valueOf(exchange.getRequestURI().getRawQuery()));
            exchange.sendResponseHeaders(422, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/long", exchange -> answer(exchange, 200, "x".repeat(100_000)));
        server.createContext("/hang", exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        camel = new DefaultCamelContext();
        camel.start();
        transport = new HttpTransport(camel);
    }

    @AfterEach
    void stop() {
        never.countDown();
        camel.stop();
        server.stop(0);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + sent);
        exchange.getResponseHeaders().set("Retry-After", "3");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Transport.Request request(String method, String path, String body, int most) {
        return new Transport.Request(
                method,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path),
                Map.of("Authorization", "Bearer k", "Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                Duration.ofSeconds(2),
                most);
    }

    @Test
    void aRequestIsSentOnceAndItsAnswerComesBackWhateverItsStatus() throws IOException {
        // When
        Transport.Response response = transport.send(request("POST", "/busy/a?x=1%202", "{\"a\":1}", 1000));
        // Then
        assertThat(seen).containsExactly("POST /busy/a?x=1%202 Bearer k {\"a\":1}");
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.header("Retry-After")).contains("3");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("{\"slow\":1}");
    }

    @Test
    void anAnswerLongerThanAnyBufferOnTheWayIsReadWhole() throws IOException {
        // Given
        String body = "{\"name\":\"" + "é".repeat(100_000) + "\"}";
        for (int i = 0; i < 3; i++) {
            // When
            Transport.Response answer = transport.send(request("POST", "/echo?a=b%20c", body, 1_000_000));
            // Then
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.header("x-query")).contains("a=b%20c");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(body);
        }
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws IOException {
        // When
        Transport.Response response = transport.send(request("GET", "/moved", "", 1000));
        // Then
        assertThat(response.status()).isEqualTo(302);
        assertThat(seen).hasSize(1);
    }

    @Test
    void aDeletionMayHaveABody() throws IOException {
        // When
        transport.send(request("DELETE", "/busy", "{}", 1000));
        // Then
        assertThat(seen).containsExactly("DELETE /busy Bearer k {}");
    }

    @Test
    void anAnswerThatIsTooLongIsRefusedAndTheNextRequestIsFine() throws IOException {
        // Then
        assertThatThrownBy(() -> transport.send(request("GET", "/long", "", 1000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 1000");
        assertThat(transport.send(request("GET", "/long", "", 200_000)).body()).hasSize(100_000);
    }

    @Test
    void aServerThatHangsIsGivenUpInTime() {
        // Given
        long start = System.nanoTime();
        // Then
        assertThatThrownBy(() -> transport.send(request("POST", "/hang", "{}", 1000)))
                .isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whoWaitsForAnAnswerIsLetGoAfterTheGrace() {
        // Given
        long start = System.nanoTime();
        Transport.Request patient = new Transport.Request(
                "POST", request("POST", "/hang", "", 0).url(), Map.of(), new byte[] {1}, Duration.ofMinutes(1), 1000);
        // When
        transport.endAfter(Duration.ofMillis(300));
        // Then
        assertThatThrownBy(() -> transport.send(patient)).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThatThrownBy(() -> transport.send(request("GET", "/busy", "", 1000)))
                .hasMessageContaining("the hub stops");
    }
}
