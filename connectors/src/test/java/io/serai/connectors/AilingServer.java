package io.serai.connectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.serai.connector.testkit.DestinationBehavior;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP place on loopback that can be made to ail in every way a {@link DestinationBehavior} names. Thread-safe. */
public final class AilingServer implements AutoCloseable {
    /** A request; the credential is the Authorization header. */
    public record Asked(String method, String path, String query, String credential, String body) {}

    /** An answer. */
    public record Answer(int status, String body) {}

    /** What the place does when it is well. */
    @FunctionalInterface
    public interface Place {
        Answer answer(Asked asked) throws IOException;
    }

    private final Place place;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<DestinationBehavior> ailment = Optional.empty();

    public AilingServer(Place place) {
        this.place = place;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void ail(DestinationBehavior behavior) {
        ailment = Optional.of(behavior);
    }

    public void mend() {
        ailment = Optional.empty();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked asked = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                            .orElse(""),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (ailment.isEmpty()) {
                answer(exchange, place.answer(asked), false);
            } else {
                ail(exchange, asked, ailment.get());
            }
        }
    }

    private void ail(HttpExchange exchange, Asked asked, DestinationBehavior behavior) throws IOException {
        switch (behavior) {
            case BUSY -> {
                exchange.getResponseHeaders().set("Retry-After", "7");
                answer(exchange, new Answer(429, "{}"), false);
            }
            case FAILS -> answer(exchange, new Answer(500, "{}"), false);
            case CREDENTIAL_EXPIRES -> answer(exchange, new Answer(401, "{}"), false);
            case HANGS_UP -> exchange.close();
            case ANSWERS_GET_LOST -> {
                place.answer(asked);
                hang();
            }
            case ANSWERS_BREAK_OFF -> answer(exchange, place.answer(asked), true);
            case REMOVES, SNAPSHOTS, ERASES, REFUSES_MEMBERS, HAS_ADDRESS, HAS_CREDENTIAL, REFUSES_HALF ->
                throw new IllegalArgumentException("the place itself does this");
        }
    }

    private static void answer(HttpExchange exchange, Answer answer, boolean broken) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, broken ? body.length / 2 : body.length);
    }

    private void hang() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
