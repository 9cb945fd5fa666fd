package io.serai.sync;

import java.util.Locale;

/** Why a member of the segment is not sent. */
public enum Withheld {
    /** No evidence of consent to the sync's purpose. */
    NO_CONSENT,
    /** One of the person's identifiers is suppressed. */
    SUPPRESSED,
    /** The profile holds nothing in the namespace the destination knows members by. */
    NO_IDENTIFIER,
    /** Another profile holds the same identifier; the one with the smaller id is sent. */
    DUPLICATE_IDENTIFIER,
    /** Between plan and sending the profile was merged, erased or lost this identifier; the next plan sees to it. */
    CHANGED;

    /** The word used in the store and in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
