package io.serai.connectors.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cursor: of each partition, the offset of the first message that has not been read.
 *
 * @param topic the offsets are of
 */
record Offsets(String topic, Map<Integer, Long> next) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Offsets {
        next = Map.copyOf(next);
    }

    String write() {
        ObjectNode json = JSON.createObjectNode().put("topic", topic);
        ObjectNode partitions = json.putObject("next");
        new TreeMap<>(next).forEach((partition, offset) -> partitions.put(partition.toString(), offset));
        return json.toString();
    }

    /** @throws SeraiException CURSOR_INVALID if these are no offsets of the topic */
    static Offsets parse(String text, String topic, String where) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.path("topic").asText().equals(topic)) {
                Map<Integer, Long> next = new TreeMap<>();
                for (Map.Entry<String, JsonNode> partition : json.path("next").properties()) {
                    next.put(
                            Integer.valueOf(partition.getKey()),
                            partition.getValue().asLong());
                }
                return new Offsets(topic, next);
            }
        } catch (JsonProcessingException | NumberFormatException e) {
            // Said below.
        }
        throw new SeraiException(
                ErrorCode.CURSOR_INVALID,
                where + ": the stored offsets are not of the topic '" + topic
                        + "'. Read another topic under another stream name, or read it from its start: 'serai source reset "
                        + where + "'.");
    }
}
