package io.serai.sync;

import java.time.Duration;

/**
 * How often a member is sent again when the destination does not answer for it.
 *
 * @param horizon how long after the first attempt to give up
 * @param first the pause after the first attempt; it doubles with every further one
 * @param most the longest pause
 */
public record RetryPolicy(Duration horizon, Duration first, Duration most) {
    /** What applies unless a sync says otherwise. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(Duration.ofHours(4), Duration.ofSeconds(1), Duration.ofMinutes(5));

    /**
     * The pause after an attempt.
     *
     * @param attempt counted from 1
     * @param jitter from 0 to 1: the pause is between half and the whole of its length, so that retries spread
     */
    Duration pause(int attempt, double jitter) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(attempt - 1, 40));
        double whole = Math.min(doubled, most.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(whole * (0.5 + 0.5 * jitter))));
    }
}
