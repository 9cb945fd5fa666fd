package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.serai.api.Api;
import io.serai.document.Document;
import io.serai.document.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The API's description, held against what was asked and answered. Stricter than for clients: nothing may be there besides. */
final class Description {
    static final Description OURS = new Description();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root = read();
    private final JsonNode components = strict(root.path("components").deepCopy());
    private final List<Operation> operations = operations(root);
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    /**
     * One operation.
     *
     * @param parameters its own and its path's, references resolved
     */
    record Operation(String method, String path, JsonNode node, List<JsonNode> parameters) {
        String permission() {
            return node.path("x-permission").asText();
        }

        boolean isOpen() {
            return node.has("security") && node.path("security").isEmpty();
        }

        Set<String> parameterNames(String in) {
            return parameters.stream()
                    .filter(parameter -> parameter.path("in").asText().equals(in))
                    .map(parameter -> parameter.path("name").asText())
                    .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        }

        JsonNode body() {
            return node.path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
        }

        /** Names in a path are for anything: the most literal path of those that fit is meant. */
        private boolean fits(String given) {
            return given.matches(path.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+"));
        }

        private long literals() {
            return Arrays.stream(path.split("/"))
                    .filter(part -> !part.startsWith("{"))
                    .count();
        }
    }

    List<Operation> operations() {
        return operations;
    }

    JsonNode root() {
        return root;
    }

    /** @throws AssertionError if the description does not allow what was answered, or forbids what was taken */
    void check(String method, String address, String body, HttpResponse<String> response) {
        String path = address.split("\\?", 2)[0];
        String type = response.headers().firstValue("Content-Type").orElse("");
        Optional<Operation> operation = find(method, path);
        JsonNode documented = operation
                .map(found -> found.node().path("responses").path(Integer.toString(response.statusCode())))
                .orElse(JSON.missingNode());
        String what = method + " " + path + ": " + response.statusCode() + " " + type;
        if (documented.isMissingNode()) {
            assertThat(response.statusCode()).as(what + " is not described").isGreaterThanOrEqualTo(400);
            assertThat(type).as(what).isEqualTo("application/problem+json");
            fits(what, components.path("schemas").path("Problem"), response.body());
            return;
        }
        JsonNode content = documented.path("content").path(type.split(";", 2)[0]);
        assertThat(content.isMissingNode()).as(what + " is not described").isFalse();
        if (type.startsWith("application/json")) {
            fits(what, content.path("schema"), response.body());
        }
        operation.ifPresent(found -> wasAllowed(found, address, body));
    }

    private static void wasAllowed(Operation operation, String address, String body) {
        String what = operation.method() + " " + operation.path();
        String query = address.contains("?") ? address.substring(address.indexOf('?') + 1) : "";
        List<String> given = Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2)[0])
                .toList();
        assertThat(operation.parameterNames("query")).as(what).containsAll(given);
        if (!body.isEmpty() && !operation.body().isMissingNode()) {
            OURS.fits(what + ", as asked", operation.body(), body);
        }
    }

    private Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method) && operation.fits(path))
                .max(java.util.Comparator.comparingLong(Operation::literals));
    }

    private void fits(String what, JsonNode schema, String body) {
        JsonSchema compiled = schemas.computeIfAbsent(schema, this::compile);
        try {
            Set<ValidationMessage> messages = compiled.validate(JSON.readTree(body));
            assertThat(messages).as(what).isEmpty();
        } catch (JsonProcessingException e) {
            throw new AssertionError(what + " is no JSON", e);
        }
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.putArray("allOf").add(strict(schema.deepCopy()));
        whole.set("components", components);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        whole,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    private static JsonNode strict(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && !object.has("additionalProperties")
                && (object.has("properties") || object.size() == 1)) {
            object.put("additionalProperties", false);
        }
        node.forEach(Description::strict);
        return node;
    }

    private static JsonNode read() {
        try (InputStream file = Api.class.getResourceAsStream("openapi.yaml")) {
            Problems problems = new Problems();
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            JsonNode root = Document.parse("openapi.yaml", text, problems)
                    .map(document -> document.toJson())
                    .orElseThrow();
            problems.throwIfAny();
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Operation> operations(JsonNode root) {
        List<Operation> all = new ArrayList<>();
        root.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
                    if (!method.getKey().equals("parameters")) {
                        JsonNode node = method.getValue();
                        List<JsonNode> parameters = Stream.of(path.getValue(), node)
                                .flatMap(place -> StreamSupport.stream(
                                        place.path("parameters").spliterator(), false))
                                .map(parameter -> resolved(root, parameter))
                                .toList();
                        all.add(new Operation(
                                method.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), node, parameters));
                    }
                }));
        return all;
    }

    private static JsonNode resolved(JsonNode root, JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }
}
