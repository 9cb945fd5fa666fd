package io.serai.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Caller;
import io.serai.audit.Origin;
import io.serai.document.Similar;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A request to the API, whatever brought it.
 *
 * @param id finds it in the log, in problems and in the audit trail
 * @param caller who asks, once that is known
 * @param path without the query, beginning with a slash
 * @param query decoded parameters; of several of one name the last
 * @param headers by name in small letters
 * @param address where it came from
 */
public record Request(
        String id,
        Caller caller,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        InetAddress address,
        Content content) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    /** What things are called. */
    private static final String NAME = "[a-z][a-z0-9_-]{0,62}";

    private static final int MAX_LIMIT = 1_000;
    private static final int DEFAULT_LIMIT = 50;

    /** One that has just come, from nobody in particular. */
    public static Request of(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            InetAddress address,
            Content content) {
        return new Request(UUID.randomUUID().toString(), Caller.NOBODY, method, path, query, headers, address, content);
    }

    Request from(Caller known) {
        return new Request(id, known, method, path, query, headers, address, content);
    }

    /** All of the body, which is not larger than is held in memory. */
    byte[] body() {
        return content.bytes();
    }

    /** Who asks, as decisions and the audit trail have it. */
    Origin by() {
        return new Origin(caller.name(), id);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** The names that are known; an unknown one is not repeated, for it may be somebody's name or address. */
    private static String only(Set<String> known) {
        return known.isEmpty()
                ? " None is."
                : " Known are " + String.join(", ", known.stream().sorted().toList()) + ".";
    }

    /**
     * Refuses a parameter that does nothing, before somebody takes it that it does.
     *
     * @throws SeraiException USAGE for any other parameter than these
     */
    void allowParameters(Set<String> known) {
        Optional<String> other = query.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst();
        if (other.isPresent()) {
            String meant = Similar.nearest(other.get(), known)
                    .map(name -> " Did you mean '" + name + "'?")
                    .orElse("");
            throw usage("A parameter of the query is not known here." + meant + only(known));
        }
    }

    int limit() {
        long limit = parameter("limit").map(text -> number("limit", text)).orElse((long) DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw usage("'limit' must be from 1 to " + MAX_LIMIT + ".");
        }
        return (int) limit;
    }

    /** The last one seen of a list read page by page; 0 for the first page. */
    long after() {
        return parameter("after").map(text -> number("after", text)).orElse(0L);
    }

    /** The last one seen of a list read page by page from its end; empty for the first page. */
    Optional<Long> before() {
        return parameter("before").map(text -> number("before", text));
    }

    static long number(String what, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw usage("'" + what + "' must be a whole number.");
        }
    }

    /**
     * The body as an object that has no other fields than these; an empty body is an empty object.
     *
     * @throws SeraiException USAGE
     */
    ObjectNode object(String... known) {
        JsonNode body = parse();
        if (!(body instanceof ObjectNode object)) {
            throw usage("The body must be a JSON object.");
        }
        Set<String> names = Set.of(known);
        int number = 1;
        for (Iterator<String> fields = object.fieldNames(); fields.hasNext(); number++) {
            if (!names.contains(fields.next())) {
                throw usage("Field number " + number + " of the body is not known here." + only(names));
            }
        }
        return object;
    }

    /** The body as JSON; an empty one is an empty object. @throws SeraiException USAGE */
    JsonNode parse() {
        byte[] body = body();
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw usage("The body is not valid JSON.");
        }
    }

    /** A name of ours. */
    static String name(String what, String text) {
        if (!text.matches(NAME)) {
            throw usage("'" + what
                    + "' must be a name of small letters, digits, '_' or '-', beginning with a letter, at most"
                    + " 63 long.");
        }
        return text;
    }

    /** A field that must be there as text. */
    static String text(ObjectNode object, String field) {
        return optionalText(object, field).orElseThrow(() -> usage("The field '" + field + "' is missing."));
    }

    static Optional<String> optionalText(ObjectNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.asText().isBlank()) {
            throw usage("The field '" + field + "' must be text.");
        }
        return Optional.of(value.asText());
    }

    /** A field that is false unless it is there. */
    static boolean flag(ObjectNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw usage("The field '" + field + "' must be true or false.");
        }
        return value.asBoolean();
    }

    static SeraiException usage(String message) {
        return new SeraiException(ErrorCode.USAGE, message);
    }

    /** Without query, headers and body: they may hold personal data. On one line, whatever the path holds. */
    @Override
    public String toString() {
        return method + " " + path.replaceAll("\\p{Cntrl}", "?");
    }
}
