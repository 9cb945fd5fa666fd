package io.serai.trait;

import io.serai.document.Node;
import io.serai.document.Similar;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ValueType;
import io.serai.segment.EventSelection;
import io.serai.trait.Computation.OfEvents;
import io.serai.trait.Computation.Property;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads what one trait is computed of, and checks every name and type in it. */
final class ComputationReader {
    private final ProfileSchema schema;
    private final Function<Node, Optional<TraitInput>> traits;
    private final ArithmeticReader arithmetic;

    /** @param traits finds the trait that a node names, or records the problem there */
    ComputationReader(ProfileSchema schema, Function<Node, Optional<TraitInput>> traits) {
        this.schema = schema;
        this.traits = traits;
        this.arithmetic = new ArithmeticReader(name -> input(name, Aggregate::isNumber, "a number"));
    }

    /** Empty if anything is wrong; all problems have then been recorded. */
    Optional<Computation> read(Node of) {
        if (of.get("ratio").isPresent()) {
            return arithmetic.ratio(of.require("ratio")).map(Computation.Formula::new);
        }
        if (of.get("formula").isPresent()) {
            return arithmetic.read(of.require("formula")).map(Computation.Formula::new);
        }
        if (of.get("quintile").isPresent()) {
            return input(of.require("quintile"), Aggregate::isOrdered, "a number, a day or a moment")
                    .map(Computation.Quintile::new);
        }
        if (of.get("rfm").isPresent()) {
            return rfm(of.require("rfm"));
        }
        return Arrays.stream(Aggregate.values())
                .filter(aggregate -> of.get(aggregate.word()).isPresent())
                .findFirst()
                .flatMap(aggregate -> ofEvents(aggregate, of.require(aggregate.word()), of));
    }

    private Optional<Computation> rfm(Node of) {
        Predicate<ValueType> moment = type -> Aggregate.isOrdered(type) && !Aggregate.isNumber(type);
        Optional<TraitInput> recency = input(of.require("recency"), moment, "a day or a moment");
        Optional<TraitInput> frequency = input(of.require("frequency"), Aggregate::isNumber, "a number");
        Optional<TraitInput> monetary = input(of.require("monetary"), Aggregate::isNumber, "a number");
        return recency.flatMap(r -> frequency.flatMap(f -> monetary.map(m -> new Computation.Rfm(r, f, m))));
    }

    private Optional<TraitInput> input(Node name, Predicate<ValueType> suits, String wanted) {
        Optional<TraitInput> input = traits.apply(name);
        Optional<TraitInput> unfit = input.filter(trait -> !suits.test(trait.type()));
        unfit.ifPresent(trait -> name.problem(
                "trait '" + trait.name() + "' is of type " + trait.type().word() + ".",
                "Name a trait that is " + wanted + "."));
        return unfit.isPresent() ? Optional.empty() : input;
    }

    private Optional<Computation> ofEvents(Aggregate aggregate, Node value, Node of) {
        Optional<EventSelection> filter =
                EventSelection.read(aggregate.ofProperty() ? of.require("event") : value, of, schema);
        int most = (int) of.whole("most", TraitShape.USUAL_ITEMS);
        if (!aggregate.ofProperty()) {
            return filter.map(events -> new OfEvents(aggregate, Optional.empty(), events, most));
        }
        return filter.flatMap(
                events -> property(aggregate, value, events.events().event())
                        .map(property -> new OfEvents(aggregate, Optional.of(property), events, most)));
    }

    private Optional<Property> property(Aggregate aggregate, Node name, String event) {
        Map<String, ValueType> properties = schema.events().getOrDefault(event, Map.of());
        ValueType type = properties.get(name.text());
        if (type == null) {
            name.problem(
                    "event '" + event + "' has no property '" + name.text() + "'.",
                    Similar.nearest(name.text(), properties.keySet())
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse("Declare it in the profile schema, or use one of: "
                                    + String.join(", ", properties.keySet()) + "."));
            return Optional.empty();
        }
        if (!aggregate.takes(type)) {
            name.problem(
                    "'" + aggregate.word() + "' cannot be computed of a property of type " + type.word() + ".",
                    "Use a property of one of these types: " + aggregate.allowed() + ".");
            return Optional.empty();
        }
        return Optional.of(new Property(name.text(), type));
    }
}
