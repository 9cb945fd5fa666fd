package io.serai.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Has people to fetch, for whoever knows the password, and takes messages. */
final class PeopleServer implements AutoCloseable {
    static final String USER = "ann";
    static final String PASSWORD = "pa)ss&w%2Bord";
    /** What the header Authorization must be. */
    static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    /** Messages that were taken. */
    final Queue<String> received = new ConcurrentLinkedQueue<>();
    /** How many of the next messages are refused. */
    final AtomicInteger failures = new AtomicInteger();
    /** Whether people can be fetched. */
    volatile boolean open = true;

    private final HttpServer server;

    PeopleServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/people", this::people);
        server.createContext("/sink", this::sink);
        server.start();
    }

    /** The address of {@code /people}, whatever follows, or of {@code /sink}. */
    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Someone whose number is what the path ends in, 1 unless said, and someone without one. */
    private void people(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String number = path.equals("/people") ? "1" : path.substring(path.lastIndexOf('/') + 1);
        boolean known = LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body =
                "[{\"id\":\"%s\",\"email\":\"ann%s@example.com\",\"country\":\"DE\",\"consent\":\"yes\"},{\"id\":\"\"}]"
                        .formatted(number, number)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known && open ? 200 : 403, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void sink(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean fails = failures.getAndDecrement() > 0;
        if (!fails) {
            received.add(body);
        }
        exchange.sendResponseHeaders(fails ? 503 : 204, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
