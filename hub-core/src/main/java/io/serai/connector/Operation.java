package io.serai.connector;

import java.util.Locale;

/** What a delivery does with its members. Removals and erasures are sent before additions, hence the order. */
public enum Operation {
    /** Takes members out of the audience; harmless for who is not there. */
    REMOVE,
    /** Deletes all that the destination knows of a person, beyond the audience; harmless for whom it does not know. */
    ERASE,
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
