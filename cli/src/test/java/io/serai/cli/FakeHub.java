package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hub that answers what a test tells it to, checks the token, and remembers what it was asked. */
final class FakeHub implements AutoCloseable {
    static final String TOKEN = "the-token";

    /** One request as it came. */
    record Asked(String line, JsonNode body, String reveal) {}

    private record Answer(int status, String body, int missing) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    FakeHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Asked> asked() {
        return asked;
    }

    /** Answers in the order given; the last one again and again. */
    FakeHub answers(String line, String body) {
        return answers(line, 200, body);
    }

    FakeHub answers(String line, int status, String body) {
        answers.computeIfAbsent(line, key -> new ArrayDeque<>()).add(new Answer(status, body, 0));
        return this;
    }

    /** Promises more than it sends. */
    FakeHub breaksOff(String line, String body) {
        answers.computeIfAbsent(line, key -> new ArrayDeque<>()).add(new Answer(200, body, 1));
        return this;
    }

    /** Hears, and hangs up instead of answering. */
    FakeHub hangsUp(String line) {
        return answers(line, 0, "");
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String reveal = exchange.getRequestHeaders().getFirst("X-Serai-Reveal");
        asked.add(new Asked(line, body(text), reveal == null ? "" : reveal));
        Answer answer = answerTo(line, exchange.getRequestHeaders().getFirst("Authorization"));
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length + answer.missing());
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** What is no JSON is text: a definition as it stands in a file. */
    private static JsonNode body(String text) throws IOException {
        boolean json = text.isEmpty() || text.startsWith("{");
        return json ? Api.JSON.readTree(text.isEmpty() ? "null" : text) : TextNode.valueOf(text);
    }

    private Answer answerTo(String line, String authorization) {
        if (!("Bearer " + TOKEN).equals(authorization)) {
            return problem(401, "NOT_AUTHENTICATED", "No valid token.");
        }
        Deque<Answer> queue = answers.get(line);
        if (queue == null) {
            return problem(404, "NOT_FOUND", "There is nothing at this path.");
        }
        return queue.size() > 1 ? queue.remove() : queue.peek();
    }

    static String problemBody(int status, String code, String detail) {
        return Api.body()
                .put("type", "about:blank")
                .put("title", code)
                .put("status", status)
                .put("code", code)
                .put("detail", detail)
                .put("requestId", "r-7")
                .toString();
    }

    private static Answer problem(int status, String code, String detail) {
        return new Answer(status, problemBody(status, code, detail), 0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
