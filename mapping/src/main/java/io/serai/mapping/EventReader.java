package io.serai.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.serai.document.Node;
import io.serai.mapping.FieldReader.Kind;
import io.serai.normalise.Normalisers;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles one entry under {@code events}. */
final class EventReader {
    private static final int MAX_PROPERTY = 2000;

    private final ProfileSchema schema;
    private final FieldReader outer;
    private final FieldReader fields;
    private final String name;
    private final Node node;

    EventReader(ProfileSchema schema, FieldReader outer, String name, Node node) {
        this.schema = schema;
        this.outer = outer;
        this.fields = node.get("each").isPresent() ? outer.deeper() : outer;
        this.name = name;
        this.node = node;
    }

    /** Problems are recorded; what is given back is then not to be used. */
    EventMapping read(boolean observed) {
        if (node.get("time").isEmpty() && !observed) {
            node.problem("the events have no time.", "Add 'time:', or 'observed_at:' to the mapping.");
        }
        Map<String, String> types = types();
        return new EventMapping(
                name,
                node.get("each").flatMap(outer::path),
                type(),
                types,
                fields.plain(name + ".id", node.require("id"), Normalisers.key()),
                node.get("time").map(time -> fields.typed(name + ".time", time, Kind.of(ValueType.DATETIME))),
                node.get("when").map(this::filter),
                properties(new LinkedHashSet<>(types.values())));
    }

    private Extractor type() {
        Node type = node.require("type");
        return type.isMapping()
                ? fields.extractor(type)
                : new Extractor.Constant(JsonNodeFactory.instance.textNode(type.text()));
    }

    /** Event types by the text that names them. */
    private Map<String, String> types() {
        Node type = node.require("type");
        if (!type.isMapping()) {
            return Map.of(type.text(), known(type));
        }
        Optional<Node> map = type.get("map");
        Map<String, String> types = new LinkedHashMap<>();
        if (map.isPresent()) {
            map.get().entries().forEach((text, word) -> types.put(text, known(word)));
        } else {
            schema.events().keySet().forEach(event -> types.put(event, event));
        }
        return types;
    }

    private String known(Node type) {
        if (!schema.events().containsKey(type.text())) {
            type.problem(
                    "the schema has no event '" + type.text() + "'.",
                    MappingReader.cure(type.text(), schema.events().keySet()));
        }
        return type.text();
    }

    private EventMapping.Filter filter(Node when) {
        Set<String> texts = new LinkedHashSet<>();
        when.require("in").items().forEach(item -> texts.add(item.text()));
        return new EventMapping.Filter(fields.extractor(when.require("from")), Set.copyOf(texts));
    }

    /** A property goes to those of the entry's event types that have it, in the type it has there. */
    private Map<String, List<Target>> properties(Collection<String> types) {
        Set<String> known = new LinkedHashSet<>();
        types.forEach(type ->
                known.addAll(schema.events().getOrDefault(type, Map.of()).keySet()));
        Collection<Map.Entry<String, Node>> written = MappingReader.entries(node, "properties");
        written.stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .forEach(entry -> MappingReader.unknown(entry, "property of these events named", known));
        Map<String, List<Target>> properties = new LinkedHashMap<>();
        types.forEach(type -> properties.put(type, properties(type, written)));
        return properties;
    }

    private List<Target> properties(String event, Collection<Map.Entry<String, Node>> written) {
        List<Target> targets = new ArrayList<>();
        for (Map.Entry<String, Node> entry : written) {
            schema.property(event, entry.getKey()).ifPresent(type -> targets.add(property(entry, type)));
        }
        return targets;
    }

    private Target property(Map.Entry<String, Node> entry, ValueType type) {
        String place = name + ".properties." + entry.getKey();
        Kind kind = new Kind(type, MAX_PROPERTY, "", type == ValueType.LIST);
        return new Target(entry.getKey(), fields.typed(place, entry.getValue(), kind));
    }
}
