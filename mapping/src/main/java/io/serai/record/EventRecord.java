package io.serai.record;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a subject.
 *
 * @param id unique within the stream: the same id again is the same event
 * @param properties canonical values by name (see {@link io.serai.schema.ValueType}); absent ones are left out
 */
public record EventRecord(String id, String type, Instant time, Map<String, Object> properties) {
    public EventRecord {
        properties = Map.copyOf(properties);
    }
}
