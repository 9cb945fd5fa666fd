package io.serai.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** A mapping that is one of several kinds, told by the key that names the kind. */
final class FirstKeyShape extends Shape {
    private final String what;
    private final Map<String, ObjectShape> variants;

    FirstKeyShape(String what, Map<String, ObjectShape> variants) {
        this.what = what;
        this.variants = variants;
    }

    @Override
    public boolean accepts(Node node) {
        if (!node.isMapping()) {
            node.problem(
                    "expected " + what + ".", "Begin it with one of " + String.join(", ", variants.keySet()) + ".");
            return false;
        }
        Optional<ObjectShape> kind = variants.entrySet().stream()
                .filter(variant -> node.entries().containsKey(variant.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (kind.isEmpty()) {
            String first = node.entries().keySet().stream().findFirst().orElse("");
            String cure = Similar.nearest(first, variants.keySet())
                    .map(name -> "Did you mean '" + name + "'?")
                    .orElse("Begin it with one of " + String.join(", ", variants.keySet()) + ".");
            node.problem("'" + first + "' does not begin " + what + ".", cure);
            return false;
        }
        return kind.get().accepts(node);
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        variants.values().forEach(variant -> schema.withArray("oneOf").add(variant.jsonSchema()));
        return schema;
    }

    @Override
    public String describe() {
        return what;
    }

    @Override
    boolean fits(Node node) {
        return node.isMapping();
    }
}
