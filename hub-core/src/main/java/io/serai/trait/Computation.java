package io.serai.trait;

import io.serai.schema.ValueType;
import io.serai.segment.EventSelection;
import java.util.List;
import java.util.Optional;

/**
 * How a computed trait's value comes about. A value that is absent makes what is computed from it absent. Immutable; equal
 * computations are equal objects.
 */
public sealed interface Computation {
    /** One answer for each kind of computation. */
    interface Cases<T> {
        T ofEvents(OfEvents computation);

        T formula(Formula computation);

        T quintile(Quintile computation);

        T rfm(Rfm computation);
    }

    <T> T fold(Cases<T> cases);

    /** The type of its values. */
    ValueType type();

    /** As the user writes it, on one line; different computations read differently. */
    String describe();

    /** The traits it reads. */
    default List<TraitInput> inputs() {
        return List.of();
    }

    /** Whether one profile's value depends on all profiles. */
    default boolean isRanked() {
        return false;
    }

    /** A property of events. */
    record Property(String name, ValueType type) {}

    /**
     * Something of the events that pass a filter.
     *
     * @param property empty where events as such are looked at
     * @param most how many items a list has at most
     */
    record OfEvents(Aggregate aggregate, Optional<Property> property, EventSelection filter, int most)
            implements Computation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.ofEvents(this);
        }

        @Override
        public ValueType type() {
            return property.map(of -> aggregate.result(of.type())).orElseGet(() -> aggregate.result(ValueType.WHOLE));
        }

        @Override
        public String describe() {
            String of = property.map(value -> value.name() + ", event: ").orElse("");
            String limit = aggregate == Aggregate.DISTINCT_LIST ? ", most: " + most : "";
            return "{" + aggregate.word() + ": " + of + filter.events().event() + limit + filter.describe() + "}";
        }
    }

    /** Arithmetic over other traits of the same profile. */
    record Formula(Arithmetic root) implements Computation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.formula(this);
        }

        @Override
        public ValueType type() {
            return ValueType.DECIMAL;
        }

        @Override
        public String describe() {
            return "{formula: " + root.describe() + "}";
        }

        @Override
        public List<TraitInput> inputs() {
            return root.inputs();
        }
    }

    /**
     * In which fifth of all profiles that have the trait a profile is, from 1 for the lowest values to 5: one more than the
     * whole part of five times the share of them with a smaller value. So equal values are in the same fifth.
     */
    record Quintile(TraitInput of) implements Computation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.quintile(this);
        }

        @Override
        public ValueType type() {
            return ValueType.WHOLE;
        }

        @Override
        public String describe() {
            return "{quintile: " + of.name() + "}";
        }

        @Override
        public List<TraitInput> inputs() {
            return List.of(of);
        }

        @Override
        public boolean isRanked() {
            return true;
        }
    }

    /**
     * Three digits from 111 to 555: the {@link Quintile} of recency, of frequency and of monetary value, among the profiles
     * that have all three. The latest, the most frequent and the highest are fives.
     */
    record Rfm(TraitInput recency, TraitInput frequency, TraitInput monetary) implements Computation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.rfm(this);
        }

        @Override
        public ValueType type() {
            return ValueType.WHOLE;
        }

        @Override
        public String describe() {
            return "{rfm: {recency: " + recency.name() + ", frequency: " + frequency.name() + ", monetary: "
                    + monetary.name() + "}}";
        }

        @Override
        public List<TraitInput> inputs() {
            return List.of(recency, frequency, monetary);
        }

        @Override
        public boolean isRanked() {
            return true;
        }
    }
}
