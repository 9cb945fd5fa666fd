package io.serai.segment;

import com.fasterxml.jackson.databind.node.TextNode;
import io.serai.document.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
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

        T endsWith(EndsWith check);

        T contains(Contains check);

        T ignoringCase(IgnoringCase check);

        T ignoringAccents(IgnoringAccents check);

        T includes(Includes check);

        T within(Within check);

        T before(Before check);

        T next(Next check);

        T age(Age check);

        T anniversary(Anniversary check);
    }

    <T> T fold(Cases<T> cases);

    /** As the user writes it, on one line; different checks read differently. */
    String describe();

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

    /** The text ends so, to the letter. */
    record EndsWith(String text) implements Check {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.endsWith(this);
        }

        @Override
        public String describe() {
            return "ends_with: " + literal(text);
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

    /** A check of text for which letters are alike whatever their case; accents count. */
    record IgnoringCase(Check check) implements Check {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.ignoringCase(this);
        }

        @Override
        public String describe() {
            return check.describe() + ", ignore_case: true";
        }
    }

    /** Where in a value a text is looked for. */
    enum Place {
        /** It is all of the value. */
        WHOLE("equals"),
        START("starts_with"),
        END("ends_with"),
        ANYWHERE("contains");

        private final String key;

        Place(String key) {
            this.key = key;
        }
    }

    /**
     * One of these texts is found in a place, letters being alike whatever their accents.
     *
     * @param ignoreCase whether they are alike whatever their case too
     */
    record IgnoringAccents(Place place, List<String> texts, boolean ignoreCase) implements Check {
        public IgnoringAccents {
            texts = List.copyOf(texts);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.ignoringAccents(this);
        }

        @Override
        public String describe() {
            String asked = place == Place.WHOLE
                    ? new OneOf(List.copyOf(texts)).describe()
                    : place.key + ": " + literal(texts.get(0));
            return asked + (ignoreCase ? ", ignore_case: true" : "") + ", ignore_accents: true";
        }
    }

    /**
     * The list has these items.
     *
     * @param all whether it must have each of them, or one is enough
     */
    record Includes(List<String> items, boolean all) implements Check {
        public Includes {
            items = List.copyOf(items);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.includes(this);
        }

        @Override
        public String describe() {
            if (items.size() == 1) {
                return "includes: " + literal(items.get(0));
            }
            return (all ? "includes_all: " : "includes_any: ")
                    + items.stream().map(Check::literal).collect(Collectors.joining(", ", "[", "]"));
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
    }

    /** The moment lies in the coming so long: after now, and at most so long after. */
    record Next(Duration length) implements Check {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.next(this);
        }

        @Override
        public String describe() {
            return "next: " + Durations.format(length);
        }
    }

    /**
     * Full years since the day, by the calendar in UTC; who was born on 29 February turns a year older on 28 February of
     * other years.
     *
     * @param least included
     * @param most included; empty for no upper end
     */
    record Age(int least, Optional<Integer> most) implements Check {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.age(this);
        }

        @Override
        public String describe() {
            List<String> ends = new ArrayList<>();
            if (least > 0 || most.isEmpty()) {
                ends.add("at_least: " + least);
            }
            most.ifPresent(years -> ends.add("at_most: " + years));
            return "age: {" + String.join(", ", ends) + "}";
        }
    }

    /**
     * The yearly return of the day, such as a birthday, is today or in the next days, by the calendar in UTC; that of 29
     * February is 28 February in other years.
     *
     * @param days 0 for today alone
     */
    record Anniversary(int days) implements Check {
        /** Beyond half a year it is past as much as to come. */
        static final int MOST_DAYS = 180;

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.anniversary(this);
        }

        @Override
        public String describe() {
            return "anniversary: " + days + "d";
        }
    }

    private static String literal(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof String text ? TextNode.valueOf(text).toString() : value.toString();
    }
}
