package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connectors.http.Slot.Written;
import io.serai.document.Node;
import io.serai.document.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The identifiers a connector takes, by the names that templates know them by. Immutable. */
final class Slots {
    static final Shape SHAPE = Shape.mapOf(Shape.name(), Shape.either(Slot.SHAPE, Shape.list(Slot.SHAPE)));

    private final Map<String, List<Slot>> byName;
    private final Set<String> fields;

    private Slots(Map<String, List<Slot>> byName) {
        this.byName = byName;
        this.fields = byName.values().stream()
                .flatMap(List::stream)
                .flatMap(slot -> slot.field().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    static Slots compile(Map<String, Node> nodes) {
        Map<String, List<Slot>> byName = new LinkedHashMap<>();
        nodes.forEach((name, node) -> byName.put(name, Slot.compileAll(node)));
        return new Slots(byName);
    }

    Set<String> names() {
        return byName.keySet();
    }

    /** How members that are known by a namespace are written; empty if the connector knows nobody by it. */
    Optional<Slot> of(String namespace) {
        return byName.values().stream()
                .flatMap(List::stream)
                .filter(slot -> slot.takes(namespace))
                .findFirst();
    }

    /**
     * A member's values: what fills a slot under the slot's name, and under {@code fields} the fields that no slot takes.
     * A slot with nothing in it has no value.
     */
    Map<String, JsonNode> values(String namespace, String identifier, ObjectNode fieldValues) {
        Map<String, JsonNode> values = new HashMap<>();
        byName.forEach((name, slots) -> {
            for (Slot slot : slots) {
                if (written(slot, namespace, identifier, fieldValues) instanceof Written.Value value) {
                    values.putIfAbsent(name, JsonNodeFactory.instance.textNode(value.text()));
                }
            }
        });
        values.put("fields", fieldValues.deepCopy().without(fields));
        return values;
    }

    /** Why a member cannot be sent, in words that follow its name; empty if it can. */
    Optional<String> refusal(String namespace, String identifier, ObjectNode fieldValues) {
        for (List<Slot> slots : byName.values()) {
            for (Slot slot : slots) {
                Written written = written(slot, namespace, identifier, fieldValues);
                String what =
                        slot.field().map(name -> "The field " + name + " ").orElse("The identifier ");
                if (written instanceof Written.Wrong wrong) {
                    return Optional.of(what + wrong.reason() + ".");
                }
                if (written instanceof Written.Nothing && slot.takes(namespace)) {
                    return Optional.of(what + "is empty once it is written as the destination wants it.");
                }
            }
        }
        return Optional.empty();
    }

    private static Written written(Slot slot, String namespace, String identifier, ObjectNode fieldValues) {
        if (slot.field().isPresent()) {
            return slot.write(fieldValues.path(slot.field().get()).asText(""));
        }
        return slot.takes(namespace) ? slot.write(identifier) : new Written.Nothing();
    }
}
