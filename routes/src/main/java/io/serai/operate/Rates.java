package io.serai.operate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** How fast our counters have grown over the last minute. Thread-safe. */
public final class Rates {
    /** What rates are taken over. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private final MeterRegistry registry;
    private final Clock clock;
    /** The oldest first; the first one is the youngest that is at least a window old. Guarded by itself. */
    private final Deque<Sample> samples = new ArrayDeque<>();

    Rates(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        sample();
    }

    private record Sample(Instant at, Map<Meter.Id, Double> counts) {
        double sum(Collection<Meter> meters) {
            return meters.stream()
                    .mapToDouble(meter -> counts.getOrDefault(meter.getId(), 0.0))
                    .sum();
        }
    }

    /**
     * What a counter says.
     *
     * @param total since the hub was started
     */
    public record Reading(long total, double perSecond) {}

    /** Notes how the counters stand; to be called every few seconds. */
    public void sample() {
        Map<Meter.Id, Double> counts = new HashMap<>();
        registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("serai."))
                .forEach(meter -> counts.put(meter.getId(), count(meter)));
        Instant now = clock.instant();
        synchronized (samples) {
            samples.addLast(new Sample(now, counts));
            samples.stream()
                    .filter(sample -> !sample.at().isAfter(now.minus(WINDOW)))
                    .reduce((older, younger) -> younger)
                    .ifPresent(start -> samples.removeIf(sample -> sample.at().isBefore(start.at())));
        }
    }

    /** All counters of a name that have these tags, added up. */
    public Reading of(String name, Tags tags) {
        Collection<Meter> meters = registry.find(name).tags(tags).meters();
        double total = meters.stream().mapToDouble(Rates::count).sum();
        Sample start;
        synchronized (samples) {
            start = samples.getFirst();
        }
        double seconds = Duration.between(start.at(), clock.instant()).toMillis() / 1000.0;
        return new Reading(Math.round(total), Math.max(0, total - start.sum(meters)) / Math.max(1, seconds));
    }

    /** The values that counters of a name have for a tag. */
    Set<String> values(String name, String tag) {
        return registry.find(name).meters().stream()
                .map(meter -> meter.getId().getTag(tag))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static double count(Meter meter) {
        return meter instanceof Counter counter ? counter.count() : meter instanceof Timer timer ? timer.count() : 0;
    }
}
