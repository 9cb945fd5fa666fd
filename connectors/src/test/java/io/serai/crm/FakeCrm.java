package io.serai.crm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP API with a memory, on loopback. Faults that were ordered come before answers. */
abstract class FakeCrm implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    /** A request. */
    record Ask(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String parameter(String name) {
            return query.getOrDefault(name, "");
        }
    }

    /** An answer. */
    record Reply(int status, Map<String, String> headers, String body, boolean truncated) {
        static Reply ok(JsonNode body) {
            return new Reply(200, Map.of(), body.toString(), false);
        }

        static Reply status(int status) {
            return new Reply(status, Map.of(), "{}", false);
        }

        static Reply text(String body) {
            return new Reply(200, Map.of(), body, false);
        }

        Reply with(String header, String value) {
            Map<String, String> all = new TreeMap<>(headers);
            all.put(header, value);
            return new Reply(status, all, body, truncated);
        }
    }

    final List<Ask> asked = new CopyOnWriteArrayList<>();
    private final Deque<Reply> faults = new ArrayDeque<>();
    private final HttpServer server;

    FakeCrm() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next requests are answered so. */
    synchronized void fail(Reply... replies) {
        faults.addAll(List.of(replies));
    }

    long asked(String path) {
        return asked.stream().filter(ask -> ask.path().startsWith(path)).count();
    }

    abstract Reply answer(Ask ask);

    private synchronized Reply next(Ask ask) {
        return faults.isEmpty() || ask.path().contains("token") ? answer(ask) : faults.removeFirst();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Ask ask = new Ask(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    form(exchange.getRequestURI().getRawQuery()),
                    headers(exchange),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(ask);
            Reply reply = next(ask);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body, 0, reply.truncated() ? body.length / 2 : body.length);
        } catch (RuntimeException e) {
            throw new IOException("the simulator failed", e);
        }
    }

    static Map<String, String> form(String text) {
        Map<String, String> form = new TreeMap<>();
        if (text != null && !text.isEmpty()) {
            for (String pair : text.split("&")) {
                String[] parts = pair.split("=", 2);
                form.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        return headers;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
