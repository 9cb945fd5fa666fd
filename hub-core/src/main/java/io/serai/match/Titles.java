package io.serai.match;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands beside a name and is none. */
final class Titles {
    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "sir",
            "dame",
            "lady",
            "lord",
            "rev",
            "hon",
            "herr",
            "frau",
            "dipl",
            "ing",
            "mag",
            "baron",
            "baronet",
            "bt",
            "earl",
            "duke",
            "viscount",
            "captain",
            "capt",
            "col",
            "admiral",
            "major",
            "1st",
            "2nd",
            "3rd",
            "4th",
            "5th",
            "6th",
            "7th",
            "8th",
            "9th",
            "10th",
            "11th",
            "12th",
            "13th");

    private static final Set<String> SUFFIXES = Set.of("jr", "sr", "ii", "iii", "iv", "junior", "senior");

    private Titles() {}

    static boolean isTitle(String word) {
        return TITLES.contains(word);
    }

    static boolean isSuffix(String word) {
        return SUFFIXES.contains(word);
    }

    /** Folded words without titles; nothing if there were only titles. */
    static String without(String words) {
        if (words.indexOf(' ') < 0) {
            return isTitle(words) ? "" : words;
        }
        return Arrays.stream(words.split(" ")).filter(word -> !isTitle(word)).collect(Collectors.joining(" "));
    }
}
