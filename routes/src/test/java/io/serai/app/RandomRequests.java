package io.serai.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.app.Description.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Requests drawn from what the API's description says it takes, and at times from what it says it does not. */
final class RandomRequests {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Names that are there, values that fit somewhere, and what texts stumble over. */
    private static final List<String> TEXTS = List.of(
            "germans",
            "germans-to-drop",
            "crm",
            "crm.contacts",
            "crm-contact",
            "contacts",
            "drop",
            "email",
            "email_marketing",
            "country",
            "ann@example.com",
            "DE",
            "viewer",
            "csv",
            "send",
            "1",
            "2",
            "0",
            "-1",
            "9223372036854775807",
            "99999999999999999999",
            "1e9",
            "30d",
            "2026-01-01",
            "2026-02-30",
            "2026-01-01T00:00:00Z",
            "germans,germans",
            "a",
            " ",
            "№",
            "😀",
            "a\u0000b",
            "line\nbreak",
            "%",
            "' OR 1=1 -- ",
            "${x}",
            "{{env:X}}",
            "../../etc",
            "x".repeat(5_000));

    private static final List<JsonNode> NUMBERS = List.of(
            NODES.numberNode(0),
            NODES.numberNode(1),
            NODES.numberNode(-1),
            NODES.numberNode(50),
            NODES.numberNode(Long.MAX_VALUE),
            NODES.numberNode(Long.MIN_VALUE),
            NODES.numberNode(1.5),
            NODES.numberNode(1e300));
    private static final List<String> NO_BODIES = List.of(
            "", "{", "[]", "null", "7", "\"text\"", "{\"a\": 1, \"a\": 2}", "[".repeat(3_000), "a: b\n", "\u0000");

    private final SplittableRandom random;
    private final JsonNode root;

    RandomRequests(SplittableRandom random, JsonNode root) {
        this.random = random;
        this.root = root;
    }

    record Drawn(String method, String address, String body, Map<String, String> headers) {}

    Drawn draw(Operation operation) {
        String body = operation.method().equals("GET") || operation.method().equals("DELETE") ? "" : body(operation);
        return new Drawn(operation.method(), path(operation) + query(operation), body, headers(operation));
    }

    private String path(Operation operation) {
        String path = operation.path();
        for (String name : operation.parameterNames("path")) {
            path = path.replace("{" + name + "}", encoded(pick(TEXTS)));
        }
        return path;
    }

    private String query(Operation operation) {
        List<String> given = operation.parameters().stream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .filter(parameter ->
                        random.nextInt(4) < (parameter.path("required").asBoolean() ? 3 : 2))
                .map(parameter -> parameter.path("name").asText() + "="
                        + encoded(value(parameter.path("schema"), 0).asText()))
                .collect(Collectors.toList());
        // Open operations take anything: probes and senders add what they like.
        if (!operation.isOpen() && random.nextInt(12) == 0) {
            given.add(encoded(pick(List.of("limt", "ann@example.com", "№"))) + "=1");
        }
        return given.isEmpty() ? "" : "?" + String.join("&", given);
    }

    private Map<String, String> headers(Operation operation) {
        Map<String, String> headers = new HashMap<>();
        for (String name : operation.parameterNames("header")) {
            if (random.nextInt(4) == 0) {
                headers.put(name, pick(List.of("ticket", "\"v1\"", "again", "~")));
            }
        }
        return headers;
    }

    private String body(Operation operation) {
        JsonNode described = resolved(operation.node().path("requestBody"))
                .path("content")
                .path("application/json")
                .path("schema");
        return random.nextInt(10) == 0 ? pick(NO_BODIES) : value(described, 0).toString();
    }

    /** A value of a schema; one time in twenty, at any depth, of no schema in particular. */
    private JsonNode value(JsonNode reference, int depth) {
        JsonNode schema = resolved(reference);
        if (random.nextInt(20) == 0 || depth > 8) {
            return anything();
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer", "number" -> pick(NUMBERS);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(pick(TEXTS));
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        schema.path("properties").properties().forEach(property -> {
            boolean needed = required.contains(property.getKey());
            if (random.nextInt(10) < (needed ? 9 : 5)) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        if (schema.path("additionalProperties").asBoolean()) {
            required.forEach(name -> object.set(name, name.equals("where") ? condition(3) : anything()));
        }
        if (random.nextInt(20) == 0) {
            object.set(pick(TEXTS), anything());
        }
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        IntStream.range(0, random.nextInt(4)).forEach(item -> array.add(value(schema.path("items"), depth + 1)));
        return array;
    }

    /** Of a segment, whose definition the description leaves to a page of its own. */
    private JsonNode condition(int depth) {
        ObjectNode condition = NODES.objectNode();
        if (depth == 0 || random.nextInt(3) == 0) {
            condition.put(pick(List.of("trait", "consent", "segment", "seen", "event")), pick(TEXTS));
            condition.set(
                    pick(List.of("equals", "contains", "within", "is", "exists", "at_least")),
                    random.nextInt(3) == 0 ? anything() : NODES.textNode(pick(TEXTS)));
            return condition;
        }
        ArrayNode parts = condition.putArray(pick(List.of("all", "any")));
        IntStream.range(0, random.nextInt(3)).forEach(part -> parts.add(condition(depth - 1)));
        return condition;
    }

    private JsonNode anything() {
        return switch (random.nextInt(6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> pick(NUMBERS);
            case 3 -> NODES.arrayNode().add(pick(TEXTS));
            case 4 -> NODES.objectNode().put(pick(TEXTS), pick(TEXTS));
            default -> NODES.textNode(pick(TEXTS));
        };
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
