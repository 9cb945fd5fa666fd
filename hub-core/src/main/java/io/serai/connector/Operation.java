package io.serai.connector;

import java.util.Locale;

/** What a delivery does with its members. Removals are sent before additions, hence the order. */
public enum Operation {
    REMOVE,
    /** Adds members and updates those that are there: sending a member twice is the same as once. */
    ADD;

    /** The word used in YAML and in the store. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Operation of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
