package io.serai.segment;

import io.serai.segment.Condition.OnProperty;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which events are meant: those of a type that pass every check and fall into the hours. Immutable.
 *
 * @param hours empty for any time of day
 * @param zone by whose clock hours and days are meant
 */
public record EventFilter(String event, List<OnProperty> where, Optional<Hours> hours, ZoneId zone) {
    public EventFilter {
        where = List.copyOf(where);
    }

    /** @param key the key the type stands under */
    String describe(String key) {
        return key + ": " + event + checks();
    }

    /** The keys but for the type and the zone, each after a comma. */
    String checks() {
        String checks = where.isEmpty()
                ? ""
                : where.stream().map(OnProperty::describe).collect(Collectors.joining(", ", ", where: [", "]"));
        return checks + hours.map(span -> ", hours: " + span.describe()).orElse("");
    }
}
