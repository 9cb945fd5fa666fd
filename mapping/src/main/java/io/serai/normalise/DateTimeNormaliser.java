package io.serai.normalise;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * DATETIME: the declared format or ISO 8601, to the microsecond. A time without a zone takes the declared one and is
 * invalid without; in the hour that a clock change repeats, the earlier moment is meant.
 */
final class DateTimeNormaliser implements Normaliser {
    private static final int LONGEST = 64;
    private static final int ISO_DATE = 10;
    private static final Instant FIRST = LocalDate.of(DateNormaliser.FIRST_YEAR, 1, 1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    private static final Instant END = LocalDate.of(DateNormaliser.LAST_YEAR + 1, 1, 1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    private static final Normalised NO_TIME = Normalised.invalid("is no time in the declared format or ISO 8601");
    private static final Normalised NO_ZONE =
            Normalised.invalid("has no time zone, and the mapping declares none ('zone:')");

    private final Optional<Epoch> epoch;
    private final Optional<DateFormat> format;
    private final Optional<ZoneId> zone;
    private final DecimalNormaliser count = new DecimalNormaliser('.');

    DateTimeNormaliser(Optional<String> format, Optional<ZoneId> zone) {
        this.epoch = format.flatMap(Epoch::of);
        this.format = epoch.isPresent() ? Optional.empty() : format.map(DateFormat::of);
        this.zone = zone;
    }

    @Override
    public Normalised normalise(String text, String region) {
        if (text.length() > LONGEST) {
            return NO_TIME;
        }
        String clean = Unicode.clean(text, false);
        if (clean.isEmpty()) {
            return Normalised.EMPTY;
        }
        if (epoch.isPresent() && count.normalise(clean, region) instanceof Normalised.Valid number) {
            return counted(epoch.get(), (BigDecimal) number.value());
        }
        Optional<TemporalAccessor> declared = format.flatMap(known -> known.moment(clean));
        return declared.isPresent() ? zoned(declared.get()) : iso(clean);
    }

    private static Normalised counted(Epoch epoch, BigDecimal count) {
        try {
            return epoch.instant(count.longValueExact())
                    .map(DateTimeNormaliser::inRange)
                    .orElse(NO_TIME);
        } catch (ArithmeticException e) {
            return NO_TIME;
        }
    }

    private Normalised iso(String text) {
        if (text.length() == ISO_DATE) {
            return DigitPattern.ISO.date(text).map(this::zoned).orElse(NO_TIME);
        }
        Optional<IsoTime> time = IsoTime.parse(text);
        if (time.isEmpty()) {
            return NO_TIME;
        }
        return time.get()
                .offset()
                .map(offset -> inRange(time.get().local().toInstant(offset)))
                .orElseGet(() -> zoned(time.get().local()));
    }

    private Normalised zoned(TemporalAccessor moment) {
        if (moment instanceof ZonedDateTime zoned) {
            return inRange(zoned.toInstant());
        }
        LocalDateTime local = moment instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(moment);
        return zone.map(known -> inRange(local.atZone(known).toInstant())).orElse(NO_ZONE);
    }

    private static Normalised inRange(Instant instant) {
        return instant.isBefore(FIRST) || !instant.isBefore(END)
                ? NO_TIME
                : Normalised.valid(instant.truncatedTo(ChronoUnit.MICROS));
    }
}
