package io.serai.sync;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connector.Member;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.Profile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A member as bytes: equal members have equal bytes. In the store always sealed, for its sync and member. */
final class Payload {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private Payload() {}

    /** What a sync sends for a profile; the profile must hold an identifier in the sync's namespace. */
    static byte[] of(SyncDefinition sync, Profile profile) {
        ObjectNode root = NODES.objectNode();
        root.put("identifier", profile.identifier(sync.identifier()).orElseThrow());
        ObjectNode fields = root.putObject("fields");
        sync.fields()
                .forEach((name, source) ->
                        fields.set(name, source.of(profile).map(Payload::json).orElse(NODES.nullNode())));
        return bytes(root);
    }

    private static byte[] bytes(ObjectNode root) {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "a payload cannot be written", e);
        }
    }

    private static JsonNode json(Object value) {
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof BigDecimal number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(item -> array.add(String.valueOf(item)));
            return array;
        }
        return NODES.textNode(value.toString());
    }

    static Member member(byte[] payload) {
        try {
            JsonNode root = JSON.readTree(payload);
            Map<String, Optional<Object>> fields = new LinkedHashMap<>();
            root.get("fields").fields().forEachRemaining(field -> fields.put(field.getKey(), value(field.getValue())));
            return new Member(root.get("identifier").textValue(), fields);
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "a stored payload cannot be read", e);
        }
    }

    private static Optional<Object> value(JsonNode json) {
        if (json.isNull()) {
            return Optional.empty();
        }
        if (json.isBoolean()) {
            return Optional.of(json.booleanValue());
        }
        if (json.isIntegralNumber()) {
            return Optional.of(json.longValue());
        }
        if (json.isNumber()) {
            return Optional.of(json.decimalValue());
        }
        if (json.isArray()) {
            List<String> items = new ArrayList<>();
            json.forEach(item -> items.add(item.textValue()));
            return Optional.of(List.copyOf(items));
        }
        return Optional.of(json.textValue());
    }

    /** What a sealed payload is bound to, so that it cannot be moved to another member or sync. */
    static byte[] context(int syncId, byte[] member) {
        byte[] sync = Keyring.context("sync_member", syncId);
        return ByteBuffer.allocate(sync.length + member.length)
                .put(sync)
                .put(member)
                .array();
    }
}
