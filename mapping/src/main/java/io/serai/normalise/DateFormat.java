package io.serai.normalise;

import io.serai.schema.ValueType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** A declared pattern, read strictly: no 31 February, and {@code yyyy} is the plain year people mean by it. */
final class DateFormat {
    private final DateTimeFormatter formatter;
    private final Optional<DigitPattern> digits;

    private DateFormat(String pattern) {
        this.formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(plainYears(pattern))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        this.digits = DigitPattern.of(pattern);
    }

    static DateFormat of(String pattern) {
        return new DateFormat(pattern);
    }

    static boolean isPattern(String pattern, ValueType type) {
        try {
            DateTimeFormatter formatter = of(pattern).formatter;
            String sample = formatter.format(ZonedDateTime.of(2004, 12, 31, 23, 59, 58, 0, java.time.ZoneOffset.UTC));
            TemporalAccessor parsed = formatter.parse(sample);
            return (type == ValueType.DATE || type == ValueType.DATETIME) && parsed.isSupported(ChronoField.EPOCH_DAY);
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    /** Outside quotes, {@code y} (year of an era) becomes {@code u} (year), which needs no era when read strictly. */
    private static String plainYears(String pattern) {
        StringBuilder plain = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            plain.append(c == 'y' && !quoted ? 'u' : c);
        }
        return plain.toString();
    }

    Optional<LocalDate> date(String text) {
        if (digits.isPresent()) {
            return digits.get().date(text);
        }
        try {
            return Optional.of(formatter.parse(text, LocalDate::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A {@link ZonedDateTime}, {@link LocalDateTime} or {@link LocalDate}, whichever the pattern holds. */
    Optional<TemporalAccessor> moment(String text) {
        try {
            return Optional.of(formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
