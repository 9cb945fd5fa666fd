package io.serai.group;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A value that makes a group of those who share it. Holds personal data; only its keyed hash is stored.
 *
 * @param parts what it is made of, by field, folded so that equal texts are equal values
 */
record GroupValue(GroupLevel level, SortedMap<String, String> parts) {
    static GroupValue of(GroupLevel level, Map<String, String> parts) {
        return new GroupValue(level, new TreeMap<>(parts));
    }

    /** What kind of value it is, such as {@code postcode + street + surname}. */
    String by() {
        return String.join(" + ", parts.keySet());
    }

    /** No two values of one kind have the same: folded texts have no line breaks. */
    String text() {
        return String.join("\n", parts.values());
    }

    @Override
    public String toString() {
        return "GroupValue[" + level.word() + " by " + by() + "]";
    }
}
