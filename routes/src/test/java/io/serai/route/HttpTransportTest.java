package io.serai.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.serai.connector.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private HttpServer server;
    private Transport transport;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .add("X-Query", String.valueOf(exchange.getRequestURI().getRawQuery()));
            exchange.sendResponseHeaders(422, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/never", exchange -> {
            try {
                boolean done = ended.await(20, TimeUnit.SECONDS);
                exchange.close();
                assertThat(done).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        camel.start();
        transport = new HttpTransport(camel);
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        camel.stop();
    }

    private Transport.Response send(String path, String body, Duration timeout, int most) throws IOException {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return transport.send(new Transport.Request(
                "POST",
                url,
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                timeout,
                most));
    }

    @Test
    void theWholeAnswerIsReadWhateverItsStatus() throws IOException {
        // Given: longer than any buffer on the way
        String body = "{\"name\":\"" + "é".repeat(100_000) + "\"}";
        for (int i = 0; i < 3; i++) {
            // When
            Transport.Response answer = send("/echo?a=b%20c", body, Duration.ofSeconds(5), 1_000_000);
            // Then
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.header("x-query")).contains("a=b%20c");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(body);
        }
    }

    @Test
    void redirectsAreAnswersAndNotFollowed() throws IOException {
        assertThat(send("/elsewhere", "", Duration.ofSeconds(5), 1000).status()).isEqualTo(302);
    }

    @Test
    void anAnswerThatIsTooLongOrTooLateIsNone() {
        assertThatThrownBy(() -> send("/echo", "x".repeat(50_000), Duration.ofSeconds(5), 1000))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> send("/never", "", Duration.ofMillis(300), 1000))
                .isInstanceOf(IOException.class);
    }
}
