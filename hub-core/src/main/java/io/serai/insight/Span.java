package io.serai.insight;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Moments;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** Days in UTC, both included. */
public record Span(LocalDate first, LocalDate last) {
    private static final int MOST_DAYS = 3_660;

    /** @throws SeraiException USAGE if they are in the wrong order or more than ten years */
    public Span {
        if (last.isBefore(first) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw new SeraiException(ErrorCode.USAGE, "The days must be in their order, and at most ten years.");
        }
    }

    /** As {@code :from} and {@code :to}, the moment after the end. */
    Map<String, Object> bound() {
        return Map.of(
                "from", Moments.bind(first.atStartOfDay().toInstant(ZoneOffset.UTC)),
                "to", Moments.bind(last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
    }
}
