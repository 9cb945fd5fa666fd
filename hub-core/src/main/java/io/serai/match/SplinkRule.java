package io.serai.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Splink's blocking rules: equalities of columns, whole or of what they begin with. */
final class SplinkRule {
    private static final Pattern EQUAL = Pattern.compile("l\\.(\\w+) = r\\.\\1");
    private static final Pattern BEGINNING =
            Pattern.compile("substr(?:ing)?\\(l\\.(\\w+), ?1, ?(\\d+)\\) = substr(?:ing)?\\(r\\.\\1, ?1, ?\\2\\)");

    private SplinkRule() {}

    /**
     * The key that a rule is; empty if a part of it is none of ours.
     *
     * @param fieldOf answers the field of a column
     */
    static Optional<BlockingKey> key(String sql, UnaryOperator<String> fieldOf) {
        List<String> parts = new ArrayList<>();
        for (String part : SplinkMeasure.plain(sql).split(" and ")) {
            boolean enclosed = part.startsWith("(") && part.endsWith(")");
            String plain = enclosed ? part.substring(1, part.length() - 1) : part;
            Matcher equal = EQUAL.matcher(plain);
            Matcher beginning = BEGINNING.matcher(plain);
            if (equal.matches()) {
                parts.add(fieldOf.apply(equal.group(1)));
            } else if (beginning.matches()) {
                parts.add(beginning(fieldOf.apply(beginning.group(1)), beginning.group(2)));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(BlockingKey.parse(String.join(" + ", parts)));
    }

    private static String beginning(String field, String length) {
        boolean year = field.equals(Role.BIRTH_DATE.label()) && length.equals("4");
        return field + (year ? ":year" : ":" + length);
    }
}
