package io.serai.connectors.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.connector.Transport;
import io.serai.connectors.Side;
import io.serai.connectors.http.StreamDefinition.Call;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** Asks a source, patiently: what may do better in a while is asked again for a bounded time. Thread-safe. */
final class SourceCalls {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    /** What to do about a cursor that is of no use. */
    static final String FROM_START = "Read the stream from its start: 'serai source reset SOURCE.STREAM'.";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final HttpDefinition definition;
    private final Account account;
    private final String name;

    SourceCalls(HttpDefinition definition, Account account) {
        this.definition = definition;
        this.account = account;
        this.name = account.context().name();
    }

    /** A request, ready to be sent. */
    record Ask(String method, URI url, Map<String, String> headers, byte[] body) {}

    /** An answer of a status that means yes. */
    record Answer(JsonNode body, Transport.Response response) {}

    /** What becomes of an answer. */
    private interface Reader<T> {
        T read(Transport.Response response) throws IOException;
    }

    /** A failure and how long the source asks to be left alone. */
    private record Failure(SeraiException error, Optional<Duration> after) {}

    Account account() {
        return account;
    }

    Ask ask(Call call, Scope scope) {
        StringJoiner query = new StringJoiner("&");
        call.query().forEach((key, value) -> {
            String reference = value.wholeReference();
            if (reference.isEmpty() || !scope.value(reference).isMissingNode()) {
                query.add(encoded(key) + "=" + encoded(value.render(scope)));
            }
        });
        String path = call.path().renderUrl(scope);
        String all = query.length() == 0 ? path : path + (path.contains("?") ? "&" : "?") + query;
        byte[] body = call.body()
                .map(template -> template.render(scope).toString().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        return new Ask(call.method(), account.url(all), headers(call, scope), body);
    }

    /** The page a link leads to. */
    Ask follow(String link, Call call, Scope scope) {
        return new Ask("GET", account.linked(link), headers(call, scope), new byte[0]);
    }

    private static Map<String, String> headers(Call call, Scope scope) {
        Map<String, String> headers = new LinkedHashMap<>();
        call.headers().forEach((key, value) -> headers.put(key, value.render(scope)));
        return headers;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The JSON of an answer.
     *
     * @param expired statuses that mean that what is asked for is no longer known
     * @throws SeraiException CURSOR_INVALID for those; otherwise as {@link io.serai.source.Source#check}, SOURCE_BUSY,
     *     SOURCE_FAILED or SOURCE_UNINTELLIGIBLE
     */
    Answer json(Ask ask, Set<Integer> expired) {
        return patiently(ask, expired, response -> {
            JsonNode body = JSON.readTree(response.body());
            if (body == null || body.isMissingNode()) {
                throw new IOException("nothing in it");
            }
            return new Answer(body, response);
        });
    }

    /** An answer that is no JSON. */
    Transport.Response raw(Ask ask) {
        return patiently(ask, Set.of(), response -> response);
    }

    private <T> T patiently(Ask ask, Set<Integer> expired, Reader<T> reader) {
        Duration waited = Duration.ZERO;
        Duration pause = FIRST_PAUSE;
        while (true) {
            Failure failure;
            try {
                Transport.Response response = account.send(
                        ask.method(),
                        ask.url(),
                        ask.headers(),
                        ask.body(),
                        definition.limits().timeout());
                if (response.status() / 100 == 2) {
                    try {
                        return reader.read(response);
                    } catch (IOException e) {
                        // Without the cause: it may quote the answer.
                        failure = new Failure(
                                error(
                                        ErrorCode.SOURCE_UNINTELLIGIBLE,
                                        "answers something that cannot be read.",
                                        "It is asked again; check its address if it stays so."),
                                Optional.empty());
                    }
                } else {
                    failure = new Failure(refusal(response, expired), account.retryAfter(response));
                }
            } catch (IOException e) {
                failure = new Failure(
                        error(ErrorCode.SOURCE_UNREACHABLE, "cannot be reached.", "Check its address and the network."),
                        Optional.empty());
            } catch (SeraiException e) {
                if (account.isUsedUp()) {
                    throw e;
                }
                failure = new Failure(e, Optional.empty());
            }
            Duration wait = failure.after().orElse(pause);
            waited = waited.plus(wait);
            if (!failure.error().code().isRetriable() || waited.compareTo(PATIENCE) > 0 || !pause(wait)) {
                throw failure.error();
            }
            pause = pause.multipliedBy(2);
        }
    }

    private boolean pause(Duration wait) {
        try {
            account.context().pauser().pause(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private SeraiException refusal(Transport.Response response, Set<Integer> expired) {
        int status = response.status();
        JsonNode body = AnswerParser.json(response.body());
        String answered = "answers " + status + ".";
        if (expired.contains(status) || definition.statuses().isExpired(body)) {
            return error(
                    ErrorCode.CURSOR_INVALID, answered + " It no longer knows where the last read ended.", FROM_START);
        }
        if (definition.statuses().isBusy(body)) {
            return error(ErrorCode.SOURCE_BUSY, answered, "It is asked again later.");
        }
        return switch (definition.statuses().meaning(response, body)) {
            case RETRY -> error(Side.SOURCE.retry(status), answered, "It is asked again later.");
            case REFUSED_CREDENTIAL ->
                status == 403
                        ? error(ErrorCode.SOURCE_FORBIDDEN, answered, "Give the credential the right to read this.")
                        : error(ErrorCode.SOURCE_REFUSED_CREDENTIAL, answered, "Check the credential.");
            case WRONG_SETTINGS ->
                error(ErrorCode.CONFIG_INVALID, answered, "Check its address and the names in its streams.");
            case REJECTED -> error(ErrorCode.CONFIG_INVALID, answered, "Check the settings of its streams.");
            case UNINTELLIGIBLE -> error(ErrorCode.SOURCE_UNINTELLIGIBLE, answered, "Check its address.");
        };
    }

    SeraiException error(ErrorCode code, String problem, String cure) {
        return new SeraiException(code, "The source '" + name + "' " + problem + " " + cure);
    }
}
