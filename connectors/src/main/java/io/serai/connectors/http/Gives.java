package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connector.Outcome;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an answer gives each member, such as the vendor's own id, for the requests that follow to name. Immutable. */
final class Gives {
    private static final String BY_PLACE = "place:";

    private enum Missing {
        CONFIRMED(new Outcome.Confirmed()),
        REJECTED(new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "The destination knows nothing of this member.")),
        RETRY(new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.empty()));

        private final Outcome outcome;

        Missing(Outcome outcome) {
            this.outcome = outcome;
        }
    }

    static final ObjectShape SHAPE = Shape.object("what an answer gives")
            .optional(
                    "each",
                    Shape.text(),
                    "Where the items are, as $.data: a list, or names with one item each. Unless said, the answer to a"
                            + " request for one member is its item.")
            .optional(
                    "key", Shape.text(), "In an item: the identifier. Unless said, its name or its place in the list.")
            .required("values", Shape.mapOf(Shape.name(), Shape.text()), "By name: where in an item the value is.")
            .required("missing", Shape.oneOf(Missing.class), "What a member comes to whom the answer gives nothing.")
            .optional("none", Shape.list(Shape.text()), "Statuses that mean that it gives none of them anything.")
            .build();

    private final Optional<At> each;
    private final Optional<At> key;
    private final Map<String, At> values;
    private final Outcome missing;
    private final Set<Integer> none;

    private Gives(Optional<At> each, Optional<At> key, Map<String, At> values, Outcome missing, Set<Integer> none) {
        this.each = each;
        this.key = key;
        this.values = values;
        this.missing = missing;
        this.none = none;
    }

    static Gives compile(Node node, int maxItems) {
        if (node.get("each").isEmpty() && (maxItems > 1 || node.get("key").isPresent())) {
            node.problem("it is not said where the items are.", "Add 'each', or ask for one member at a time.");
        }
        Map<String, At> values = new LinkedHashMap<>();
        node.require("values").entries().forEach((name, at) -> values.put(name, At.compile(at)));
        return new Gives(
                node.get("each").map(At::compile),
                node.get("key").map(At::compile),
                values,
                Missing.valueOf(node.require("missing").text().toUpperCase(java.util.Locale.ROOT)).outcome,
                HttpConnectorReader.statuses(node.get("none")));
    }

    /** The names of the values. */
    Set<String> names() {
        return values.keySet();
    }

    /** Whether a status means that nobody is given anything. */
    boolean isNone(int status) {
        return none.contains(status);
    }

    /** What a member comes to whom the answer gives nothing. */
    Outcome missing() {
        return missing;
    }

    /**
     * What each member is given, in their order; empty maps for those whom the answer gives nothing. Empty if the answer
     * is none of its kind.
     *
     * @param slot how the vendor writes identifiers, to find those of the items again
     */
    Optional<List<Map<String, JsonNode>>> read(JsonNode body, List<Recipient> members, Slot slot) {
        return items(body, slot).map(items -> {
            List<Map<String, JsonNode>> given = new ArrayList<>();
            for (int place = 0; place < members.size(); place++) {
                Map<String, JsonNode> byPlace = items.getOrDefault(BY_PLACE + place, Map.of());
                given.add(items.getOrDefault(members.get(place).sent(), byPlace));
            }
            return given;
        });
    }

    private Optional<Map<String, Map<String, JsonNode>>> items(JsonNode root, Slot slot) {
        if (root.isMissingNode()) {
            return Optional.empty();
        }
        if (each.isEmpty()) {
            return Optional.of(Map.of(BY_PLACE + 0, given(root)));
        }
        JsonNode all = each.get().in(root);
        Map<String, Map<String, JsonNode>> items = new HashMap<>();
        if (all.isObject()) {
            all.fields()
                    .forEachRemaining(item ->
                            items.putIfAbsent(name(item.getValue(), item.getKey(), slot), given(item.getValue())));
        } else if (all.isArray()) {
            for (int place = 0; place < all.size(); place++) {
                String name = key.isPresent() ? name(all.get(place), "", slot) : BY_PLACE + place;
                items.putIfAbsent(name, given(all.get(place)));
            }
        } else {
            return Optional.empty();
        }
        return Optional.of(items);
    }

    private String name(JsonNode item, String otherwise, Slot slot) {
        return slot.recognise(key.map(at -> at.text(item)).orElse(otherwise));
    }

    /** All values or none: half of what the next request needs is of no use to it. */
    private Map<String, JsonNode> given(JsonNode item) {
        Map<String, JsonNode> given = new HashMap<>();
        values.forEach((name, at) -> {
            if (!at.text(item).isEmpty()) {
                given.put(name, at.in(item));
            }
        });
        return given.size() == values.size() ? given : Map.of();
    }
}
