package io.serai.run;

import java.util.Locale;

/** How a run stands. */
public enum RunState {
    RUNNING,
    FINISHED,
    FAILED,
    CANCELLED,
    HELD,
    /** Nobody is at it: it goes on when a destination has done its work. */
    WAITING;

    /** The word used in the store and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
