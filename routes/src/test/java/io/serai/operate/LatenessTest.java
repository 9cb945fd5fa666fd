package io.serai.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.store.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LatenessTest {
    private final TestClock clock = new TestClock(Instant.EPOCH);
    private final Lateness late = new Lateness(Duration.ofMinutes(5), clock);

    @Test
    void whatStaysBehindIsLateSinceItsFirstLook() {
        // Given
        late.of("a", true);
        clock.advance(Duration.ofMinutes(5));
        // When, Then
        assertThat(late.of("a", true)).contains(Instant.EPOCH);
    }

    @Test
    void whatIsBehindForAMomentIsNot() {
        // Given
        late.of("a", true);
        clock.advance(Duration.ofMinutes(4));
        late.of("a", false);
        clock.advance(Duration.ofMinutes(4));
        // When, Then
        assertThat(late.of("a", true)).isEmpty();
        assertThat(late.of("b", true)).isEmpty();
    }
}
