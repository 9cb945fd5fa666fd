package io.serai.mapping;

import java.util.Locale;

/** What a value that is not of its type does to the record. */
enum OnError {
    /** The record is invalid. */
    REJECT,
    /** The value counts as null: it removes. */
    NULL,
    /** The value counts as absent: it leaves what was known. */
    ABSENT;

    static OnError of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
