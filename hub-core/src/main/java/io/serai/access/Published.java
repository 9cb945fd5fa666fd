package io.serai.access;

import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that an issuer publishes: fetched when it is needed and some minutes old. While the issuer is away what is
 * known goes on, for a day. Thread-safe.
 */
final class Published<T> {
    static final Duration FRESH = Duration.ofMinutes(10);
    /** So that what strangers ask of us does not become requests to the issuer. */
    static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    static final Duration LONGEST_USE = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Published.class);

    private final String what;
    private final Fetch<T> fetch;
    private final Clock clock;
    private volatile @Nullable Known<T> known;
    private volatile boolean away;
    private Instant tried = Instant.EPOCH;

    /** How it is had. */
    @FunctionalInterface
    interface Fetch<T> {
        T fetch() throws IOException, InterruptedException, ParseException;
    }

    /** What was fetched, and when it was the issuer's. */
    private record Known<T>(T value, Instant at) {}

    /** @param what it is, for the log */
    Published(String what, Fetch<T> fetch, Clock clock) {
        this.what = what;
        this.fetch = fetch;
        this.clock = clock;
    }

    /** Empty if it cannot be had. */
    Optional<T> get() {
        if (younger(FRESH).isEmpty()) {
            refresh();
        }
        return younger(LONGEST_USE);
    }

    /** Whether the issuer could not be asked the last time. */
    boolean isAway() {
        return away;
    }

    private Optional<T> younger(Duration age) {
        return Optional.ofNullable(known)
                .filter(it -> clock.instant().isBefore(it.at().plus(age)))
                .map(Known::value);
    }

    /** Asks the issuer, unless that was done just now. */
    synchronized void refresh() {
        Instant now = clock.instant();
        if (now.isBefore(tried.plus(BETWEEN_TRIES))) {
            return;
        }
        tried = now;
        try {
            known = new Known<>(fetch.fetch(), now);
            away = false;
        } catch (IOException | ParseException e) {
            away = true;
            LOG.warn("{} cannot be had: {}", what, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            away = true;
            Thread.currentThread().interrupt();
        }
    }
}
