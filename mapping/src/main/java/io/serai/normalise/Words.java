package io.serai.normalise;

import com.ibm.icu.text.Normalizer2;
import java.util.Locale;

/** Names of countries and languages, folded so that case, accents and punctuation do not matter. */
final class Words {
    /** Longest name there can be. */
    static final int LONGEST = 100;

    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFKDInstance();

    private Words() {}

    static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        DECOMPOSED.normalize(name).codePoints().filter(Character::isLetter).forEach(folded::appendCodePoint);
        return folded.toString().toLowerCase(Locale.ROOT);
    }
}
