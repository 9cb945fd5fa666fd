package io.serai.normalise;

import java.math.BigDecimal;

/** WHOLE: a number of 64 bits; {@code 5.0} is one, {@code 5.5} is none. */
final class WholeNormaliser implements Normaliser {
    private static final Normalised NOT_WHOLE = Normalised.invalid("is no whole number of 64 bits");

    private final DecimalNormaliser decimal;

    WholeNormaliser(char mark) {
        this.decimal = new DecimalNormaliser(mark);
    }

    @Override
    public Normalised normalise(String text, String region) {
        Normalised number = decimal.normalise(text, region);
        if (!(number instanceof Normalised.Valid valid)) {
            return number;
        }
        try {
            return Normalised.valid(((BigDecimal) valid.value()).longValueExact());
        } catch (ArithmeticException e) {
            return NOT_WHOLE;
        }
    }
}
