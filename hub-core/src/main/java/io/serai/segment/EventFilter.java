package io.serai.segment;

import io.serai.document.Durations;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ValueType;
import io.serai.segment.Condition.OnProperty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which events of a person are meant: those of a type that pass every check. Immutable.
 *
 * @param within only events of the last so long, up to now and both ends included; otherwise all, future ones too
 */
public record EventFilter(String event, List<OnProperty> where, Optional<Duration> within) {
    private static final Shape PROPERTY = CheckReader.keys(Shape.object("a condition on a property")
                    .required("property", Shape.name(), "A property of the event."))
            .build();

    public EventFilter {
        where = List.copyOf(where);
    }

    /** Adds the keys of a filter, but for the one that names the type. */
    public static ObjectShape.Builder keys(ObjectShape.Builder shape) {
        return shape.optional("within", Shape.duration(), "Only events of the last so long, up to now.")
                .optional("where", Shape.either(Shape.list(PROPERTY), PROPERTY), "Only events that pass all of these.");
    }

    /**
     * Empty if anything is wrong; the problems have then been recorded.
     *
     * @param type names the type of the events
     * @param node has the other keys
     */
    public static Optional<EventFilter> read(Node type, Node node, ProfileSchema schema) {
        Map<String, ValueType> properties = schema.events().get(type.text());
        if (properties == null) {
            ConditionReader.unknown(type, "event", schema.events().keySet());
            return Optional.empty();
        }
        List<Node> checks = node.get("where").map(Node::oneOrMany).orElse(List.of());
        List<OnProperty> where = new ArrayList<>();
        checks.forEach(check -> ConditionReader.property(check, properties).ifPresent(where::add));
        Optional<Node> window = node.get("within");
        Optional<Duration> within = window.flatMap(CheckReader::length);
        return where.size() < checks.size() || window.isPresent() != within.isPresent()
                ? Optional.empty()
                : Optional.of(new EventFilter(type.text(), where, within));
    }

    /** The keys but for the type, as the user writes them after others, on one line. */
    public String describe() {
        String window =
                within.map(length -> ", within: " + Durations.format(length)).orElse("");
        String checks = where.isEmpty()
                ? ""
                : where.stream().map(OnProperty::describe).collect(Collectors.joining(", ", ", where: [", "]"));
        return window + checks;
    }

    /** What event {@code e} must meet, the later end of the window aside. */
    String sql(Parameters parameters) {
        List<String> filter = new ArrayList<>();
        filter.add("e.type = " + parameters.add(event));
        for (OnProperty property : where) {
            Operand operand = Operand.property(property.property(), property.type(), parameters);
            filter.add(property.check().fold(new CheckCompiler(operand, parameters)));
        }
        within.ifPresent(length -> filter.add("e.time >= " + CheckCompiler.ago(length, parameters)));
        return String.join(" AND ", filter);
    }
}
