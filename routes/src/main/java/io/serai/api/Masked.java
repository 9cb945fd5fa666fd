package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.profile.Mask;
import io.serai.schema.ProfileSchema;
import java.util.Map;

/** Records as they show to those who may not see personal data. */
final class Masked {
    private Masked() {}

    /** A record of a source, of which nobody knows yet what is personal: every value masked. */
    static JsonNode all(JsonNode node) {
        if (node.isObject()) {
            ObjectNode masked = Reply.object();
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                masked.set(entry.getKey(), all(entry.getValue()));
            }
            return masked;
        }
        if (node.isArray()) {
            ArrayNode masked = Reply.NODES.arrayNode();
            node.forEach(item -> masked.add(all(item)));
            return masked;
        }
        return node.isNull() ? node : Reply.NODES.textNode(Mask.of(node.asText()));
    }

    /** A canonical record: its key, its identifiers and its traits that are personal data masked. */
    static ObjectNode canonical(ObjectNode record, ProfileSchema schema) {
        record.set("key", all(record.path("key")));
        record.set("identifiers", all(record.path("identifiers")));
        ObjectNode traits = Reply.object();
        record.path("traits").properties().forEach(trait -> {
            boolean pii = schema.trait(trait.getKey()).map(known -> known.pii()).orElse(true);
            traits.set(trait.getKey(), pii ? all(trait.getValue()) : trait.getValue());
        });
        record.set("traits", traits);
        return record;
    }
}
