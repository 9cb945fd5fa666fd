package io.serai.segment;

import io.serai.document.Durations;
import io.serai.schema.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One value made of a person's events. Immutable.
 *
 * @param of the property measured; empty for the events themselves
 * @param gap for sessions, the silence that ends one
 */
record Measure(Kind kind, Optional<Property> of, Optional<Duration> gap) {
    static final Measure COUNT = new Measure(Kind.COUNT, Optional.empty(), Optional.empty());

    /** A property of the events and its type. */
    record Property(String name, ValueType type) {}

    /** What is measured; in small letters the key of the measure. */
    enum Kind {
        /** How many events. */
        COUNT,
        /** On how many days, by the clock of the events' zone. */
        DAYS,
        /** In how many sessions: a new one begins after a longer silence than the gap. */
        SESSIONS,
        /** How many different values. */
        DISTINCT,
        SUM,
        AVERAGE,
        MIN,
        MAX,
        /** The moment of the first event, or what the property was then; of several at one moment the one of the lowest id. */
        FIRST,
        /** The moment of the last event, or what the property was then; of several at one moment the one of the highest id. */
        LAST;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it is 0, not absent, without any event. */
        boolean counts() {
            return this == COUNT || this == DAYS || this == SESSIONS || this == DISTINCT;
        }
    }

    /** The type of the value; sums and averages are decimals. */
    ValueType type() {
        if (kind.counts()) {
            return ValueType.WHOLE;
        }
        if (kind == Kind.SUM || kind == Kind.AVERAGE) {
            return ValueType.DECIMAL;
        }
        return of.map(Property::type).orElse(ValueType.DATETIME);
    }

    /** As the user writes it, with what is asked of it. */
    String describe(Check check) {
        List<String> keys = new ArrayList<>();
        of.ifPresent(property -> keys.add("of: " + property.name()));
        gap.ifPresent(silence -> keys.add("gap: " + Durations.format(silence)));
        keys.add(check.describe());
        return kind.key() + ": {" + String.join(", ", keys) + "}";
    }
}
