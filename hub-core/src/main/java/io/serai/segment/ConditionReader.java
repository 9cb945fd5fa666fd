package io.serai.segment;

import io.serai.document.Node;
import io.serai.document.Similar;
import io.serai.record.Consent;
import io.serai.schema.ProfileSchema;
import io.serai.schema.TraitDefinition;
import io.serai.schema.ValueType;
import io.serai.segment.Condition.Count;
import io.serai.segment.Condition.OnProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the condition tree of one segment and checks every name and value in it against the profile schema. */
final class ConditionReader {
    private final ProfileSchema schema;
    private final Map<String, ValueType> computed;
    private final Function<Node, Optional<SegmentDefinition>> segments;

    /**
     * @param computed the type of each computed trait
     * @param segments finds the segment that a node names, or records the problem there
     */
    ConditionReader(
            ProfileSchema schema,
            Map<String, ValueType> computed,
            Function<Node, Optional<SegmentDefinition>> segments) {
        this.schema = schema;
        this.computed = computed;
        this.segments = segments;
    }

    /** Empty if anything below the node is wrong; all problems have then been recorded. */
    Optional<Condition> read(Node node) {
        if (node.get("all").isPresent()) {
            return parts(node.require("all")).map(Condition.All::new);
        }
        if (node.get("any").isPresent()) {
            return parts(node.require("any")).map(Condition.Any::new);
        }
        if (node.get("not").isPresent()) {
            return read(node.require("not")).map(Condition.Not::new);
        }
        if (node.get("trait").isPresent()) {
            return trait(node);
        }
        if (node.get("consent").isPresent()) {
            return consent(node);
        }
        if (node.get("event").isPresent()) {
            return event(node);
        }
        return segments.apply(node.require("segment"))
                .map(segment -> new Condition.InSegment(segment.name(), segment.where()));
    }

    private Optional<List<Condition>> parts(Node list) {
        List<Condition> parts = new ArrayList<>();
        list.items().forEach(item -> read(item).ifPresent(parts::add));
        return parts.size() == list.items().size() ? Optional.of(parts) : Optional.empty();
    }

    private Optional<Condition> trait(Node node) {
        Node name = node.require("trait");
        ValueType computedType = computed.get(name.text());
        if (computedType != null) {
            return CheckReader.read(node, computedType)
                    .map(check -> new Condition.OnTrait(name.text(), computedType, check, true));
        }
        Optional<TraitDefinition> trait = schema.trait(name.text());
        if (trait.isEmpty()) {
            unknown(name);
            return Optional.empty();
        }
        if (trait.get().pii()) {
            name.problem(
                    "trait '" + name.text() + "' is personal data and is stored sealed.",
                    "Declare pii: false in the profile schema, or use a derived trait.");
            return Optional.empty();
        }
        ValueType type = trait.get().type();
        return CheckReader.read(node, type).map(check -> new Condition.OnTrait(name.text(), type, check));
    }

    private void unknown(Node trait) {
        Set<String> known = new LinkedHashSet<>(schema.traits().keySet());
        known.addAll(computed.keySet());
        String cure = Similar.nearest(trait.text(), known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("Declare it in the profile schema, write the file that begins with 'trait: " + trait.text()
                        + "', or use one of: " + String.join(", ", known) + ".");
        trait.problem("there is no trait '" + trait.text() + "', declared or computed.", cure);
    }

    private Optional<Condition> consent(Node node) {
        Node purpose = node.require("consent");
        if (!schema.purposes().contains(purpose.text())) {
            unknown(purpose, "purpose", schema.purposes());
            return Optional.empty();
        }
        String state = node.require("is").text();
        Optional<Consent> said = state.equals("unknown")
                ? Optional.empty()
                : Optional.of(Consent.valueOf(state.toUpperCase(Locale.ROOT)));
        return Optional.of(new Condition.OnConsent(purpose.text(), said));
    }

    private Optional<Condition> event(Node node) {
        Optional<EventFilter> filter = EventFilter.read(node.require("event"), node, schema);
        Optional<Count> count = node.get("count").map(this::count).orElse(Optional.of(new Count(1, Count.UNLIMITED)));
        return filter.flatMap(events ->
                count.map(number -> new Condition.OnEvent(events.event(), events.where(), number, events.within())));
    }

    static Optional<OnProperty> property(Node node, Map<String, ValueType> properties) {
        Node name = node.require("property");
        ValueType type = properties.get(name.text());
        if (type == null) {
            unknown(name, "property", properties.keySet());
            return Optional.empty();
        }
        return CheckReader.read(node, type).map(check -> new OnProperty(name.text(), type, check));
    }

    private Optional<Count> count(Node node) {
        if (node.entries().size() != 1) {
            node.problem("a count needs exactly one of at_least, at_most, equals.", "Write such as {at_least: 3}.");
            return Optional.empty();
        }
        Optional<Count> count = node.get("at_least")
                .map(least -> new Count(least.whole(), Count.UNLIMITED))
                .or(() -> node.get("at_most").map(most -> new Count(0, most.whole())))
                .or(() -> node.get("equals").map(exact -> new Count(exact.whole(), exact.whole())));
        if (count.isEmpty()) {
            node.problem("the count has no number.", "Write such as {at_least: 3}.");
        }
        return count;
    }

    static void unknown(Node name, String what, Collection<String> known) {
        String cure = Similar.nearest(name.text(), known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("Declare it in the profile schema, or use one of: " + String.join(", ", known) + ".");
        name.problem("the profile schema has no " + what + " '" + name.text() + "'.", cure);
    }
}
