package io.serai.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** An issuer over HTTP: asked in bounded time, answering in bounded size, and sending nobody elsewhere. Thread-safe. */
final class IssuerHttp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1_000_000;

    private final URI issuer;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    IssuerHttp(URI issuer) {
        this.issuer = issuer;
    }

    URI issuer() {
        return issuer;
    }

    /** What an issuer says of itself (OpenID Connect Discovery). */
    record Metadata(URI issuer, JsonNode json) {
        /** @throws IOException if it names none, or one that is less guarded than itself */
        URI place(String name) throws IOException {
            String text = json.path(name).asText();
            if (!text.matches(issuer.getScheme() + "://[^\\s]+")) {
                throw new IOException("the metadata have no " + name);
            }
            try {
                return URI.create(text);
            } catch (IllegalArgumentException e) {
                throw new IOException("the metadata have no " + name, e);
            }
        }

        /** The words of a list; none if it has no such list. */
        List<String> list(String name) {
            return StreamSupport.stream(json.path(name).spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
    }

    /** @throws IOException if they cannot be had, or are another issuer's */
    Metadata metadata() throws IOException, InterruptedException {
        String base = issuer.toString().replaceFirst("/$", "");
        JsonNode json = JSON.readTree(text(URI.create(base + "/.well-known/openid-configuration")));
        if (!issuer.toString().equals(json.path("issuer").asText())) {
            throw new IOException("the metadata are another issuer's");
        }
        return new Metadata(issuer, json);
    }

    /** @throws IOException if it cannot be had */
    String text(URI place) throws IOException, InterruptedException {
        HTTPResponse answer = send(HttpRequest.newBuilder(place));
        if (answer.getStatusCode() != 200) {
            throw new IOException("status " + answer.getStatusCode());
        }
        return answer.getBody();
    }

    /** Sends a request of the OpenID library. @throws IOException if the issuer does not answer or fails */
    HTTPResponse send(HTTPRequest request) throws IOException, InterruptedException {
        HttpRequest.Builder sent = HttpRequest.newBuilder(request.getURI())
                .method(request.getMethod().name(), HttpRequest.BodyPublishers.ofString(request.getBody()));
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
        HTTPResponse answer = send(sent);
        if (answer.getStatusCode() >= 500) {
            throw new IOException("status " + answer.getStatusCode());
        }
        return answer;
    }

    private HTTPResponse send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("more than " + MAX_BYTES + " bytes");
            }
            HTTPResponse answer = new HTTPResponse(response.statusCode());
            response.headers().firstValue("Content-Type").ifPresent(type -> answer.setHeader("Content-Type", type));
            answer.setBody(new String(bytes, StandardCharsets.UTF_8));
            return answer;
        }
    }
}
