package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An e-mail tool on loopback that answers like a real one: batches with errors for single members, 429 with Retry-After,
 * 401, and worse when a test says so. Its lists are kept in memory, or in a file so that they outlive it. Thread-safe.
 *
 * <pre>
 * POST /lists/NAME/members/add     {"members": [{"email": "...", "fields": {...}}]}   200 {"done", "failed", "errors"}
 * POST /lists/NAME/members/remove  {"members": [{"email": "..."}]}                    200 {"done", "failed", "errors"}
 * GET  /lists/NAME/members?after=EMAIL&amp;limit=N                                    200 {"members", "total"}
 * GET  /requests                                                                      200 {"requests": [...]}
 * </pre>
 */
public final class SandboxMailer implements AutoCloseable {
    /**
     * How a sandbox behaves.
     *
     * @param key what requests must bring as bearer token
     * @param busyEvery every so many requests that change something are answered 429; 0 for never
     * @param refusedDomain members with addresses at this domain are refused
     * @param file where lists are kept; empty for memory only
     */
    public record Options(String key, int busyEvery, String refusedDomain, Optional<Path> file) {
        /** Free of trouble apart from refused addresses at {@code refused.example}. */
        public static Options of(String key) {
            return new Options(key, 0, "refused.example", Optional.empty());
        }

        @Override
        public String toString() {
            return "Options[busyEvery=" + busyEvery + ", refusedDomain=" + refusedDomain + "]";
        }
    }

    /** What it does with requests that change something. */
    public enum Mode {
        NORMAL,
        /** Takes the request and never answers. */
        HANG,
        /** Answers 500 and does nothing. */
        FAIL,
        /** Does it and answers 200 with something that is no JSON. */
        RUBBISH,
        /** Does the first half and says so only by its counts. */
        HALF,
        /** Does it and never answers. */
        ACCEPT_THEN_HANG,
        /** Refuses the whole batch with 422 if one member is refused. */
        ALL_OR_NOTHING
    }

    /** A request as it was answered; 0 if it was not. */
    public record Logged(String method, String path, int members, int status) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CHANGE = Pattern.compile("/lists/([^/]+)/members/(add|remove)");
    private static final Pattern LIST = Pattern.compile("/lists/([^/]+)/members");
    private static final int MAX_BATCH = 500;

    private final Options options;
    private final SandboxLists lists;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sandbox-mailer");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Logged> requests = new ArrayList<>();
    private final AtomicReference<Mode> mode = new AtomicReference<>(Mode.NORMAL);
    private int changes;

    private SandboxMailer(Options options, SandboxLists lists, HttpServer server) {
        this.options = options;
        this.lists = lists;
        this.server = server;
    }

