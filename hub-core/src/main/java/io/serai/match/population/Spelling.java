package io.serai.match.population;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** How names are written where a letter is lacking. */
final class Spelling {
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("ä", "ae"),
            Map.entry("ö", "oe"),
            Map.entry("ü", "ue"),
            Map.entry("ß", "ss"),
            Map.entry("ø", "oe"),
            Map.entry("å", "aa"),
            Map.entry("æ", "ae"),
            Map.entry("ł", "l"),
            Map.entry("ı", "i"));

    private Spelling() {}

    /** With two letters for an umlaut, as Germans do. */
    static String spelledOut(String text) {
        String result = text;
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            String capital = letter.getValue().substring(0, 1).toUpperCase(Locale.ROOT)
                    + letter.getValue().substring(1);
            result = result.replace(letter.getKey(), letter.getValue());
            result = letter.getKey().equals("ß")
                    ? result
                    : result.replace(letter.getKey().toUpperCase(Locale.ROOT), capital);
        }
        return bare(result);
    }

    /** Without whatever stands above or below a letter. */
    static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .replace("ł", "l")
                .replace("Ł", "L")
                .replace("ı", "i");
    }

    /** Small letters from a to z. */
    static String ascii(String text) {
        return spelledOut(text).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
