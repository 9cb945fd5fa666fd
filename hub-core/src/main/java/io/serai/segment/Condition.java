package io.serai.segment;

import io.serai.document.Durations;
import io.serai.record.Consent;
import io.serai.schema.ValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
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

        T onField(OnField condition);

        T onConsent(OnConsent condition);

        T onEvents(OnEvents condition);

        T fromSource(FromSource condition);

        T near(Near condition);

        T sampled(Sampled condition);

        T top(Top condition);

        T until(Until condition);

        T inSegment(InSegment condition);
    }

    <T> T fold(Cases<T> cases);

    /** As the user writes it, YAML on one line; different conditions read differently. */
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

    /** A value of the profile passes a check. */
    record OnField(Field field, Check check) implements Condition {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.onField(this);
        }

        @Override
        public String describe() {
            return "{" + field.kind().key() + ": " + field.name() + ", " + check.describe() + "}";
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
     * A measure of the person's events passes a check.
     *
     * @param then what must, or must not, follow an event for it to count
     * @param window which moments count; empty for all, future ones too
     */
    record OnEvents(EventFilter events, List<Step> then, Optional<Window> window, Measure measure, Check check)
            implements Condition {
        public OnEvents {
            then = List.copyOf(then);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.onEvents(this);
        }

        @Override
        public String describe() {
            String steps = then.isEmpty()
                    ? ""
                    : then.stream().map(Step::describe).collect(Collectors.joining(", ", ", then: [", "]"));
            return "{" + events.describe("event") + Zones.describe(events.zone()) + steps
                    + window.map(span -> ", " + span.describe()).orElse("") + ", " + measure.describe(check) + "}";
        }
    }

    /**
     * One step after an event.
     *
     * @param happens whether such an event must follow the one before, or must not: up to the next step, or for ever
     * @param within at most so long after the event before; both ends included
     */
    record Step(boolean happens, EventFilter events, Optional<Duration> within) {
        String describe() {
            String span = within.map(length -> ", within: " + Durations.format(length))
                    .orElse("");
            return "{" + events.describe(happens ? "event" : "without") + span + "}";
        }
    }

    /** A property of an event passes a check. */
    record OnProperty(String property, ValueType type, Check check) {
        String describe() {
            return "{property: " + property + ", " + check.describe() + "}";
        }
    }

    /**
     * At least one record of the profile came from a source.
     *
     * @param stream empty for any stream of the source
     */
    record FromSource(String source, Optional<String> stream) implements Condition {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.fromSource(this);
        }

        @Override
        public String describe() {
            return "{source: " + source
                    + stream.map(name -> ", stream: " + name).orElse("") + "}";
        }
    }

    /**
     * A place lies within a distance of a point, on a sphere.
     *
     * @param latitude the trait that holds the degrees north
     * @param longitude the trait that holds the degrees east
     */
    record Near(Field latitude, Field longitude, double north, double east, Distance within) implements Condition {
        /** The mean radius of the earth (IUGG) in metres. */
        static final double EARTH = 6_371_008.8;

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.near(this);
        }

        @Override
        public String describe() {
            return "{near: [" + north + ", " + east + "], within: " + within.describe() + ", latitude: "
                    + latitude.name() + ", longitude: " + longitude.name() + "}";
        }
    }

    /** A length on the ground, kept as it was written. */
    record Distance(String text, double metres) {
        String describe() {
            return text;
        }
    }

    /**
     * The profile falls into a share of all, drawn once for each name: the same profile always falls alike, and different
     * names draw independently.
     *
     * @param from in percent, included
     * @param to in percent, not included
     */
    record Sampled(String name, BigDecimal from, BigDecimal to) implements Condition {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.sampled(this);
        }

        @Override
        public String describe() {
            return "{sample: " + name + ", from: " + percent(from) + ", to: " + percent(to) + "}";
        }

        private static String percent(BigDecimal share) {
            return share.stripTrailingZeros().toPlainString() + "%";
        }
    }

    /**
     * The profile is among the so many that meet a condition and have the highest, or the lowest, value of a trait; of equal
     * ones those of the lower ids. Whoever lacks the trait is not among them. Unlike every other condition, its answer for
     * one profile depends on others.
     */
    record Top(long most, Field by, boolean highest, Condition of) implements Condition {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.top(this);
        }

        @Override
        public List<Condition> parts() {
            return List.of(of);
        }

        @Override
        public String describe() {
            return "{top: " + most + ", by: " + by.name() + (highest ? "" : ", order: lowest") + ", of: "
                    + of.describe() + "}";
        }
    }

    /** The day has not begun yet by a zone's clock. */
    record Until(LocalDate day, ZoneId zone) implements Condition {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.until(this);
        }

        @Override
        public String describe() {
            return "{until: " + day + Zones.describe(zone) + "}";
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
