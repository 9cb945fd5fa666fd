package io.serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.TestClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongKeysTest {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final WrongKeys wrong = new WrongKeys(clock);

    private static InetAddress address(String text) {
        return new InetSocketAddress(text, 1).getAddress();
    }

    private void note(String address, int times) {
        for (int time = 0; time < times; time++) {
            wrong.note(address(address));
        }
    }

    private void refused(String address) {
        assertThatThrownBy(() -> note(address, 1))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_ATTEMPTS));
    }

    @Test
    void afterSomeAnAddressWaitsUntilTheMinuteIsOver() {
        // Given
        note("192.0.2.1", WrongKeys.MOST);
        // When, Then
        refused("192.0.2.1");
        note("192.0.2.2", WrongKeys.MOST);
        clock.advance(WrongKeys.SPAN.minusMillis(1));
        refused("192.0.2.1");
        clock.advance(Duration.ofMillis(1));
        note("192.0.2.1", WrongKeys.MOST);
        refused("192.0.2.1");
    }

    @Test
    void anIpv6NetworkCountsAsOne() {
        note("2001:db8:0:1::1", WrongKeys.MOST);
        refused("2001:db8:0:1:ffff::2");
        note("2001:db8:0:2::1", WrongKeys.MOST);
    }

    @Test
    void addressesAreForgottenBeforeTheyFillTheMemory() {
        // Given
        note("192.0.2.1", WrongKeys.MOST);
        refused("192.0.2.1");
        // When
        for (int other = 0; other < WrongKeys.MOST_ADDRESSES; other++) {
            note("10.0." + other / 256 + "." + other % 256, 1);
        }
        // Then
        note("192.0.2.1", 1);
    }
}
