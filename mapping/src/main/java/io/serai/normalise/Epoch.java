package io.serai.normalise;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times counted from 1970-01-01 UTC. */
enum Epoch {
    SECONDS("epoch-s", 1_000_000L),
    MILLIS("epoch-ms", 1_000L),
    MICROS("epoch-us", 1L);

    private final String word;
    private final long micros;

    Epoch(String word, long micros) {
        this.word = word;
        this.micros = micros;
    }

    static Optional<Epoch> of(String format) {
        for (Epoch epoch : values()) {
            if (epoch.word.equals(format)) {
                return Optional.of(epoch);
            }
        }
        return Optional.empty();
    }

    Optional<Instant> instant(long count) {
        try {
            return Optional.of(Instant.EPOCH.plus(Math.multiplyExact(count, micros), ChronoUnit.MICROS));
        } catch (ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
