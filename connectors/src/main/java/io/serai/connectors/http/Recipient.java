package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * A member on its way through the requests of an operation. Personal data: kept out of logs, errors and {@link
 * #toString}.
 *
 * @param sent the identifier as the vendor gets it
 * @param values what templates may name: identifiers, fields, and what answers have given so far
 */
record Recipient(String sent, Map<String, JsonNode> values) {
    Recipient {
        values = Map.copyOf(values);
    }

    Recipient with(Map<String, JsonNode> given) {
        Map<String, JsonNode> both = new HashMap<>(values);
        both.putAll(given);
        return new Recipient(sent, both);
    }

    @Override
    public String toString() {
        return "Recipient[***]";
    }
}
