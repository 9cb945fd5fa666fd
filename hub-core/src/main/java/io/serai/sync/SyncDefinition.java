package io.serai.sync;

import io.serai.connector.SyncMode;
import io.serai.run.Missed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A {@code sync: NAME} file: a segment kept in step at a destination.
 *
 * @param schedule a cron text for whoever starts the runs; empty for runs by hand only
 * @param missed what becomes of times of the schedule that were missed
 * @param purpose only who granted consent to it is sent; empty only where the file names another legal basis
 * @param identifier the namespace that the destination knows members by
 * @param fields by the destination's name for them
 */
public record SyncDefinition(
        String name,
        String segment,
        String destination,
        SyncMode mode,
        Optional<String> schedule,
        Missed missed,
        Optional<String> purpose,
        String identifier,
        Map<String, FieldSource> fields,
        Brake brake,
        RetryPolicy retry) {
    public SyncDefinition {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The traits that fields take their values from. */
    Set<String> traits() {
        return fields.values().stream()
                .filter(FieldSource.Trait.class::isInstance)
                .map(source -> ((FieldSource.Trait) source).name())
                .collect(Collectors.toSet());
    }

    List<String> fieldNames() {
        return List.copyOf(fields.keySet());
    }
}
