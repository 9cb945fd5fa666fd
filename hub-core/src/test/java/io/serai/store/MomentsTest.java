package io.serai.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static final long SEED = Long.getLong("serai.seed", new SplittableRandom().nextLong());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T09:00:00Z",
                "2026-11-24T09:00:00.070Z",
                "2026-11-24T09:00:00.000070Z",
                "2026-11-24T09:00:00.000000007Z",
                "0999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00.5Z"
            })
    void writesMomentsAsTheStandardDoes(String text) {
        // Given
        Instant moment = Instant.parse(text);
        // When
        String written = Moments.iso(moment);
        // Then
        assertThat(written).isEqualTo(moment.toString());
    }

    @Test
    void writesAnyMomentAsTheStandardDoes() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 10_000; i++) {
            // Given
            Instant moment = Instant.EPOCH
                    .plusSeconds(random.nextLong(-40_000_000_000L, 300_000_000_000L))
                    .plusNanos(random.nextInt(1_000_000_000))
                    .truncatedTo(random.nextBoolean() ? ChronoUnit.MICROS : ChronoUnit.MILLIS);
            // When
            String written = Moments.iso(moment);
            // Then
            assertThat(written).as("seed %s", SEED).isEqualTo(moment.toString());
        }
    }
}
