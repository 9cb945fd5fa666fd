package io.serai.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accounts of every temper: {@code /good} has ten records once it is told to, {@code /endless} has page after page until it
 * is told to end, {@code /down} answers 500 to everything, and on a port of its own one accepts and never answers.
 */
final class TroubledServer implements AutoCloseable {
    static final int GOOD = 10;
    static final int PAGE = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    final AtomicBoolean good = new AtomicBoolean();
    final AtomicBoolean ended = new AtomicBoolean();
    final AtomicInteger pages = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket silent;
    private final HttpServer server;

    TroubledServer() throws IOException {
        // Its backlog takes connections in: to a client that is a server which accepts and says nothing.
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/good", exchange -> answer(exchange, page("good", 0, good.get() ? GOOD : 0)));
        server.createContext("/endless", this::endless);
        server.createContext("/down", exchange -> {
            refused.incrementAndGet();
            // So long that the hub gives this look up and says so at once.
            exchange.getResponseHeaders().set("Retry-After", "600");
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
    }

    /** The kind of source that reads such an account, and what maps its records. */
    void introduce(HubFixture fixture) {
        fixture.write("connectors/acme.yaml", """
                connector: acme
                vendor: { name: Acme }
                settings:
                  base_url: { required: true, doc: "The address." }
                  token: { secret: true, required: true, doc: "The token." }
                auth: { bearer: "${token}" }
                base_url: "${base_url}"
                check: { request: { method: GET, path: /contacts }, accept: [200] }
                streams:
                  contacts:
                    key: $.id
                    request: { method: GET, path: /contacts }
                    records: $.items
                    page: { next_link: $.next }
                """);
        fixture.write("mappings/acme-contact.yaml", """
                mapping: acme-contact
                key: id
                identifiers: { crm_id: id, email: email }
                traits: { country: country }
                """);
    }

    /** A source of that kind at an address, read at the start and then each hour. */
    void account(HubFixture fixture, String name, String url) {
        fixture.write("sources/" + name + ".yaml", """
                source: %s
                connector: acme
                options: { base_url: "%s", token: t0ken }
                streams: { contacts: { mapping: acme-contact, every: 1h } }
                """.formatted(name, url));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String silentUrl() {
        return "http://127.0.0.1:" + silent.getLocalPort();
    }

    private void endless(HttpExchange exchange) throws IOException {
        int number = pages.getAndIncrement();
        ObjectNode page = page("endless", number * PAGE, PAGE);
        if (!ended.get()) {
            page.put("next", url() + "/endless/contacts?after=" + number);
        }
        answer(exchange, page);
    }

    private static ObjectNode page(String account, int from, int count) {
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray("items");
        for (int i = from; i < from + count; i++) {
            items.addObject()
                    .put("id", account + i)
                    .put("email", account + i + "@example.com")
                    .put("country", account.equals("good") ? "DE" : "FR");
        }
        return page;
    }

    private static void answer(HttpExchange exchange, ObjectNode page) throws IOException {
        byte[] body = page.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        silent.close();
    }
}
