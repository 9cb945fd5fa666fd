package io.serai.store;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments as MariaDB's DATETIME(6) in UTC and as microseconds since 1970. */
public final class Moments {
    private static final DateTimeFormatter SQL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Moments() {}

    /** As text for LOAD DATA, such as 2026-11-24 09:00:00.000000. */
    public static String sql(Instant moment) {
        return SQL.format(moment);
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
