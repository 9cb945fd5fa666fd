package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a vendor wants points in time written. Those it writes are understood whichever it uses. */
enum Moments {
    /** 2026-03-01T12:00:00.000Z. */
    ISO(ChronoUnit.MILLIS, "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"),
    /** 2026-03-01T12:00:00Z. */
    ISO_SECONDS(ChronoUnit.SECONDS, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
    /** 2026-03-01 12:00:00, in UTC. */
    SQL(ChronoUnit.SECONDS, "yyyy-MM-dd HH:mm:ss"),
    EPOCH_S(ChronoUnit.SECONDS, ""),
    EPOCH_MS(ChronoUnit.MILLIS, "");

    private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private final ChronoUnit unit;
    private final String pattern;

    Moments(ChronoUnit unit, String pattern) {
        this.unit = unit;
        this.pattern = pattern;
    }

    static List<String> words() {
        return Arrays.stream(values())
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    static Moments of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The shortest time that can be told. */
    Duration step() {
        return unit.getDuration();
    }

    /** Rounded down: asking from earlier loses nothing. */
    String write(Instant instant) {
        return switch (this) {
            case EPOCH_S -> Long.toString(instant.getEpochSecond());
            case EPOCH_MS -> Long.toString(instant.toEpochMilli());
            default ->
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(instant);
        };
    }

    /** Empty if it is no point in time. */
    Optional<Instant> read(JsonNode value) {
        String text = value.isValueNode() && !value.isNull() ? value.asText() : "";
        try {
            if (text.matches("\\d{1,15}")) {
                long number = Long.parseLong(text);
                return Optional.of(this == EPOCH_S ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
            }
            TemporalAccessor parsed = ANY.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    parsed instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
