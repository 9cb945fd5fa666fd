package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Transport;
import io.serai.connectors.Side;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks for tokens: OAuth 2.0 access tokens (RFC 6749, section 5), and those of a vendor's own kind. */
record TokenEndpoint(Side side, ConnectorContext context) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int LONGEST = 100_000;
    private static final At ACCESS_TOKEN = At.of("access_token");

    /** The log-in asks to come again later, as any request may be asked to. */
    static final class NotNow extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Transport.Response response;

        NotNow(Transport.Response response) {
            super("the log-in answers " + response.status());
            this.response = response;
        }

        Transport.Response response() {
            return response;
        }
    }

    /**
     * The answer to a token request; it has an {@code access_token}.
     *
     * @param json whether the form is written as JSON, as some vendors have it and no standard
     * @throws NotNow if it cannot say at present
     * @throws SeraiException if it is refused, or makes no sense
     */
    JsonNode request(String url, Map<String, String> form, boolean json) throws IOException {
        return json
                ? request(url, "application/json", JSON.writeValueAsBytes(form), ACCESS_TOKEN)
                : request(url, "application/x-www-form-urlencoded", encoded(form), ACCESS_TOKEN);
    }

    /**
     * The answer to a log-in; it has a token.
     *
     * @param token where in the answer
     * @throws NotNow if it cannot say at present
     * @throws SeraiException if it is refused, or makes no sense
     */
    JsonNode request(String url, String type, byte[] body, At token) throws IOException {
        Transport.Response response = context.transport()
                .send(new Transport.Request(
                        "POST",
                        uri(url),
                        Map.of("Content-Type", type, "Accept", "application/json"),
                        body,
                        TIMEOUT,
                        LONGEST));
        String answered = "The log-in of " + side.named(context.name()) + " answered " + response.status() + ". ";
        return switch (response.status()) {
            case 200 -> token(response, token, answered);
            case 400, 401 ->
                throw new SeraiException(
                        side.refusedCredential, answered + "Check the client, its secret and how it may log in.");
            case 403 -> throw new SeraiException(side.forbidden, answered + "Give the client the right to log in.");
            case 404 -> throw new SeraiException(ErrorCode.CONFIG_INVALID, answered + "Check the log-in's address.");
            case 429, 500, 502, 503, 504 -> throw new NotNow(response);
            default -> throw new SeraiException(side.failed, answered + "It is asked again later.");
        };
    }

    private JsonNode token(Transport.Response response, At token, String answered) throws IOException {
        JsonNode answer = JSON.readTree(response.body());
        if (!token.in(answer).isTextual()) {
            throw new SeraiException(side.unintelligible, answered + "There is no token in it; check the address.");
        }
        return answer;
    }

    private URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "The options of '" + context.name() + "' make no address to log in at. Correct those that name the"
                            + " host.");
        }
    }

    private static byte[] encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
