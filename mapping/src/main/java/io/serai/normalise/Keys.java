package io.serai.normalise;

import io.serai.error.ErrorCode;

/** Keys are kept as the source writes them, but for the white space around them. */
final class Keys {
    static final int MAX_LENGTH = 255;

    private static final Normalised TOO_LONG =
            new Normalised.Invalid(ErrorCode.FIELD_TOO_LONG, "is longer than " + MAX_LENGTH + " characters");
    private static final Normalised UNUSABLE = Normalised.invalid("holds control characters or broken Unicode");

    private Keys() {}

    static Normalised normalise(String text) {
        String key = text.strip();
        if (key.isEmpty()) {
            return Normalised.EMPTY;
        }
        if (key.length() > MAX_LENGTH) {
            return TOO_LONG;
        }
        return Unicode.isSound(key) ? Normalised.valid(key) : UNUSABLE;
    }
}
