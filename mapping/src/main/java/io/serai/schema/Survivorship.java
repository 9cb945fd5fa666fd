package io.serai.schema;

import java.util.Locale;

/** Which of several records' values a profile shows for a trait; ties are broken by record key, never by arrival. */
public enum Survivorship {
    /** The value observed last. */
    MOST_RECENT,
    /** The value of the source named first in {@code sources}; within one source the most recent. */
    SOURCE_PRIORITY,
    /** The value most records hold. */
    MOST_FREQUENT,
    /** The longest text. */
    LONGEST,
    /** The value observed first. */
    FIRST,
    /** All values of a list trait together. */
    UNION,
    MIN,
    MAX;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Survivorship of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
