package io.serai.operate;

import io.serai.error.SeraiException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What went wrong on each route since the hub was started: how often, and the last times. Camel counts only what nobody
 * has caught, and our routes catch nearly everything. Thread-safe.
 */
public final class Failures {
    private static final int KEPT = 50;

    private final Clock clock;
    private final Map<String, Log> routes = new ConcurrentHashMap<>();

    Failures(Clock clock) {
        this.clock = clock;
    }

    /**
     * One failure.
     *
     * @param code of the list of error codes
     * @param message for a person; without anybody's data, as every message of ours
     */
    public record Failure(Instant at, String code, String message) {}

    /** The failures of one route, the newest first. Guarded by itself. */
    private static final class Log {
        private final Deque<Failure> last = new ArrayDeque<>();
        private long count;
    }

    public void note(String routeId, SeraiException failure) {
        note(routeId, failure.code().name(), String.valueOf(failure.getMessage()));
    }

    public void note(String routeId, String code, String message) {
        Log log = routes.computeIfAbsent(routeId, fresh -> new Log());
        synchronized (log) {
            log.count++;
            log.last.addFirst(new Failure(clock.instant(), code, message));
            if (log.last.size() > KEPT) {
                log.last.removeLast();
            }
        }
    }

    /** How often a route has failed. */
    public long count(String routeId) {
        Log log = routes.getOrDefault(routeId, new Log());
        synchronized (log) {
            return log.count;
        }
    }

    /** A route's last failures, the newest first. */
    public List<Failure> last(String routeId, int most) {
        Log log = routes.getOrDefault(routeId, new Log());
        synchronized (log) {
            return log.last.stream().limit(most).toList();
        }
    }
}
