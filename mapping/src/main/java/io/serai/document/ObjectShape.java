package io.serai.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping with fixed keys. */
public final class ObjectShape extends Shape {
    /** One key: its shape, whether it must be there, and a sentence for the reference page. */
    public record Key(String name, Shape shape, boolean required, String doc) {}

    private final String title;
    private final Map<String, Key> keys;
    private final Map<String, Shape> definitions;

    private ObjectShape(String title, Map<String, Key> keys, Map<String, Shape> definitions) {
        this.title = title;
        this.keys = keys;
        this.definitions = definitions;
    }

    public String title() {
        return title;
    }

    public List<Key> keys() {
        return List.copyOf(keys.values());
    }

    @Override
    public boolean accepts(Node node) {
        if (!node.isMapping()) {
            node.problem("expected " + describe() + ".", "Its keys are " + String.join(", ", keys.keySet()) + ".");
            return false;
        }
        boolean good = true;
        Map<String, Node> entries = node.entries();
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            Key key = keys.get(entry.getKey());
            if (key == null) {
                entry.getValue().problem("unknown key '" + entry.getKey() + "'.", cureFor(entry.getKey()));
                good = false;
            } else if (!entry.getValue().isNull()) {
                good &= key.shape().accepts(entry.getValue());
            }
        }
        for (Key key : keys.values()) {
            if (key.required() && node.get(key.name()).isEmpty()) {
                node.problem(
                        "'" + key.name() + "' is missing.",
                        "Add '" + key.name() + ":', " + key.shape().describe() + ".");
                good = false;
            }
        }
        return good;
    }

    private String cureFor(String unknown) {
        Optional<String> near = Similar.nearest(unknown, keys.keySet());
        return near.map(name -> "Did you mean '" + name + "'?")
                .orElse("Known keys here: " + String.join(", ", keys.keySet()) + ".");
    }

    @Override
    public ObjectNode jsonSchema() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode schema = json.objectNode().put("title", title).put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (Key key : keys.values()) {
            ObjectNode property = key.shape().jsonSchema().deepCopy();
            properties.set(key.name(), property.put("description", key.doc()));
            if (key.required()) {
                schema.withArray("required").add(key.name());
            }
        }
        definitions.forEach((name, shape) -> schema.withObject("/$defs").set(name, shape.jsonSchema()));
        return schema;
    }

    @Override
    public String describe() {
        return title;
    }

    @Override
    boolean fits(Node node) {
        return node.isMapping();
    }

    /** Collects keys in the order the reference page shows them. */
    public static final class Builder {
        private final String title;
        private final List<Key> keys = new ArrayList<>();
        private final Map<String, Shape> definitions = new LinkedHashMap<>();

        Builder(String title) {
            this.title = title;
        }

        public Builder required(String name, Shape shape, String doc) {
            keys.add(new Key(name, shape, true, doc));
            return this;
        }

        public Builder optional(String name, Shape shape, String doc) {
            keys.add(new Key(name, shape, false, doc));
            return this;
        }

        /** Publishes the shape that a {@link Shape#lazy} of this name below refers to. */
        public Builder definition(String name, Shape shape) {
            definitions.put(name, shape);
            return this;
        }

        public ObjectShape build() {
            Map<String, Key> byName = new LinkedHashMap<>();
            keys.forEach(key -> byName.put(key.name(), key));
            return new ObjectShape(title, byName, new LinkedHashMap<>(definitions));
        }
    }
}
