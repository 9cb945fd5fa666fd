package io.serai.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between Jackson's tree and the plain maps, lists and values that expressions work on. */
final class JsonValues {
    /** Deepest value an expression is given. */
    static final int MAX_DEPTH = 500;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonValues() {}

    /**
     * @throws SeraiException {@link ErrorCode#RECORD_TOO_LARGE} if the value is nested too deeply
     */
    static @Nullable Object toPlain(JsonNode node) {
        return toPlain(node, MAX_DEPTH);
    }

    private static @Nullable Object toPlain(JsonNode node, int depth) {
        if (depth == 0) {
            throw new SeraiException(
                    ErrorCode.RECORD_TOO_LARGE, "is nested deeper than " + MAX_DEPTH + " for an expression");
        }
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.fields().forEachRemaining(field -> map.put(field.getKey(), toPlain(field.getValue(), depth - 1)));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>(node.size());
            node.forEach(item -> list.add(toPlain(item, depth - 1)));
            return list;
        }
        if (node.isNumber()) {
            return node.isBigInteger() || node.isBigDecimal() ? (Number) node.doubleValue() : node.numberValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() || node.isMissingNode() ? null : node.asText();
    }

    /** What an expression answered; what is no JSON (a function, say) is missing. */
    static JsonNode fromPlain(@Nullable Object value, int depth) {
        if (depth == 0) {
            throw new SeraiException(ErrorCode.RECORD_TOO_LARGE, "gave a value nested deeper than " + MAX_DEPTH);
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((key, member) -> object.set(String.valueOf(key), fromPlain(member, depth - 1)));
            return object;
        }
        if (value instanceof List<?> list) {
            return JSON.arrayNode()
                    .addAll(list.stream()
                            .map(item -> fromPlain(item, depth - 1))
                            .toList());
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        }
        if (value instanceof CharSequence text) {
            return JSON.textNode(text.toString());
        }
        return value == null ? JSON.nullNode() : MissingNode.getInstance();
    }

    /** 3.0, as arithmetic in doubles gives it, is 3. */
    private static JsonNode number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return JSON.numberNode(decimal);
        }
        if (number instanceof BigInteger whole) {
            return JSON.numberNode(whole);
        }
        double value = number.doubleValue();
        if (number instanceof Long || number instanceof Integer || value == Math.rint(value)) {
            return Math.abs(value) < 1e18 ? JSON.numberNode(number.longValue()) : JSON.numberNode(value);
        }
        return JSON.numberNode(value);
    }
}
