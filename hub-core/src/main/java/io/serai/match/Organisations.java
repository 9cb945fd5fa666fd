package io.serai.match;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names of organisations. */
final class Organisations {
    /** Legal forms and words that are written or left out at will. */
    private static final Set<String> FORMS = Set.of(
            "inc",
            "incorporated",
            "corp",
            "corporation",
            "co",
            "company",
            "ltd",
            "limited",
            "llc",
            "llp",
            "lp",
            "plc",
            "pty",
            "gmbh",
            "mbh",
            "ag",
            "kg",
            "ohg",
            "ug",
            "ev",
            "eg",
            "se",
            "sa",
            "sas",
            "sarl",
            "srl",
            "spa",
            "bv",
            "nv",
            "ab",
            "as",
            "oy",
            "aps",
            "the",
            "and",
            "und",
            "of",
            "group",
            "holding",
            "holdings");

    private Organisations() {}

    /** The text is the name without its forms, the detail its words in order of the alphabet. */
    static Optional<Value> read(String text) {
        String words = Fold.words(text.replace("&", " and "));
        if (words.isEmpty()) {
            return Optional.empty();
        }
        List<String> core = Arrays.stream(words.split(" "))
                .filter(word -> !FORMS.contains(word))
                .toList();
        if (core.isEmpty()) {
            return Optional.of(Value.of(words, words));
        }
        return Optional.of(Value.of(String.join(" ", core), String.join(" ", new TreeSet<>(core))));
    }

    static int level(Value one, Value other) {
        if (one.text().equals(other.text())) {
            return 4;
        }
        if (one.detail().equals(other.detail())
                || one.text().replace(" ", "").equals(other.text().replace(" ", ""))) {
            return 3;
        }
        double alike = Similarity.jaroWinkler(one.detail(), other.detail(), 0.88);
        if (alike >= 0.94 || Similarity.withinOneEdit(one.text(), other.text())) {
            return 2;
        }
        Set<String> mine = Set.of(one.detail().split(" "));
        Set<String> theirs = Set.of(other.detail().split(" "));
        long shared = mine.stream().filter(theirs::contains).collect(Collectors.counting());
        return 2 * shared >= Math.max(mine.size(), theirs.size()) || alike >= 0.88 ? 1 : 0;
    }
}
