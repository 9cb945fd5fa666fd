package io.serai.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** A reference page in Markdown, from shapes: their keys first, and at the end whatever objects they are made of. */
public final class ReferencePage {
    private static final String HEAD = "\n| key | holds | required | |\n|---|---|---|---|\n";

    private final StringBuilder page = new StringBuilder();
    private final Map<String, JsonNode> parts = new LinkedHashMap<>();

    public ReferencePage(String title) {
        page.append("# ").append(title).append('\n');
    }

    public ReferencePage text(String paragraph) {
        page.append('\n').append(paragraph).append('\n');
        return this;
    }

    /** The keys of a shape under a heading; nothing if it has none. */
    public ReferencePage section(String heading, ObjectShape shape) {
        if (shape.keys().isEmpty()) {
            return this;
        }
        page.append("\n## ").append(heading).append('\n');
        return keys(shape);
    }

    public ReferencePage keys(Shape shape) {
        if (shape instanceof ObjectShape one) {
            page.append(HEAD);
            one.keys().forEach(key -> row(key.name(), key.shape().describe(), key.required(), key.doc()));
            one.keys().forEach(key -> collect(key.shape().jsonSchema()));
            collect(one.jsonSchema().path("$defs"));
        } else {
            // Several forms: each is a part of its own.
            collect(shape.jsonSchema());
        }
        return this;
    }

    public String render() {
        parts.forEach(this::part);
        parts.clear();
        return page.toString();
    }

    private void row(String key, String holds, boolean required, String doc) {
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
    private void collect(JsonNode schema) {
        if (schema.has("title") && schema.has("properties")) {
            parts.putIfAbsent(schema.path("title").asText(), schema);
        }
        schema.forEach(child -> collect(child));
    }

    private void part(String title, JsonNode part) {
        page.append("\n## ").append(title).append('\n').append(HEAD);
        part.path("properties").fields().forEachRemaining(property -> {
            boolean required = false;
            for (JsonNode name : part.path("required")) {
                required |= name.asText().equals(property.getKey());
            }
            row(
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
