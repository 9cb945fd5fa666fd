package io.serai.connector;

import java.util.Locale;

/** How a destination is kept in step with a segment. */
public enum SyncMode {
    /** Who enters is added, who leaves is removed. */
    MIRROR,
    /** Who enters is added; who leaves stays, unless consent is withdrawn or the person is suppressed or erased. */
    ADD_ONLY,
    /** The whole segment is written anew by every run. */
    SNAPSHOT;

    /** The word used in YAML. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static SyncMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
