package io.serai.normalise;

import io.serai.schema.ValueType;

/** Finds the normaliser of a type. */
public final class Normalisers {
    private Normalisers() {}

    /**
     * @throws IllegalArgumentException if the declared format is no pattern; {@link #isFormat} tells beforehand
     */
    public static Normaliser of(ValueType type, NormaliseOptions options) {
        return switch (type) {
            case STRING, LIST -> new TextNormaliser(options.maxLength(), false);
            case NAME -> new TextNormaliser(options.maxLength(), true);
            case EMAIL -> new EmailNormaliser(options.maxLength());
            case PHONE -> new PhoneNormaliser();
            case COUNTRY -> (text, region) -> Countries.normalise(text);
            case LANGUAGE -> (text, region) -> Languages.normalise(text);
            case DATE -> new DateNormaliser(options.format());
            case DATETIME -> new DateTimeNormaliser(options.format(), options.zone());
            case WHOLE -> new WholeNormaliser(options.decimalMark());
            case DECIMAL -> new DecimalNormaliser(options.decimalMark());
            case MONEY -> new MoneyNormaliser(options.decimalMark(), options.currency());
            case BOOLEAN -> (text, region) -> Booleans.normalise(text);
        };
    }

    /** The normaliser of record keys and event ids, which are told apart exactly and so are only stripped. */
    public static Normaliser key() {
        return (text, region) -> Keys.normalise(text);
    }

    /** Whether a format can be declared for dates or times. */
    public static boolean isFormat(ValueType type, String format) {
        return Epoch.of(format).isPresent() ? type == ValueType.DATETIME : DateFormat.isPattern(format, type);
    }
}
