package io.serai.match;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Limits what several fields say together, because one cause explains them all: who lives in one household shares
 * surname, address and phone, so these cannot tell its people apart. Immutable.
 *
 * @param name what the fields have in common, for explanations
 * @param when holds only where these fields are at these levels; empty for always
 * @param atMost the most bits they add up to
 * @param atLeast the least
 */
public record Cap(String name, Map<String, String> when, Set<String> fields, double atMost, double atLeast) {
    /** The level of a field that one of the two says nothing of. */
    public static final String MISSING = "missing";

    public Cap {
        when = Map.copyOf(when);
        fields = Set.copyOf(fields);
    }

    /** With another upper limit. */
    Cap upTo(double most) {
        return new Cap(name, when, fields, most, atLeast);
    }

    /** Whether a model with these fields has any use for it; its condition must be among them. */
    boolean appliesTo(List<String> present) {
        return present.containsAll(when.keySet()) && fields.stream().anyMatch(present::contains);
    }

    /** The same cap over those of its fields that a model has. */
    Cap only(List<String> present) {
        return new Cap(
                name, when, fields.stream().filter(present::contains).collect(Collectors.toSet()), atMost, atLeast);
    }
}
