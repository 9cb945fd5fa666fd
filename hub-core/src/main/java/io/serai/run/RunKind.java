package io.serai.run;

import java.util.Locale;

/** What a run does. */
public enum RunKind {
    IMPORT,
    SEGMENT,
    SYNC,
    IDENTITY;

    /** The word used in the store and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
