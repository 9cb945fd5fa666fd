package io.serai.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Set;

/** Where a field's raw value comes from. Immutable and thread-safe. */
sealed interface Extractor {
    /**
     * The raw value: missing says nothing, null removes.
     *
     * @throws io.serai.error.SeraiException if an expression failed
     */
    JsonNode read(Scope scope);

    /** Adds the top-level fields of the record that are read. */
    void addFields(Set<String> fields);

    /** One path. */
    record At(Path path) implements Extractor {
        @Override
        public JsonNode read(Scope scope) {
            return path.read(scope);
        }

        @Override
        public void addFields(Set<String> fields) {
            fields.add(path.written());
        }
    }

    /** The first path that holds something; if none does, null when one of them is null. */
    record FirstOf(List<Path> paths) implements Extractor {
        @Override
        public JsonNode read(Scope scope) {
            JsonNode best = MissingNode.getInstance();
            for (Path path : paths) {
                JsonNode value = path.read(scope);
                if (!Raw.isNothing(value)) {
                    return value;
                }
                best = best.isMissingNode() ? value : best;
            }
            return best;
        }

        @Override
        public void addFields(Set<String> fields) {
            paths.forEach(path -> fields.add(path.written()));
        }
    }

    /** A JSONata expression. */
    record Computed(Expression expression) implements Extractor {
        @Override
        public JsonNode read(Scope scope) {
            return expression.evaluate(scope);
        }

        @Override
        public void addFields(Set<String> fields) {}
    }

    /** The same for every record. */
    record Constant(JsonNode value) implements Extractor {
        @Override
        public JsonNode read(Scope scope) {
            return value;
        }

        @Override
        public void addFields(Set<String> fields) {}
    }

    /** Another value where there is none. */
    record WithDefault(Extractor extractor, JsonNode otherwise) implements Extractor {
        @Override
        public JsonNode read(Scope scope) {
            JsonNode value = extractor.read(scope);
            return Raw.isNothing(value) ? otherwise : value;
        }

        @Override
        public void addFields(Set<String> fields) {
            extractor.addFields(fields);
        }
    }
}
