package io.serai.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A segment's condition as SQL. Full build, incremental update, preview and explanation are selections from the same
 * {@link #from}, with the same expressions, so they cannot disagree. Immutable.
 *
 * <p>Statements need {@link #parameters}, {@code :now} and, for {@link Scope#ONE}, {@code :profile} to be bound.
 *
 * @param root the condition, and below it every condition it is made of
 * @param tables the derived tables the expressions refer to
 * @param ranked whether the answer for one profile depends on others, so that any change concerns everyone
 * @param changes for each condition on time, when its answer for a profile can next change; NULL if never
 */
record CompiledSegment(
        Compiled root,
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
        return " FROM " + scope.profiles()
                + tables.stream().map(table -> table.join(scope)).collect(Collectors.joining())
                + " WHERE p.redirect_to IS NULL";
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
        if (changes.isEmpty()) {
            return "NULL";
        }
        return changes.stream()
                .map(change -> "COALESCE(" + change + ", " + NEVER + ")")
                .collect(Collectors.joining(", ", "NULLIF(LEAST(", ", " + NEVER + "), " + NEVER + ")"));
    }

    /** Tells segments apart by what they select: the same hash has the same members. */
    byte[] hash() {
        List<String> content = new ArrayList<>(List.of(member(), from(Scope.EVERYONE), recheckAt()));
        new TreeMap<>(parameters).forEach((name, value) -> content.addAll(List.of(name, value.toString())));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : content) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                // The length too, so that no value can pass for the end of one and the beginning of the next.
                digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
