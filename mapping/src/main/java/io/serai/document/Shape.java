package io.serai.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a piece of configuration may look like, said once: validation with positions, the published JSON Schema and the
 * reference pages all come from it. Immutable and thread-safe.
 */
public abstract class Shape {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * Checks a node and everything below it.
     *
     * @return whether the node has this shape; every problem found is recorded at its own place
     */
    public abstract boolean accepts(Node node);

    /** This shape as JSON Schema (draft 2020-12). */
    public abstract ObjectNode jsonSchema();

    /** A few words for error messages and reference pages: "text", "a whole number from 1 to 500". */
    public abstract String describe();

    /** Whether a node is of the right kind for this shape to be the one meant in an {@link #either}. */
    boolean fits(Node node) {
        return node.isScalar();
    }

    /** Whether values of this shape are secrets, to be masked wherever they show. */
    public boolean isSecret() {
        return false;
    }

    private static Shape scalar(String description, Function<Node, Boolean> test, Supplier<ObjectNode> schema) {
        return new Shape() {
            @Override
            public boolean accepts(Node node) {
                if (node.isScalar() && test.apply(node)) {
                    return true;
                }
                node.problem("expected " + description + ".", cure(node));
                return false;
            }

            @Override
            public ObjectNode jsonSchema() {
                return schema.get();
            }

            @Override
            public String describe() {
                return description;
            }
        };
    }

