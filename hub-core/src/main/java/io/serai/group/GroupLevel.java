package io.serai.group;

import java.util.Locale;

/** A level of the graph above people. What is in one group of it is never merged. */
public enum GroupLevel {
    /** Who share a home and a surname. */
    HOUSEHOLD,
    /** Who belong to one organisation. */
    ACCOUNT;

    /** The name as users write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** More than one, as users write it: the key of its rules, and the path of its groups. */
    public String plural() {
        return word() + "s";
    }
}
