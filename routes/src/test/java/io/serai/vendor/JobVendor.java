package io.serai.vendor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** An e-mail tool that takes people as jobs, and works on them until it is told to be done. */
public final class JobVendor implements AutoCloseable {
    /** How many jobs it was given, how many people were in them, and how often it was asked after one. */
    public final AtomicInteger imports = new AtomicInteger();

    public final AtomicInteger sent = new AtomicInteger();
    public final AtomicInteger questions = new AtomicInteger();

    private final HttpServer server;
    private volatile String state = "working";

    public JobVendor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The connector {@code importer}, which leads here. */
    public String connector() {
        return """
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
                """.formatted(server.getAddress().getPort());
    }

    /** From now on every job is done. */
    public void complete() {
        state = "complete";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String people = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        sent.addAndGet((int) people.chars().filter(letter -> letter == '@').count());
        boolean begins = exchange.getRequestMethod().equals("POST");
        String answer = begins ? "{\"id\": \"j" + imports.incrementAndGet() + "\"}" : "{\"state\": \"" + state + "\"}";
        questions.addAndGet(begins ? 0 : 1);
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(begins ? 202 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
