package io.serai.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.record.CanonicalRecord;
import io.serai.record.EventRecord;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;

/** A canonical record as people read it: in inline tests and previews. */
public final class CanonicalJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CanonicalJson() {}

    public static ObjectNode of(CanonicalRecord record) {
        ObjectNode json = JSON.objectNode().put("key", record.key());
        record.observedAt().ifPresent(time -> json.put("observed_at", time.toString()));
        json.put("deleted", record.deleted());
        ObjectNode identifiers = json.putObject("identifiers");
        record.identifiers().forEach((namespace, values) -> identifiers.set(namespace, value(values.values())));
        ObjectNode traits = json.putObject("traits");
        record.traits()
                .forEach((trait, value) ->
                        traits.set(trait, value.map(CanonicalJson::value).orElse(JSON.nullNode())));
        ObjectNode consents = json.putObject("consents");
        record.consents()
                .forEach((purpose, consent) -> consents.set(
                        purpose,
                        consent.<JsonNode>map(
                                        given -> JSON.textNode(given.name().toLowerCase(Locale.ROOT)))
                                .orElse(JSON.nullNode())));
        ArrayNode events = json.putArray("events");
        record.events().forEach(event -> events.add(event(event)));
        return json;
    }

    private static ObjectNode event(EventRecord event) {
        ObjectNode json = JSON.objectNode()
                .put("id", event.id())
                .put("type", event.type())
                .put("time", event.time().toString());
        ObjectNode properties = json.putObject("properties");
        event.properties().forEach((name, value) -> properties.set(name, value(value)));
        return json;
    }

    private static JsonNode value(Object value) {
        if (value instanceof Collection<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(item -> array.add(value(item)));
            return array;
        }
        if (value instanceof Long number) {
            return JSON.numberNode(number);
        }
        if (value instanceof BigDecimal number) {
            return JSON.numberNode(number);
        }
        return value instanceof Boolean bool ? JSON.booleanNode(bool) : JSON.textNode(value.toString());
    }
}
