package io.serai.connectors.objects;

import io.serai.connectors.objects.ObjectStore.Listed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells objects that are still being written by their changing version. A version counts as whole when it was seen for
 * long enough, by our clock: the other side's may be wrong. Thread-safe.
 */
final class Settling {
    private final Duration settle;
    private final Clock clock;
    private final Map<String, Map<String, Seen>> byStream = new HashMap<>();

    private record Seen(String version, Instant since) {}

    /** @param settle zero where the place shows whole objects only */
    Settling(Duration settle, Clock clock) {
        this.settle = settle;
        this.clock = clock;
    }

    /** Those that have lain unchanged. What is not listed any more is forgotten. */
    synchronized List<Listed> settled(String stream, List<Listed> listed) {
        if (settle.isZero()) {
            return listed;
        }
        Instant now = clock.instant();
        Map<String, Seen> before = byStream.getOrDefault(stream, Map.of());
        Map<String, Seen> after = new HashMap<>();
        List<Listed> whole = new ArrayList<>();
        for (Listed object : listed) {
            Seen seen = Optional.ofNullable(before.get(object.name()))
                    .filter(known -> known.version().equals(object.version()))
                    .orElse(new Seen(object.version(), now));
            after.put(object.name(), seen);
            if (!seen.since().plus(settle).isAfter(now)) {
                whole.add(object);
            }
        }
        byStream.put(stream, after);
        return whole;
    }
}
