package io.serai.access;

import io.serai.document.Similar;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Constants as people write them: {@code privacy-officer}. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant of a word.
     *
     * @param what it is, for the error
     * @throws SeraiException USAGE if there is none
     */
    static <E extends Enum<E>> E find(E[] constants, String what, String word) {
        List<String> words = Arrays.stream(constants).map(Words::of).toList();
        int at = words.indexOf(word);
        if (at < 0) {
            String cure = Similar.nearest(word, words)
                    .map(near -> " Did you mean '" + near + "'?")
                    .orElse(" There are " + String.join(", ", words) + ".");
            throw new SeraiException(ErrorCode.USAGE, "There is no such " + what + "." + cure);
        }
        return constants[at];
    }
}
