package io.serai.segment;

import io.serai.record.Consent;
import io.serai.schema.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A question about one profile that is answered yes or no, never "unknown": a condition on something absent is false and
 * its {@code not} is true. Immutable; equal conditions are equal objects.
 */
public sealed interface Condition {
    /** One answer for each kind of condition. */
    interface Cases<T> {
        T all(All condition);

        T any(Any condition);

        T not(Not condition);

        T onTrait(OnTrait condition);

        T onConsent(OnConsent condition);

        T onEvent(OnEvent condition);

        T inSegment(InSegment condition);
    }

    <T> T fold(Cases<T> cases);

    /** As the user writes it, on one line; different conditions read differently. */
    String describe();

    /** The conditions it is made of. */
    default List<Condition> parts() {
        return List.of();
    }

    /** Every part holds; true without parts. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.all(this);
        }

        @Override
        public String describe() {
            return "{all: " + list(parts) + "}";
        }
    }

    /** At least one part holds; false without parts. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.any(this);
        }

        @Override
        public String describe() {
            return "{any: " + list(parts) + "}";
        }
    }

    record Not(Condition part) implements Condition {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.not(this);
        }

        @Override
        public List<Condition> parts() {
            return List.of(part);
        }

        @Override
        public String describe() {
            return "{not: " + part.describe() + "}";
        }
    }

    /**
     * A trait that is no personal data passes a check.
     *
     * @param computed whether the hub computes it, rather than taking it from records
     */
    record OnTrait(String trait, ValueType type, Check check, boolean computed) implements Condition {
        /** On a trait that comes from records. */
        OnTrait(String trait, ValueType type, Check check) {
            this(trait, type, check, false);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.onTrait(this);
        }

        @Override
        public String describe() {
            return "{trait: " + trait + ", " + check.describe() + "}";
        }
    }

    /**
     * What the person said about a purpose.
     *
     * @param state empty for no statement at all
     */
    record OnConsent(String purpose, Optional<Consent> state) implements Condition {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.onConsent(this);
        }

        @Override
        public String describe() {
            String word = state.map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("unknown");
            return "{consent: " + purpose + ", is: " + word + "}";
        }
    }

    /**
     * The number of the person's events of a type that pass every check lies in a range.
     *
     * @param within only events of the last so long count, up to now and both ends included; otherwise all, future ones
     *     too
     */
    record OnEvent(String event, List<OnProperty> where, Count count, Optional<Duration> within) implements Condition {
        public OnEvent {
            where = List.copyOf(where);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.onEvent(this);
        }

        EventFilter filter() {
            return new EventFilter(event, where, within);
        }

        @Override
        public String describe() {
            return "{event: " + event + ", count: {" + count.describe() + "}" + filter().describe() + "}";
        }
    }

    /** A property of an event passes a check. */
    record OnProperty(String property, ValueType type, Check check) {
        String describe() {
            return "{property: " + property + ", " + check.describe() + "}";
        }
    }

    /** How many: from {@code least} to {@code most}, both included; {@link #UNLIMITED} is no upper end. */
    record Count(long least, long most) {
        static final long UNLIMITED = Long.MAX_VALUE;

        boolean holds(long number) {
            return least <= number && number <= most;
        }

        String describe() {
            if (most == UNLIMITED) {
                return "at_least: " + least;
            }
            return least == most ? "equals: " + least : "at_most: " + most;
        }
    }

    /** The profile meets another segment's definition, which is carried along: what is asked is never out of date. */
    record InSegment(String segment, Condition definition) implements Condition {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.inSegment(this);
        }

        @Override
        public List<Condition> parts() {
            return List.of(definition);
        }

        @Override
        public String describe() {
            return "{segment: " + segment + "}";
        }
    }

    private static String list(List<Condition> parts) {
        return parts.stream().map(Condition::describe).collect(Collectors.joining(", ", "[", "]"));
    }
}
