package io.serai.api;

import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What {@code openapi.yaml} says of the API. Immutable. */
final class Described {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    private final byte[] document;
    /** The names in the query, by method and path. */
    private final Map<String, Set<String>> parameters = new HashMap<>();

    Described() {
        document = read();
        Problems problems = new Problems();
        Optional<Node> root = Document.parse("openapi.yaml", new String(document, StandardCharsets.UTF_8), problems);
        problems.throwIfAny();
        Node described = root.orElseThrow();
        Map<String, Node> shared =
                described.require("components").require("parameters").entries();
        described
                .require("paths")
                .entries()
                .forEach((path, item) -> item.entries().forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        parameters.put(
                                key(method.toUpperCase(Locale.ROOT), path), queried(List.of(item, operation), shared));
                    }
                }));
    }

    private static byte[] read() {
        try (InputStream file = Objects.requireNonNull(Described.class.getResourceAsStream("openapi.yaml"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "openapi.yaml cannot be read from the hub's own jar", e);
        }
    }

    private static Set<String> queried(List<Node> places, Map<String, Node> shared) {
        Set<String> names = new HashSet<>();
        places.stream()
                .flatMap(place -> place.get("parameters").stream())
                .flatMap(list -> list.items().stream())
                .map(parameter -> resolved(parameter, shared))
                .filter(parameter -> parameter.text("in").equals(Optional.of("query")))
                .forEach(parameter -> names.add(parameter.require("name").text()));
        return names;
    }

    private static Node resolved(Node parameter, Map<String, Node> shared) {
        return parameter
                .text("$ref")
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .flatMap(name -> Optional.ofNullable(shared.get(name)))
                .orElse(parameter);
    }

    private static String key(String method, String path) {
        return method + " " + path;
    }

    /** The whole of it, as YAML. */
    byte[] document() {
        return document.clone();
    }

    /** The names that an endpoint takes in the query. */
    Set<String> parameters(Endpoint endpoint) {
        return parameters.getOrDefault(key(endpoint.method(), endpoint.pattern()), Set.of());
    }
}
