package io.serai.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Publishes the shapes of the files: a JSON Schema for editors and a reference page for people, one each a kind. */
public final class ConfigSchemas {
    private static final String HEAD = "\n| key | holds | required | |\n|---|---|---|---|\n";
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Map<Kind, Shape> shapes;

    public ConfigSchemas(ConfigReader reader) {
        this.shapes = reader.shapes();
    }

    /**
     * Writes KIND.schema.json and KIND.md into a folder.
     *
     * @throws SeraiException CONFIG_UNREADABLE if it cannot be written
     */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<Kind, Shape> shape : shapes.entrySet()) {
                String word = shape.getKey().word();
                Files.writeString(
                        folder.resolve(word + ".schema.json"),
                        schema(shape.getKey()).toPrettyString() + "\n");
                Files.writeString(folder.resolve(word + ".md"), page(shape.getKey()));
            }
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.CONFIG_UNREADABLE, "The folder " + folder + " cannot be written. Check its rights.", e);
        }
    }

    /** The JSON Schema of a kind of file. */
    public ObjectNode schema(Kind kind) {
        return shape(kind).jsonSchema().put("$schema", DIALECT);
    }

    private Shape shape(Kind kind) {
        Shape shape = shapes.get(kind);
        if (shape == null) {
            throw new IllegalStateException("no shape for " + kind);
        }
        return shape;
    }

    /** The reference page of a kind of file, in Markdown. */
    public String page(Kind kind) {
        StringBuilder page = new StringBuilder("# `" + kind.word() + ":` files\n");
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        if (shape(kind) instanceof ObjectShape one) {
            page.append(HEAD);
            one.keys().forEach(key -> row(page, key.name(), key.shape().describe(), key.required(), key.doc()));
            one.keys().forEach(key -> collect(key.shape().jsonSchema(), parts));
            collect(one.jsonSchema().path("$defs"), parts);
        } else {
            // Several forms: each is a part of its own.
            collect(shape(kind).jsonSchema(), parts);
        }
        parts.forEach((title, part) -> section(page, title, part));
        return page.toString();
    }

    private static void row(StringBuilder page, String key, String holds, boolean required, String doc) {
        page.append("| `")
                .append(key)
                .append("` | ")
                .append(holds.replace("|", "\\|"))
                .append(" | ");
        page.append(required ? "yes" : "")
                .append(" | ")
                .append(doc.replace("|", "\\|"))
                .append(" |\n");
    }

    /** The objects with a title of their own, wherever they stand. */
    private static void collect(JsonNode schema, Map<String, JsonNode> parts) {
        if (schema.has("title") && schema.has("properties")) {
            parts.putIfAbsent(schema.path("title").asText(), schema);
        }
        schema.forEach(child -> collect(child, parts));
    }

    private static void section(StringBuilder page, String title, JsonNode part) {
        page.append("\n## ").append(title).append('\n').append(HEAD);
        part.path("properties").fields().forEachRemaining(property -> {
            boolean required = false;
            for (JsonNode name : part.path("required")) {
                required |= name.asText().equals(property.getKey());
            }
            row(
                    page,
                    property.getKey(),
                    holds(property.getValue()),
                    required,
                    property.getValue().path("description").asText());
        });
    }

    private static String holds(JsonNode schema) {
        for (String choice : new String[] {"anyOf", "oneOf"}) {
            if (schema.has(choice)) {
                StringJoiner forms = new StringJoiner(", or ");
                schema.path(choice).forEach(form -> forms.add(holds(form)));
                return forms.toString();
            }
        }
        if (schema.has("enum")) {
            StringJoiner words = new StringJoiner(", ", "one of ", "");
            schema.path("enum").forEach(word -> words.add(word.asText()));
            return words.toString();
        }
        if (schema.has("$ref")) {
            return schema.path("$ref").asText().replaceAll(".*/", "");
        }
        if (schema.has("items")) {
            return "a list of " + holds(schema.path("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            return "names with " + holds(schema.path("additionalProperties"));
        }
        if (schema.has("title")) {
            return schema.path("title").asText();
        }
        return switch (schema.path("type").asText("")) {
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "" -> schema.path("type").isArray() ? "text" : "anything";
            default -> "text";
        };
    }
}
