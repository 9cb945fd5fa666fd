package io.serai.trait;

import io.serai.schema.ValueType;
import io.serai.segment.EventSelection;
import io.serai.segment.RandomSegments;
import io.serai.segment.SegmentWorld;
import io.serai.trait.Arithmetic.Operator;
import io.serai.trait.Computation.OfEvents;
import io.serai.trait.Computation.Property;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Computed traits drawn at random, each from those before it. */
final class RandomTraits {
    private static final List<String> NUMBERS =
            List.of("0", "1", "-1", "0.5", "3", "0.000001", "1234.5678", "9999999999999999999.999999");

    private final SplittableRandom random;
    private final RandomSegments segments;
    private final List<TraitInput> known = new ArrayList<>();

    RandomTraits(SplittableRandom random, RandomSegments segments) {
        this.random = random;
        this.segments = segments;
    }

    /** None before one that it is computed from. */
    List<ComputedTrait> traits(int number) {
        known.clear();
        SegmentWorld.SCHEMA.traits().values().stream()
                .filter(trait -> !trait.pii())
                .forEach(trait -> known.add(new TraitInput(trait.name(), trait.type(), false)));
        List<ComputedTrait> traits = new ArrayList<>();
        for (int index = 0; index < number; index++) {
            ComputedTrait trait = new ComputedTrait("c-" + index, "", computation());
            traits.add(trait);
            known.add(new TraitInput(trait.name(), trait.type(), true));
        }
        return traits;
    }

    private Computation computation() {
        return switch (random.nextInt(8)) {
            case 0 -> new Computation.Quintile(input(Aggregate::isOrdered));
            case 1 ->
                new Computation.Rfm(
                        input(type -> type == ValueType.DATE || type == ValueType.DATETIME),
                        input(Aggregate::isNumber),
                        input(Aggregate::isNumber));
            case 2, 3 -> new Computation.Formula(step(3));
            default -> ofEvents();
        };
    }

    private TraitInput input(Predicate<ValueType> suits) {
        return pick(known.stream().filter(trait -> suits.test(trait.type())).toList());
    }

    private OfEvents ofEvents() {
        String event = pick(List.copyOf(SegmentWorld.SCHEMA.events().keySet()));
        EventSelection filter = segments.filter(event);
        Aggregate aggregate = pick(List.of(Aggregate.values()));
        List<Property> properties = SegmentWorld.SCHEMA.events().getOrDefault(event, Map.of()).entrySet().stream()
                .filter(property -> aggregate.takes(property.getValue()))
                .map(property -> new Property(property.getKey(), property.getValue()))
                .toList();
        int most = 1 + random.nextInt(4);
        if (!aggregate.ofProperty()) {
            return new OfEvents(aggregate, Optional.empty(), filter, most);
        }
        return properties.isEmpty()
                ? new OfEvents(Aggregate.COUNT, Optional.empty(), filter, most)
                : new OfEvents(aggregate, Optional.of(pick(properties)), filter, most);
    }

    private Arithmetic step(int depth) {
        int kind = depth == 0 ? random.nextInt(4) : random.nextInt(8);
        return switch (kind) {
            case 0 -> new Arithmetic.Constant(number());
            case 1 -> new Arithmetic.Value(input(Aggregate::isNumber), Optional.of(number()));
            case 2, 3 -> new Arithmetic.Value(input(Aggregate::isNumber), Optional.empty());
            case 4 -> new Arithmetic.Round(step(depth - 1), random.nextInt(7));
            default -> operation(pick(List.of(Operator.values())), depth);
        };
    }

    private Arithmetic operation(Operator operator, int depth) {
        int parts = operator.isBinary() ? 2 : 2 + random.nextInt(2);
        return new Arithmetic.Operation(
                operator,
                IntStream.range(0, parts).mapToObj(i -> step(depth - 1)).toList());
    }

    private BigDecimal number() {
        return new BigDecimal(pick(NUMBERS));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
