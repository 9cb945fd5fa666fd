package io.serai.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells what is behind for a moment, as everything is now and then, from what stays behind. Thread-safe. */
final class Lateness {
    private final Duration patience;
    private final Clock clock;
    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    Lateness(Duration patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
    }

    /** Since when something has been behind at every look; empty unless that is longer than we are patient. */
    Optional<Instant> of(String name, boolean isBehind) {
        if (!isBehind) {
            since.remove(name);
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant first = since.computeIfAbsent(name, fresh -> now);
        return Optional.of(first).filter(start -> !start.plus(patience).isAfter(now));
    }
}
