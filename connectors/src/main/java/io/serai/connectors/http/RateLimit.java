package io.serai.connectors.http;

import io.serai.connector.Pauser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Keeps to an account's limits: so many requests in any stretch of time, so many at once. Thread-safe. */
final class RateLimit {
    private final List<Window> windows;
    private final Clock clock;
    private final Pauser pauser;
    private final Semaphore places;

    /** So many requests in any stretch of this length. */
    record Rate(int count, Duration per) {}

    RateLimit(List<Rate> rates, int concurrency, Clock clock, Pauser pauser) {
        this.windows = rates.stream().map(Window::new).toList();
        this.clock = clock;
        this.pauser = pauser;
        this.places = new Semaphore(concurrency, true);
    }

    /** Waits for a place; {@link #leave} gives it back. */
    void enter() throws InterruptedException {
        places.acquire();
        try {
            Duration wait = reserve();
            if (!wait.isZero()) {
                pauser.pause(wait);
            }
        } catch (InterruptedException e) {
            places.release();
            throw e;
        }
    }

    void leave() {
        places.release();
    }

    /** Books the next moment that is free in every window and says how far away it is. */
    private synchronized Duration reserve() {
        Instant now = clock.instant();
        Instant moment = now;
        for (Window window : windows) {
            Instant free = window.free(now);
            moment = free.isAfter(moment) ? free : moment;
        }
        for (Window window : windows) {
            window.book(moment);
        }
        return Duration.between(now, moment);
    }

    private static final class Window {
        private final Rate rate;
        private final Deque<Instant> booked = new ArrayDeque<>();

        Window(Rate rate) {
            this.rate = rate;
        }

        /** The first moment with a place; never more than {@code count} bookings are kept. */
        Instant free(Instant now) {
            while (!booked.isEmpty() && !booked.peekFirst().isAfter(now.minus(rate.per()))) {
                booked.removeFirst();
            }
            return booked.size() < rate.count() ? now : booked.peekFirst().plus(rate.per());
        }

        void book(Instant moment) {
            if (booked.size() >= rate.count()) {
                booked.removeFirst();
            }
            booked.addLast(moment);
        }
    }
}
