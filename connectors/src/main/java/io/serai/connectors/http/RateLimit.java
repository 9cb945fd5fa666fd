package io.serai.connectors.http;

import io.serai.connector.Pauser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/** Keeps to an account's limits: so many requests in any stretch of time, so many at once. Thread-safe. */
final class RateLimit {
    private final int count;
    private final Duration per;
    private final Clock clock;
    private final Pauser pauser;
    private final Semaphore places;
    private final Deque<Instant> recent = new ArrayDeque<>();

    RateLimit(int count, Duration per, int concurrency, Clock clock, Pauser pauser) {
        this.count = count;
        this.per = per;
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

    /** Books the next free moment and says how far away it is. */
    private synchronized Duration reserve() {
        Instant now = clock.instant();
        while (!recent.isEmpty() && !recent.peekFirst().isAfter(now.minus(per))) {
            recent.removeFirst();
        }
        Instant moment = now;
        if (recent.size() >= count) {
            Instant freed = recent.removeFirst().plus(per);
            moment = freed.isAfter(now) ? freed : now;
        }
        recent.addLast(moment);
        return Duration.between(now, moment);
    }
}
