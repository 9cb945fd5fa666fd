package io.serai.segment;

import com.fasterxml.jackson.databind.node.TextNode;
import io.serai.document.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is asked of one value of a profile or an event. A value that is absent passes only {@code exists: false}. Values
 * to compare with are canonical values of the trait's type (see {@link io.serai.schema.ValueType}). Immutable.
 */
public sealed interface Check {
    /** One answer for each kind of check. */
    interface Cases<T> {
        T exists(Exists check);

        T oneOf(OneOf check);

        T range(Range check);

        T startsWith(StartsWith check);

        T contains(Contains check);

        T includes(Includes check);

        T within(Within check);

        T before(Before check);
    }

    <T> T fold(Cases<T> cases);

    /** As the user writes it, on one line; different checks read differently. */
    String describe();

    /** How far back from now it looks; empty if the passing of time alone cannot change its answer. */
    default Optional<Duration> window() {
        return Optional.empty();
    }

    /** The value is there, or is not. */
    record Exists(boolean wanted) implements Check {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.exists(this);
        }

        @Override
        public String describe() {
            return "exists: " + wanted;
        }
    }

    /** The value equals one of these. */
    record OneOf(List<Object> values) implements Check {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.oneOf(this);
        }

        @Override
        public String describe() {
            return values.size() == 1
                    ? "equals: " + literal(values.get(0))
                    : "in: " + values.stream().map(Check::literal).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** One end of a range. */
    record Bound(Object value, boolean inclusive) {}

    /** The value lies between the ends given, at least one. */
    record Range(Optional<Bound> low, Optional<Bound> high) implements Check {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.range(this);
        }

        @Override
        public String describe() {
            if (low.isPresent() && high.isPresent()) {
                return "between: [" + literal(low.get().value()) + ", "
                        + literal(high.get().value()) + "]";
            }
            return low.map(bound -> (bound.inclusive() ? "at_least: " : "more_than: ") + literal(bound.value()))
                    .or(() -> high.map(
                            bound -> (bound.inclusive() ? "at_most: " : "less_than: ") + literal(bound.value())))
                    .orElseThrow();
        }
    }

    /** The text begins so, to the letter. */
    record StartsWith(String text) implements Check {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.startsWith(this);
        }

        @Override
        public String describe() {
            return "starts_with: " + literal(text);
        }
    }

    /** The text holds this part, to the letter. */
    record Contains(String text) implements Check {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.contains(this);
        }

        @Override
        public String describe() {
            return "contains: " + literal(text);
        }
    }

    /** The list has this item. */
    record Includes(String item) implements Check {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.includes(this);
        }

        @Override
        public String describe() {
            return "includes: " + literal(item);
        }
    }

    /** The moment lies in the last so long, both ends included; a day counts as its first moment in UTC. */
    record Within(Duration length) implements Check {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.within(this);
        }

        @Override
        public String describe() {
            return "within: " + Durations.format(length);
        }

        @Override
        public Optional<Duration> window() {
            return Optional.of(length);
        }
    }

    /** The moment lies longer ago than so long. */
    record Before(Duration length) implements Check {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.before(this);
        }

        @Override
        public String describe() {
            return "before: " + Durations.format(length);
        }

        @Override
        public Optional<Duration> window() {
            return Optional.of(length);
        }
    }

    private static String literal(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof String text ? TextNode.valueOf(text).toString() : value.toString();
    }
}
