package io.serai.source;

import io.serai.raw.RawRecord;
import java.util.List;

/**
 * A stream a source offers.
 *
 * @param name a name for it in YAML
 * @param settings the stream's own YAML keys, such as {@code table: customers}, as text lines
 * @param key the field that identifies a record; empty if the source does not say
 * @param samples some of its records: personal data, for the eyes of who set the source up only
 */
public record DiscoveredStream(String name, List<String> settings, String key, List<RawRecord> samples) {
    public DiscoveredStream {
        settings = List.copyOf(settings);
        samples = List.copyOf(samples);
    }

    @Override
    public String toString() {
        return "DiscoveredStream[" + name + "]";
    }
}
