package io.serai.normalise;

import java.math.BigDecimal;

/**
 * DECIMAL: at most 19 digits before and 6 after the point, nothing rounded. Thousands may be grouped in threes by the
 * other mark, a space or an apostrophe.
 */
final class DecimalNormaliser implements Normaliser {
    static final int MAX_WHOLE_DIGITS = 19;
    static final int MAX_PLACES = 6;

    private static final int LONGEST = 64;
    private static final int FITS_LONG = 18;
    private static final Normalised NO_NUMBER = Normalised.invalid("is no number");
    private static final Normalised TOO_LARGE =
            Normalised.invalid("has more than " + MAX_WHOLE_DIGITS + " digits before the point");
    private static final Normalised TOO_FINE =
            Normalised.invalid("has more than " + MAX_PLACES + " digits after the point");

    private final char mark;

    DecimalNormaliser(char mark) {
        this.mark = mark;
    }

    @Override
    public Normalised normalise(String text, String region) {
        if (text.length() > LONGEST) {
            String clean = text.strip();
            return clean.length() > LONGEST ? NO_NUMBER : normalise(clean, region);
        }
        String clean = Unicode.clean(text, false);
        if (clean.isEmpty()) {
            return Normalised.EMPTY;
        }
        String plain = plain(clean);
        if (!isNumber(plain)) {
            return NO_NUMBER;
        }
        if (plain.length() <= FITS_LONG && isDigits(plain)) {
            return Normalised.valid(BigDecimal.valueOf(Long.parseLong(plain)));
        }
        try {
            return limited(new BigDecimal(plain));
        } catch (NumberFormatException e) {
            return NO_NUMBER;
        }
    }

    /** Checks size by exponent first: writing 1e999999999 out would fill the heap. */
    private static Normalised limited(BigDecimal number) {
        if (number.signum() == 0) {
            return Normalised.valid(BigDecimal.ZERO);
        }
        BigDecimal shortest = number.stripTrailingZeros();
        if ((long) shortest.precision() - shortest.scale() > MAX_WHOLE_DIGITS) {
            return TOO_LARGE;
        }
        if (shortest.scale() > MAX_PLACES) {
            return TOO_FINE;
        }
        return Normalised.valid(shortest.scale() < 0 ? shortest.setScale(0) : shortest);
    }

    /** With a point and without grouping; text that is not grouped in threes comes back as it is, and fails. */
    private String plain(String text) {
        char other = mark == ',' ? '.' : ',';
        boolean grouped = false;
        for (int i = 0; i < text.length() && !grouped; i++) {
            grouped = isGroup(text.charAt(i), other);
        }
        String ungrouped = grouped ? ungroup(text, other) : text;
        return mark == ',' ? ungrouped.replace(',', '.') : ungrouped;
    }

    private String ungroup(String text, char other) {
        int end = text.indexOf(mark) < 0 ? text.length() : text.indexOf(mark);
        StringBuilder digits = new StringBuilder(text.length());
        int sinceGroup = -1;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (isGroup(c, other)) {
                if (sinceGroup >= 0 ? sinceGroup != 3 : !startsGroup(digits)) {
                    return text;
                }
                sinceGroup = 0;
            } else {
                digits.append(c);
                sinceGroup += sinceGroup >= 0 ? 1 : 0;
            }
        }
        return sinceGroup == 3 ? digits.append(text, end, text.length()).toString() : text;
    }

    private static boolean startsGroup(CharSequence digits) {
        int sign = digits.length() > 0 && (digits.charAt(0) == '-' || digits.charAt(0) == '+') ? 1 : 0;
        return digits.length() > sign && digits.length() <= sign + 3;
    }

    private static boolean isGroup(char c, char other) {
        return c == other || c == ' ' || c == '\'' || c == '\u2019';
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Only ASCII digits, signs, point and exponent: BigDecimal would take digits of every script. */
    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return true;
    }
}
