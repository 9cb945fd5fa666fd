package io.serai.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LatenessTest {
    private Instant now = Instant.EPOCH;
    private final Lateness late = new Lateness(Duration.ofMinutes(5), new Ticking());

    /** Stands where the test puts it. */
    private final class Ticking extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void whatStaysBehindIsLateSinceItsFirstLook() {
        // Given
        late.of("a", true);
        now = now.plus(Duration.ofMinutes(5));
        // When, Then
        assertThat(late.of("a", true)).contains(Instant.EPOCH);
    }

    @Test
    void whatIsBehindForAMomentIsNot() {
        // Given
        late.of("a", true);
        now = now.plus(Duration.ofMinutes(4));
        late.of("a", false);
        now = now.plus(Duration.ofMinutes(4));
        // When, Then
        assertThat(late.of("a", true)).isEmpty();
        assertThat(late.of("b", true)).isEmpty();
    }
}
