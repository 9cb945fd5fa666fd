package io.serai.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The hub's HTTP API. Every refusal is a {@link Failure}. */
final class Api {
    /** Shared, for building a mapper costs more than most commands do. */
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Content NOTHING = new Content("", "");

    /** A plan over all profiles takes its time. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    /** What is sent; no type means that nothing is. */
    private record Content(String type, String text) {
        static Content of(ObjectNode body) {
            return new Content("application/json", body.toString());
        }
    }

    static {
        // Java's own client otherwise asks twice when a line breaks, and the first may have been heard.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final URI base;
    private final String token;
    private final Duration patience;

    /** @param patience for how long an answer is waited for */
    Api(URI base, String token, Duration patience) {
        this.base = base;
        this.token = token;
        this.patience = patience;
    }

    /** Where something of the hub is, for a browser. */
    URI address(String path) {
        return base.resolve(path);
    }

    JsonNode get(String path) {
        return get(path, Map.of());
    }

    JsonNode get(String path, Map<String, String> headers) {
        return send("GET", path, headers, NOTHING);
    }

    JsonNode post(String path, ObjectNode body) {
        return post(path, body, Map.of());
    }

    JsonNode post(String path, ObjectNode body, Map<String, String> headers) {
        return send("POST", path, headers, Content.of(body));
    }

    JsonNode put(String path, ObjectNode body) {
        return send("PUT", path, Map.of(), Content.of(body));
    }

    /** Sends a definition as it stands in a file. */
    JsonNode post(String path, String definition, Map<String, String> headers) {
        return send("POST", path, headers, new Content("application/yaml", definition));
    }

    JsonNode delete(String path) {
        return send("DELETE", path, Map.of(), NOTHING);
    }

    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A name as one segment of a path, or as the value of a query. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What a request is answered with as it comes; to be closed. A line that breaks fails the reading. */
    InputStream stream(String path, ObjectNode body, Map<String, String> headers) {
        try {
            HttpURLConnection line = ask("POST", path, headers, Content.of(body));
            if (line.getResponseCode() < 400) {
                return new Whole(line);
            }
            throw problem(line.getResponseCode(), parse(line.getResponseCode(), text(line)));
        } catch (IOException e) {
            throw unreachable();
        }
    }

    private JsonNode send(String method, String path, Map<String, String> headers, Content content) {
        try {
            HttpURLConnection line = ask(method, path, headers, content);
            JsonNode body = parse(line.getResponseCode(), text(line));
            if (line.getResponseCode() >= 400) {
                throw problem(line.getResponseCode(), body);
            }
            return body;
        } catch (IOException e) {
            throw unreachable();
        }
    }

    /**
     * By the older of Java's two clients: the newer one has threads of its own, for which the end of the process waits 0.3 s,
     * and it makes ready for TLS whether or not that is spoken.
     */
    private HttpURLConnection ask(String method, String path, Map<String, String> headers, Content content)
            throws IOException {
        HttpURLConnection line = (HttpURLConnection) base.resolve(path).toURL().openConnection();
        line.setRequestMethod(method);
        line.setInstanceFollowRedirects(false);
        line.setConnectTimeout(Math.toIntExact(Math.min(CONNECT.toMillis(), patience.toMillis())));
        line.setReadTimeout(Math.toIntExact(patience.toMillis()));
        line.setRequestProperty("Authorization", "Bearer " + token);
        line.setRequestProperty("Accept", "application/json");
        headers.forEach(line::setRequestProperty);
        if (!content.type().isEmpty()) {
            line.setRequestProperty("Content-Type", content.type());
            line.setDoOutput(true);
            line.getOutputStream().write(content.text().getBytes(StandardCharsets.UTF_8));
        }
        return line;
    }

    private static String text(HttpURLConnection line) throws IOException {
        try (InputStream body = new Whole(line)) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Failure unreachable() {
        return new Failure(
                Exit.UNREACHABLE,
                "UNREACHABLE",
                "No hub answers at " + base
                        + ". Start one with './serai start', or name another by --url or a context.",
                "");
    }

    private JsonNode parse(int status, String text) {
        try {
            JsonNode body = text.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text);
            if (status == 503 && !body.has("code")) {
                throw stopping();
            }
            return body;
        } catch (JsonProcessingException e) {
            if (status == 503) {
                throw stopping();
            }
            // The body is not shown: whatever answered is no hub, and its text is of no use here.
            throw new Failure(
                    Exit.FAILED,
                    "UNINTELLIGIBLE",
                    "What answers at " + base + " (status " + status + ") is not a Serai hub.",
                    "");
        }
    }

    /** The hub's server answers so, with no problem of its own, while it drains. */
    private Failure stopping() {
        return new Failure(
                Exit.UNREACHABLE,
                "STOPPING",
                "The hub at " + base + " is stopping and takes nothing new. Try again when it is up; './serai start'"
                        + " starts one.",
                "");
    }

    private static Failure problem(int status, JsonNode body) {
        String code = body.path("code").asText("HTTP_" + status);
        String message = body.path("detail").asText(body.path("title").asText("The hub answered " + status + "."));
        String cure = status == 401
                ? " Give the token by a context, --token, SERAI_TOKEN or --data; see 'serai context show'."
                : "";
        return new Failure(
                Exit.of(status, code),
                code,
                message + cure,
                body.path("requestId").asText(""));
    }
}
