package io.serai.normalise;

import io.serai.error.ErrorCode;

/** STRING and NAME. A NUL or another control character is stripped; a lone surrogate is damage and refused. */
final class TextNormaliser implements Normaliser {
    private static final Normalised BROKEN = Normalised.invalid("holds broken Unicode (a lone surrogate)");

    private final int maxLength;
    private final boolean name;
    private final Normalised tooLong;

    TextNormaliser(int maxLength, boolean name) {
        this.maxLength = maxLength;
        this.name = name;
        this.tooLong = new Normalised.Invalid(ErrorCode.FIELD_TOO_LONG, "is longer than " + maxLength + " characters");
    }

    @Override
    public Normalised normalise(String text, String region) {
        if (Unicode.hasLoneSurrogate(text)) {
            return BROKEN;
        }
        String clean = Unicode.clean(text, !name);
        if (name) {
            clean = unify(clean);
        }
        if (clean.isEmpty()) {
            return Normalised.EMPTY;
        }
        if (clean.length() > maxLength && clean.codePointCount(0, clean.length()) > maxLength) {
            return tooLong;
        }
        return Normalised.valid(clean);
    }

    /** The many apostrophes and hyphens of keyboards become one of each. */
    private static String unify(String text) {
        StringBuilder unified = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char one = unified(c);
            if (one != c) {
                if (unified == null) {
                    unified = new StringBuilder(text);
                }
                unified.setCharAt(i, one);
            }
        }
        return unified == null ? text : unified.toString();
    }

    private static char unified(char c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u201B', '\u02BC', '\u00B4', '`', '\u2032', '\uFF07' -> '\'';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\uFF0D' -> '-';
            default -> c;
        };
    }
}
