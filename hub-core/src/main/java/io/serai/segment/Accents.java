package io.serai.segment;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Text compared without accents: a letter is what is left of its canonical decomposition without the marks U+0300 to
 * U+036F, and marks that stand alone count for nothing. So é is e and й is и, while ø, ł and ß are letters of their own, and
 * signs of other scripts, which are no accents, stay.
 *
 * <p>The server has no function for this, and its collations take more for alike than accents. So what is looked for becomes
 * a regular expression that lists, for each letter, all that count as it; nothing of the text itself gets into it but as
 * numbers of code points.
 */
final class Accents {
    private static final int FIRST_MARK = 0x300;
    private static final int LAST_MARK = 0x36F;
    /** Possessive, so that a text of marks costs no more than another. */
    private static final String MARKS = "[\\x{300}-\\x{36f}]*+";

    /** The letters that count as one, itself among them, where there are several. */
    private static final Map<Integer, TreeSet<Integer>> ALIKE = alike(false);

    private static final Map<Integer, TreeSet<Integer>> ALIKE_IN_ANY_CASE = alike(true);

    private Accents() {}

    private static Map<Integer, TreeSet<Integer>> alike(boolean anyCase) {
        Map<Integer, TreeSet<Integer>> alike = new HashMap<>();
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            int plain = plain(letter, anyCase);
            if (plain != letter) {
                alike.computeIfAbsent(plain, any -> new TreeSet<>(List.of(any))).add(letter);
            }
        }
        return alike;
    }

    /** The letter that one counts as. */
    private static int plain(int letter, boolean anyCase) {
        int bare = bare(letter);
        return anyCase ? Character.toLowerCase(bare) : bare;
    }

    /** All letters with such marks are in the basic plane, and leave one letter without them. */
    private static int bare(int letter) {
        if (letter > Character.MAX_VALUE || isMark(letter) || Character.isSurrogate((char) letter)) {
            return letter;
        }
        String parts = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFD);
        return parts.codePoints().anyMatch(Accents::isMark)
                ? Normalizer.normalize(without(parts), Normalizer.Form.NFC).codePointAt(0)
                : letter;
    }

    private static boolean isMark(int letter) {
        return letter >= FIRST_MARK && letter <= LAST_MARK;
    }

    /** The text but for marks that stand alone. */
    static String without(String text) {
        return text.codePoints()
                .filter(letter -> !isMark(letter))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A regular expression that finds what counts as the text, wherever it stands. */
    static String pattern(String text, boolean anyCase) {
        Map<Integer, TreeSet<Integer>> alike = anyCase ? ALIKE_IN_ANY_CASE : ALIKE;
        return without(text)
                .codePoints()
                .map(letter -> plain(letter, anyCase))
                .mapToObj(plain -> oneOf(alike.getOrDefault(plain, new TreeSet<>(List.of(plain)))))
                .collect(Collectors.joining(MARKS, MARKS, MARKS));
    }

    private static String oneOf(TreeSet<Integer> letters) {
        return letters.stream()
                .map(letter -> "\\x{" + Integer.toHexString(letter) + "}")
                .collect(Collectors.joining("", "[", "]"));
    }
}
