package io.serai.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The hub's HTTP API. Every refusal is a {@link Failure}. */
final class Api {
    /** Shared, for building a mapper costs more than most commands do. */
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A plan over all profiles takes its time. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private final HttpClient http;
    private final URI base;
    private final String token;
    private final Duration patience;

    /** @param patience for how long an answer is waited for */
    Api(URI base, String token, Duration patience) {
        this.base = base;
        this.token = token;
        this.patience = patience;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1);
        if (base.getScheme().equals("http")) {
            builder.sslContext(trustingNobody());
        }
        this.http = builder.build();
    }

    /** The default one reads all certificate authorities, which takes a third of a short command's time. */
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** Where something of the hub is, for a browser. */
    URI address(String path) {
        return base.resolve(path);
    }

    JsonNode get(String path) {
        return get(path, Map.of());
    }

    JsonNode get(String path, Map<String, String> headers) {
        return send(request(path, headers).GET());
    }

    JsonNode post(String path, ObjectNode body) {
        return post(path, body, Map.of());
    }

    JsonNode post(String path, ObjectNode body, Map<String, String> headers) {
        return send(posting(path, body, headers));
    }

    private HttpRequest.Builder posting(String path, ObjectNode body, Map<String, String> headers) {
        return request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    JsonNode put(String path, ObjectNode body) {
        return send(request(path, Map.of())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString())));
    }

    /** Sends a definition as it stands in a file. */
    JsonNode post(String path, String definition, Map<String, String> headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(definition)));
    }

    JsonNode delete(String path) {
        return send(request(path, Map.of()).DELETE());
    }

    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A name as one segment of a path, or as the value of a query. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(patience)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
        headers.forEach(request::header);
        return request;
    }

    /** What a request is answered with as it comes; to be closed. A line that breaks fails the reading. */
    InputStream stream(String path, ObjectNode body, Map<String, String> headers) {
        HttpResponse<InputStream> response = ask(posting(path, body, headers), BodyHandlers.ofInputStream());
        if (response.statusCode() < 400) {
            return response.body();
        }
        try (InputStream refusal = response.body()) {
            String text = new String(refusal.readAllBytes(), StandardCharsets.UTF_8);
            throw problem(response.statusCode(), parse(response.statusCode(), text));
        } catch (IOException e) {
            throw unreachable();
        }
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpResponse<String> response = ask(request, BodyHandlers.ofString());
        JsonNode body = parse(response.statusCode(), response.body());
        if (response.statusCode() >= 400) {
            throw problem(response.statusCode(), body);
        }
        return body;
    }

    private <T> HttpResponse<T> ask(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw unreachable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.FAILED, "INTERRUPTED", "Interrupted.", "");
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
