package io.serai.raw;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A record that is JSON at its source. */
public record JsonRecord(JsonNode json) implements RawRecord {
    @Override
    public JsonNode toJson() {
        return json;
    }

    @Override
    public Optional<TabularRecord> tabular() {
        return Optional.empty();
    }
}
