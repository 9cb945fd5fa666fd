package io.serai.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Moments as MariaDB's DATETIME(6) in UTC and as microseconds since 1970. */
public final class Moments {
    private Moments() {}

    /** As text for LOAD DATA, such as 2026-11-24 09:00:00.000000. */
    public static String sql(Instant moment) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 1000 || time.getYear() > 9999) {
            throw new DateTimeException("MariaDB keeps the years 1000 to 9999");
        }
        // By hand: a formatter would be a tenth of an import.
        char[] text = "0000-00-00 00:00:00.000000".toCharArray();
        seconds(text, time);
        digits(text, 20, 6, time.getNano() / 1000);
        return new String(text);
    }

    /** As {@link Instant#toString} has it, such as 2026-11-24T09:00:00Z. */
    public static String iso(Instant moment) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
        int micros = moment.getNano() / 1_000;
        if (moment.getNano() % 1_000 != 0 || time.getYear() < 1000 || time.getYear() > 9999) {
            return moment.toString();
        }
        // By hand: a formatter would be a fifth of an export.
        String form = micros == 0 ? "" : micros % 1_000 == 0 ? ".000" : ".000000";
        char[] text = ("0000-00-00T00:00:00" + form + "Z").toCharArray();
        seconds(text, time);
        if (micros != 0) {
            boolean millis = micros % 1_000 == 0;
            digits(text, 20, millis ? 3 : 6, millis ? micros / 1_000 : micros);
        }
        return new String(text);
    }

    private static void seconds(char[] text, LocalDateTime time) {
        digits(text, 0, 4, time.getYear());
        digits(text, 5, 2, time.getMonthValue());
        digits(text, 8, 2, time.getDayOfMonth());
        digits(text, 11, 2, time.getHour());
        digits(text, 14, 2, time.getMinute());
        digits(text, 17, 2, time.getSecond());
    }

    private static void digits(char[] text, int from, int count, int value) {
        int rest = value;
        for (int at = from + count - 1; at >= from; at--) {
            text[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** As a parameter to bind: a JDBC driver would shift an {@link Instant} into the machine's zone. */
    public static LocalDateTime bind(Instant moment) {
        return LocalDateTime.ofInstant(moment.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    public static Instant read(LocalDateTime column) {
        return column.toInstant(ZoneOffset.UTC);
    }

    public static long micros(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1_000);
    }

    public static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
