package io.serai.segment;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A segment's condition as SQL. Full build, incremental update, preview and explanation are selections from the same
 * {@link #from}, with the same expressions, so they cannot disagree. Immutable.
 *
 * <p>Statements need {@link #parameters}, {@code :now} and, for {@link Scope#ONE}, {@code :profile} to be bound.
 *
 * @param root the condition, and below it every condition it is made of
 * @param traits the joins of the computed traits the expressions refer to
 * @param tables the derived tables the expressions refer to
 * @param ranked whether the answer for one profile depends on others, so that any change concerns everyone
 * @param changes for each condition on time, when its answer for a profile can next change; NULL if never
 */
record CompiledSegment(
        Compiled root,
        List<String> traits,
        List<DerivedTable> tables,
        List<String> changes,
        boolean ranked,
        Map<String, Object> parameters) {
    private static final String NEVER = "CAST('9999-12-31' AS DATETIME(6))";

    /** Whether profile {@code p} is a member: 0 or 1. */
    String member() {
        return root.sql();
    }

    /** The live profiles of a scope as {@code p}, with the derived tables. */
    String from(Scope scope) {
        return " FROM " + scope.profiles() + String.join("", traits)
                + tables.stream().map(table -> table.join(scope)).collect(Collectors.joining())
                + " WHERE p.redirect_to IS NULL";
    }

    /** The same with one more table to select from. */
    CompiledSegment with(DerivedTable table) {
        List<DerivedTable> more =
                Stream.concat(tables.stream(), Stream.of(table)).toList();
        return new CompiledSegment(root, traits, more, changes, ranked, parameters);
    }

    /** How many tables stand beside the profiles. */
    int joins() {
        return traits.size() + tables.size();
    }

    /** How often the events are gone through. */
    long passes() {
        return tables.stream().mapToLong(DerivedTable::passes).sum();
    }

    /** Whether the passing of time alone can change who is a member. */
    boolean dependsOnTime() {
        return !changes.isEmpty();
    }

    /** The earliest moment at which time alone can change the verdict on profile {@code p}; NULL if never. */
    String recheckAt() {
        return earliest(changes);
    }

    /** The earliest of moments that may be NULL; NULL if all are. */
    static String earliest(List<String> moments) {
        if (moments.size() < 2) {
            return moments.isEmpty() ? "NULL" : moments.get(0);
        }
        return moments.stream()
                .map(moment -> "COALESCE(" + moment + ", " + NEVER + ")")
                .collect(Collectors.joining(", ", "NULLIF(LEAST(", ", " + NEVER + "), " + NEVER + ")"));
    }

    /** Tells segments apart by what they select: the same hash has the same members. */
    byte[] hash() {
        return Fingerprint.of(List.of(member(), from(Scope.EVERYONE), recheckAt()), parameters);
    }
}
