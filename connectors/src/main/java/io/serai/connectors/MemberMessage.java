package io.serai.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connector.Delivery;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import java.util.Map;
import java.util.Optional;

/**
 * A member as a message of its own: a JSON object of {@code op}, {@code audience}, the identifier under its namespace, and
 * for additions {@code fields}.
 */
public final class MemberMessage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MemberMessage() {}

    /** The message in UTF-8. */
    public static byte[] of(Delivery delivery, String audience, Member member) {
        ObjectNode message = JSON.createObjectNode()
                .put("op", delivery.operation().word())
                .put("audience", audience)
                .put(delivery.namespace(), member.identifier());
        if (delivery.operation() == Operation.ADD) {
            ObjectNode fields = message.putObject("fields");
            for (Map.Entry<String, Optional<Object>> field : member.fields().entrySet()) {
                fields.set(field.getKey(), JSON.valueToTree(field.getValue().orElse(null)));
            }
        }
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