    /** What to do where one value was expected. */
    private static String cure(Node node) {
        if (node.isNull()) {
            return "There is nothing; write a value.";
        }
        if (node.isScalar()) {
            return "'" + node.text() + "' is none; correct it.";
        }
        return "Write one value, not " + (node.isSequence() ? "a list." : "names and values below it.");
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static ObjectNode pattern(String pattern) {
        return typed("string").put("pattern", pattern);
    }

    /** Any scalar, taken as text. */
    public static Shape text() {
        return scalar("text", node -> true, () -> {
            ObjectNode schema = JSON.objectNode();
            schema.putArray("type").add("string").add("number").add("boolean");
            return schema;
        });
    }

    /** A name of ours: small letters, digits, {@code _} and {@code -}. */
    public static Shape name() {
        String form = "[a-z][a-z0-9_-]{0,62}";
        return scalar(
                "a name of small letters, digits, '_' or '-', beginning with a letter, at most 63 long",
                node -> node.text().matches(form),
                () -> pattern("^" + form + "$"));
    }

    public static Shape bool() {
        return scalar("true or false", node -> node.text().matches("true|false"), () -> typed("boolean"));
    }

    public static Shape whole(long min, long max) {
        return scalar(
                "a whole number from " + min + " to " + max,
                node -> Document.wholeOf(node.text())
                        .filter(value -> value >= min && value <= max)
                        .isPresent(),
                () -> typed("integer").put("minimum", min).put("maximum", max));
    }

    public static Shape decimal() {
        return scalar("a number", node -> Document.decimalOf(node.text()).isPresent(), () -> typed("number"));
    }

    public static Shape duration() {
        return scalar(
                "a length of time such as 90d, 12h, 30s or 250ms",
                node -> Durations.parse(node.text()).isPresent(),
                () -> pattern("^\\d{1,9}\\s*(ms|s|m|h|d|w)$"));
    }

    public static Shape percent() {
        String form = "\\d{1,3}(\\.\\d{1,3})?%";
        return scalar("a share such as 20%", node -> node.text().matches(form), () -> pattern("^" + form + "$"));
    }

    public static Shape oneOf(List<String> words) {
        return scalar("one of " + String.join(", ", words), node -> words.contains(node.text()), () -> {
            ObjectNode schema = JSON.objectNode();
            words.forEach(schema.putArray("enum")::add);
            return schema;
        });
    }

    /** One of an enum's constants, written in small letters with {@code _} or {@code -}. */
    public static Shape oneOf(Class<? extends Enum<?>> type) {
        List<String> words = new ArrayList<>();
        for (Enum<?> constant : type.getEnumConstants()) {
            words.add(constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        }
        return oneOf(words);
    }

    /** A secret: only a reference {@code {{env:NAME}}} or {@code {{file:/path}}}; checked further where it is used. */
    public static Shape secret() {
        return new Shape() {
            @Override
            public boolean accepts(Node node) {
                if (!node.isScalar()) {
                    node.problem("expected " + describe() + ".", cure(node));
                }
                return node.isScalar();
            }

            @Override
            public ObjectNode jsonSchema() {
                return typed("string").put("format", "password").put("writeOnly", true);
            }

            @Override
            public String describe() {
                return "a secret as a reference, {{env:NAME}} or {{file:/path}}";
            }

            @Override
            public boolean isSecret() {
                return true;
            }
        };
    }

    /** Any YAML at all. */
    public static Shape any() {
        return new Shape() {
            @Override
            public boolean accepts(Node node) {
                return true;
            }

            @Override
            public ObjectNode jsonSchema() {
                return JSON.objectNode();
            }

            @Override
            public String describe() {
                return "anything";
            }

            @Override
            boolean fits(Node node) {
                return true;
            }
        };
    }

    public static Shape list(Shape items) {
        return new Shape() {
            @Override
            public boolean accepts(Node node) {
                if (!node.isSequence()) {
                    node.problem("expected a list of " + items.describe() + ".", "Write [a, b] or lines of '- a'.");
                    return false;
                }
                boolean good = true;
                for (Node item : node.items()) {
                    good &= items.accepts(item);
                }
                return good;
            }

            @Override
            public ObjectNode jsonSchema() {
                ObjectNode schema = typed("array");
                schema.set("items", items.jsonSchema());
                return schema;
            }

            @Override
            public String describe() {
                return "a list of " + items.describe();
            }

            @Override
            boolean fits(Node node) {
                return node.isSequence();
            }
        };
    }

    /** Free names to values of one shape. */
    public static Shape mapOf(Shape names, Shape values) {
        return new Shape() {
            @Override
            public boolean accepts(Node node) {
                if (!node.isMapping()) {
                    node.problem("expected names with " + values.describe() + ".", "Write 'name: value' lines.");
                    return false;
                }
                boolean good = true;
                for (Map.Entry<String, Node> entry : node.entries().entrySet()) {
                    good &= acceptsName(node, entry.getKey());
                    good &= values.accepts(entry.getValue());
                }
                return good;
            }

            private boolean acceptsName(Node node, String key) {
                Problems scratch = new Problems();
                Document.parse("name", "k: '" + key.replace("'", "''") + "'", scratch)
                        .ifPresent(root -> names.accepts(root.require("k")));
                if (scratch.isEmpty()) {
                    return true;
                }
                node.problem("'" + key + "' is not a possible name.", "Use " + names.describe() + ".");
                return false;
            }

            @Override
            public ObjectNode jsonSchema() {
                ObjectNode schema = typed("object");
                schema.set("propertyNames", names.jsonSchema());
                schema.set("additionalProperties", values.jsonSchema());
                return schema;
            }

            @Override
            public String describe() {
                return "names with " + values.describe();
            }

            @Override
            boolean fits(Node node) {
                return node.isMapping();
            }
        };
    }

    /** A shape that refers to itself or is built late. */
    public static Shape lazy(String name, Supplier<Shape> target) {
        return new Shape() {
            @Override
            public boolean accepts(Node node) {
                return target.get().accepts(node);
            }

            @Override
            public ObjectNode jsonSchema() {
                return JSON.objectNode().put("$ref", "#/$defs/" + name);
            }

            @Override
            public String describe() {
                return name;
            }

            @Override
            boolean fits(Node node) {
                return target.get().fits(node);
            }
        };
    }

    /** Several forms, told apart by their YAML kind (scalar, list, mapping); the first that fits is the one meant. */
    public static Shape either(Shape... forms) {
        List<Shape> all = List.of(forms);
        return new Shape() {
            @Override
            public boolean accepts(Node node) {
                for (Shape form : all) {
                    if (form.fits(node)) {
                        return form.accepts(node);
                    }
                }
                node.problem("expected " + describe() + ".", "Write one of these forms.");
                return false;
            }

            @Override
            public ObjectNode jsonSchema() {
                ObjectNode schema = JSON.objectNode();
                all.forEach(form -> schema.withArray("anyOf").add(form.jsonSchema()));
                return schema;
            }

            @Override
            public String describe() {
                return all.stream().map(Shape::describe).collect(Collectors.joining(", or "));
            }

            @Override
            boolean fits(Node node) {
                return all.stream().anyMatch(form -> form.fits(node));
            }
        };
    }

    /** Begins a mapping with fixed keys; unknown keys are problems. */
    public static ObjectShape.Builder object(String title) {
        return new ObjectShape.Builder(title);
    }

    /**
     * A mapping whose kind is told by which of the variants' first keys it holds: {@code trait: country} or {@code
     * event: order_completed}.
     */
    public static Shape byFirstKey(String what, Map<String, ObjectShape> variants) {
        return new FirstKeyShape(what, new LinkedHashMap<>(variants));
    }
}
