package io.serai.trait;

import io.serai.schema.ValueType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What is made of a person's events. Each is absent where no event has a value. */
public enum Aggregate {
    /** How many events. */
    COUNT(Subject.EVENT),
    /** When the first event was. */
    FIRST_TIME(Subject.EVENT),
    /** When the last event was. */
    LAST_TIME(Subject.EVENT),
    SUM(Subject.NUMBER),
    /** The sum divided by the number of events that have a value. */
    AVERAGE(Subject.NUMBER),
    MIN(Subject.ORDERED),
    MAX(Subject.ORDERED),
    /** The value of the first event; of several at once the smallest. */
    FIRST(Subject.SINGLE),
    /** The value of the last event; of several at once the greatest. */
    LAST(Subject.SINGLE),
    /** The value of most events; of several the one seen last, and of those the smallest. */
    MOST_FREQUENT(Subject.SINGLE),
    /** How many different values. */
    DISTINCT_COUNT(Subject.SINGLE),
    /** The values seen last, each once; of several seen last at once the smallest. */
    DISTINCT_LIST(Subject.TEXT);

    /** What it is computed of. */
    private enum Subject {
        /** Events as such. */
        EVENT,
        NUMBER,
        ORDERED,
        SINGLE,
        TEXT
    }

    private static final Set<ValueType> NUMBERS = Set.of(ValueType.WHOLE, ValueType.DECIMAL, ValueType.MONEY);
    private static final Set<ValueType> MOMENTS = Set.of(ValueType.DATE, ValueType.DATETIME);

    private final Subject subject;

    Aggregate(Subject subject) {
        this.subject = subject;
    }

    /** The key used in YAML. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it looks at a property, not at events as such. */
    boolean ofProperty() {
        return subject != Subject.EVENT;
    }

    /** Whether it can be computed of a property of this type. */
    boolean takes(ValueType type) {
        return switch (subject) {
            case EVENT -> false;
            case NUMBER -> NUMBERS.contains(type);
            case ORDERED -> NUMBERS.contains(type) || MOMENTS.contains(type);
            case SINGLE -> type != ValueType.LIST;
            case TEXT -> type.javaType() == String.class;
        };
    }

    /** Whether numbers can be made of this type by arithmetic. */
    static boolean isNumber(ValueType type) {
        return NUMBERS.contains(type);
    }

    /** Whether values of this type have an order that says more than which is equal to which. */
    static boolean isOrdered(ValueType type) {
        return MIN.takes(type);
    }

    /** The type of the result, for a property of this type. */
    ValueType result(ValueType property) {
        return switch (this) {
            case COUNT, DISTINCT_COUNT -> ValueType.WHOLE;
            case FIRST_TIME, LAST_TIME -> ValueType.DATETIME;
            case SUM, AVERAGE -> property == ValueType.MONEY ? ValueType.MONEY : ValueType.DECIMAL;
            case MIN, MAX, FIRST, LAST, MOST_FREQUENT -> property;
            case DISTINCT_LIST -> ValueType.LIST;
        };
    }

    /** The types of properties it can be computed of, for a person to read. */
    String allowed() {
        return String.join(
                ", ",
                Arrays.stream(ValueType.values())
                        .filter(this::takes)
                        .map(ValueType::word)
                        .toList());
    }
}
