package io.serai.normalise;

import java.time.LocalDate;
import java.util.Optional;

/** DATE: the declared format or ISO 8601; of an ISO time the day as written. Years 1000 to 9999, as MariaDB keeps. */
final class DateNormaliser implements Normaliser {
    static final int FIRST_YEAR = 1000;
    static final int LAST_YEAR = 9999;

    private static final int LONGEST = 64;
    private static final int ISO_LENGTH = 10;
    private static final Normalised NO_DATE = Normalised.invalid("is no date in the declared format or ISO 8601");

    private final Optional<DateFormat> format;

    DateNormaliser(Optional<String> format) {
        this.format = format.map(DateFormat::of);
    }

    @Override
    public Normalised normalise(String text, String region) {
        if (text.length() > LONGEST) {
            return NO_DATE;
        }
        String clean = Unicode.clean(text, false);
        if (clean.isEmpty()) {
            return Normalised.EMPTY;
        }
        Optional<LocalDate> declared = format.flatMap(known -> known.date(clean));
        Optional<LocalDate> date = declared.isPresent() ? declared : iso(clean);
        return date.filter(day -> day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR)
                .map(Normalised::valid)
                .orElse(NO_DATE);
    }

    private static Optional<LocalDate> iso(String text) {
        if (text.length() == ISO_LENGTH) {
            return DigitPattern.ISO.date(text);
        }
        return IsoTime.parse(text).map(time -> time.local().toLocalDate());
    }
}
