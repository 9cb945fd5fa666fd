package io.serai.normalise;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** BOOLEAN: the words exports use, in the languages of Western Europe. */
final class Booleans {
    private static final Normalised TRUE = Normalised.valid(Boolean.TRUE);
    private static final Normalised FALSE = Normalised.valid(Boolean.FALSE);
    private static final Normalised UNKNOWN = Normalised.invalid("is neither a yes nor a no");
    private static final int LONGEST = 64;

    private static final Map<String, Normalised> WORDS = new HashMap<>();

    static {
        List.of("true", "t", "yes", "y", "1", "on", "ja", "j", "wahr", "oui", "vrai", "si", "s\u00ED", "s\u00EC")
                .forEach(word -> WORDS.put(word, TRUE));
        List.of("verdadero", "vero", "sim", "tak").forEach(word -> WORDS.put(word, TRUE));
        List.of("false", "f", "no", "n", "0", "off", "nein", "falsch", "non", "faux", "falso", "nee", "nej", "nie")
                .forEach(word -> WORDS.put(word, FALSE));
        List.of("n\u00E3o", "nao").forEach(word -> WORDS.put(word, FALSE));
    }

    private Booleans() {}

    static Normalised normalise(String text) {
        if (text.length() > LONGEST) {
            return UNKNOWN;
        }
        String word = Unicode.clean(text, false);
        return word.isEmpty() ? Normalised.EMPTY : WORDS.getOrDefault(word.toLowerCase(Locale.ROOT), UNKNOWN);
    }
}
