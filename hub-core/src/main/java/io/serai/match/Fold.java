package io.serai.match;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Brings texts to one form for comparing: small Latin letters without accents, digits, and single blanks between words.
 * German umlauts become ae, oe and ue, as they are written where a keyboard lacks them. Stateless and thread-safe.
 */
final class Fold {
    // A transliterator is not thread-safe while it works, and dear to make.
    private static final ThreadLocal<Transliterator> LATIN =
            ThreadLocal.withInitial(() -> Transliterator.getInstance("de-ASCII; Any-Latin; Latin-ASCII"));

    /** What becomes of each letter of the Latin blocks; it takes them one by one, and most texts have no others. */
    private static final String[] LETTERS = IntStream.range(0, 0x250)
            .mapToObj(c -> latin(Character.toString(c)))
            .toArray(String[]::new);

    private Fold() {}

    /** Words of letters and digits; whatever else stands between them is a blank. */
    static String words(String text) {
        return fold(text, true);
    }

    /** Letters and digits alone, nothing between them. */
    static String code(String text) {
        return fold(text, false);
    }

    /** Small ASCII letters as far as the script allows. */
    static String letters(String text) {
        StringBuilder small = new StringBuilder(text.length() + 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= LETTERS.length) {
                return latin(text);
            }
            small.append(LETTERS[c]);
        }
        return small.toString();
    }

    private static String latin(String text) {
        return LATIN.get().transliterate(text).toLowerCase(Locale.ROOT);
    }

    private static String fold(String text, boolean blanks) {
        String small = letters(text);
        StringBuilder folded = new StringBuilder(small.length());
        boolean gap = false;
        for (int i = 0; i < small.length(); i++) {
            char c = small.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                if (gap && blanks && !folded.isEmpty()) {
                    folded.append(' ');
                }
                folded.append(c);
                gap = false;
            } else if (c != '\'' && c != '`') {
                gap = true;
            }
        }
        return folded.toString();
    }
}