    /**
     * Starts it on loopback.
     *
     * @param port 0 for any free one
     */
    public static SandboxMailer start(int port, Options options) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            SandboxMailer mailer = new SandboxMailer(options, SandboxLists.open(options.file()), server);
            server.setExecutor(mailer.threads);
            server.createContext("/", mailer::handle);
            server.start();
            return mailer;
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot listen on port " + port, e);
        }
    }

    /** Its address, such as http://127.0.0.1:8025. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void mode(Mode next) {
        mode.set(next);
    }

    /** The members of a list by address, each with its fields. */
    public Map<String, JsonNode> members(String list) {
        return lists.members(list);
    }

    /** What was asked so far. */
    public List<Logged> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!("Bearer " + options.key()).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 0, 401, error("key_wrong"));
                return;
            }
            Matcher change = CHANGE.matcher(path);
            if (exchange.getRequestMethod().equals("POST") && change.matches()) {
                change(exchange, change.group(1), change.group(2).equals("add"), body);
                return;
            }
            read(exchange, path);
        }
    }

    private void read(HttpExchange exchange, String path) throws IOException {
        Matcher list = LIST.matcher(path);
        if (path.equals("/requests")) {
            ObjectNode answer = JSON.createObjectNode();
            answer.set("requests", JSON.valueToTree(requests()));
            answer(exchange, 0, 200, answer);
        } else if (list.matches()) {
            answer(exchange, 0, 200, page(list.group(1), exchange.getRequestURI()));
        } else {
            answer(exchange, 0, 404, error("no_such_place"));
        }
    }

    private ObjectNode page(String list, URI uri) {
        String query = Optional.ofNullable(uri.getQuery()).orElse("");
        String after = parameter(query, "after").orElse("");
        int limit = parameter(query, "limit").map(Integer::parseInt).orElse(100);
        Map<String, JsonNode> members = lists.members(list);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode page = answer.putArray("members");
        members.entrySet().stream()
                .filter(member -> member.getKey().compareTo(after) > 0)
                .limit(limit)
                .forEach(
                        member -> page.addObject().put("email", member.getKey()).set("fields", member.getValue()));
        return answer.put("total", members.size());
    }

    private static Optional<String> parameter(String query, String name) {
        Matcher matcher = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private void change(HttpExchange exchange, String list, boolean adds, byte[] body) throws IOException {
        Optional<JsonNode> members = members(body);
        if (members.isEmpty() || members.get().size() > MAX_BATCH) {
            answer(exchange, 0, 400, error("body_wrong"));
            return;
        }
        int count = members.get().size();
        switch (mode.get()) {
            case HANG -> hang(exchange, count);
            case FAIL -> answer(exchange, count, 500, error("out_of_order"));
            case ACCEPT_THEN_HANG -> {
                apply(list, adds, members.get(), count);
                hang(exchange, count);
            }
            case RUBBISH -> {
                apply(list, adds, members.get(), count);
                answer(
                        exchange,
                        count,
                        200,
                        JSON.getNodeFactory().textNode("ok").toString() + "}<html>");
            }
            case HALF -> answer(exchange, count, 200, apply(list, adds, members.get(), count / 2));
            case ALL_OR_NOTHING -> {
                boolean refused = adds && anyRefused(members.get());
                answer(
                        exchange,
                        count,
                        refused ? 422 : 200,
                        refused ? error("member_invalid") : apply(list, adds, members.get(), count));
            }
            case NORMAL -> normal(exchange, list, adds, members.get());
        }
    }

    private void normal(HttpExchange exchange, String list, boolean adds, JsonNode members) throws IOException {
        if (isBusy()) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            answer(exchange, members.size(), 429, error("too_fast"));
            return;
        }
        answer(exchange, members.size(), 200, apply(list, adds, members, members.size()));
    }

    private synchronized boolean isBusy() {
        changes++;
        return options.busyEvery() > 0 && changes % options.busyEvery() == 0;
    }

    private static Optional<JsonNode> members(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body))
                    .map(root -> root.path("members"))
                    .filter(JsonNode::isArray);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean anyRefused(JsonNode members) {
        for (JsonNode member : members) {
            if (isRefused(member.path("email").asText(""))) {
                return true;
            }
        }
        return false;
    }

    private boolean isRefused(String email) {
        return !email.matches("[^@\\s]+@[^@\\s]+") || email.endsWith("@" + options.refusedDomain());
    }

    private ObjectNode apply(String list, boolean adds, JsonNode members, int most) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode errors = JSON.createArrayNode();
        List<JsonNode> done = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            JsonNode member = members.get(i);
            String email = member.path("email").asText("");
            if (adds && isRefused(email)) {
                errors.addObject().put("email", email).put("code", "member_invalid");
            } else {
                done.add(member);
            }
        }
        lists.change(list, adds, done);
        answer.put("done", done.size()).put("failed", errors.size());
        return answer.set("errors", errors);
    }

    private static ObjectNode error(String code) {
        return JSON.createObjectNode().put("code", code);
    }

    private void hang(HttpExchange exchange, int members) {
        log(exchange, members, 0);
        while (!threads.isShutdown()) {
            LockSupport.parkNanos(50_000_000L);
        }
    }

    private void answer(HttpExchange exchange, int members, int status, Object body) throws IOException {
        log(exchange, members, status);
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void log(HttpExchange exchange, int members, int status) {
        synchronized (requests) {
            requests.add(new Logged(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath(), members, status));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
