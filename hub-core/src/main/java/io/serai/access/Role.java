package io.serai.access;

import io.serai.error.SeraiException;

/** What somebody is to the hub; {@link Permission} says what each may. */
public enum Role {
    VIEWER("Sees how the hub stands, and nobody's data."),
    ANALYST("Looks people up, masked, and tries segments."),
    MARKETER("An analyst who runs and pauses syncs."),
    OPERATOR("Keeps the hub going: sources, runs, dead letters, changes of the configuration."),
    PRIVACY_OFFICER("Sees personal data for a reason, suppresses identifiers, reads the audit trail."),
    ADMIN("Everything, keys included.");

    private final String summary;

    Role(String summary) {
        this.summary = summary;
    }

    /** As it is written, such as {@code privacy-officer}. */
    public String word() {
        return Words.of(this);
    }

    /** One sentence for a person. */
    public String summary() {
        return summary;
    }

    /** @throws SeraiException USAGE if there is no such role */
    public static Role of(String word) {
        return Words.find(values(), "role", word);
    }
}
