package io.serai.alert;

import java.util.Locale;

/** What comes of leaving something as it is, the worst first. */
public enum Harm {
    /** People's data or their rights suffer. */
    LOSS,
    /** Something does not go on by itself. */
    STOPPED,
    /** It waits for a person and harms nobody meanwhile. */
    WAITING,
    /** It will stop on a day that is known. */
    SOON;

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
