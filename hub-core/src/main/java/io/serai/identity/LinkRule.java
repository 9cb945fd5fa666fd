package io.serai.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One namespace whose equal values make subjects one person.
 *
 * @param limit most different values one profile may hold; 0 for any number
 * @param genericAbove a value on more subjects than this links no one
 * @param blocked values and patterns ({@code *} any text, {@code ?} one character) that never link
 */
public record LinkRule(String namespace, int limit, int genericAbove, List<String> blocked) {
    /** What systems write where a person gave nothing; never a link, whatever the rules say. */
    private static final Set<String> EMPTY_WORDS = Set.of(
            "null",
            "none",
            "nil",
            "undefined",
            "unknown",
            "anonymous",
            "n/a",
            "na",
            "nan",
            "test",
            "invalid",
            "-",
            "?");

    private static final int LONGEST_EMPTY_WORD =
            EMPTY_WORDS.stream().mapToInt(String::length).max().orElseThrow();
    private static final Pattern ZEROS = Pattern.compile("[0-]+");

    public LinkRule {
        blocked = List.copyOf(blocked);
    }

    /** Whether the value may never link anybody. */
    public boolean isBlocked(String value) {
        if (value.length() <= LONGEST_EMPTY_WORD && EMPTY_WORDS.contains(value.toLowerCase(Locale.ROOT))) {
            return true;
        }
        char first = value.charAt(0);
        if ((first == '0' || first == '-') && ZEROS.matcher(value).matches()) {
            return true;
        }
        if (blocked.isEmpty()) {
            return false;
        }
        String small = value.toLowerCase(Locale.ROOT);
        return blocked.stream().anyMatch(pattern -> Globs.matches(pattern, small));
    }
}
