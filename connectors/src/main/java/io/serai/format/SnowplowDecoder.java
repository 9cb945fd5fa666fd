package io.serai.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Snowplow's enriched events: 131 columns without a header. The columns that hold JSON are JSON in the record, and what
 * they hold is there once more under the name of its schema, as Snowplow's own kits name it: {@code
 * contexts_com_acme_cart_1} is a list, {@code unstruct_event_com_acme_bought_1} an object.
 */
final class SnowplowDecoder implements Decoder {
    private static final Set<String> CONTEXTS = Set.of("contexts", "derived_contexts");
    private static final String UNSTRUCT = "unstruct_event";
    private static final Pattern SCHEMA = Pattern.compile("iglu:([^/]+)/([^/]+)/jsonschema/(\\d+)-\\d+-\\d+");

    private final TsvRows rows;

    SnowplowDecoder(Chars chars) {
        this.rows = new TsvRows(chars, false);
    }

    @Override
    public Optional<RawItem> next(long position) throws IOException {
        List<String> fields = rows.read();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (rows.isTooLong()) {
            return Optional.of(JsonText.tooLarge(position, rows.text()));
        }
        List<String> names = SnowplowFields.NAMES;
        if (fields.size() != names.size()) {
            return Optional.of(JsonText.malformed(
                    position,
                    "The line has " + fields.size() + " columns; an enriched event has " + names.size() + ".",
                    rows.text()));
        }
        return Optional.of(record(position, fields));
    }

    private RawItem record(long position, List<String> fields) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int column = 0; column < fields.size(); column++) {
            String name = SnowplowFields.NAMES.get(column);
            String text = fields.get(column);
            if (text.indexOf(Encodings.BAD) >= 0) {
                return JsonText.malformed(
                        position, "The record holds bytes that are not in the file's encoding.", rows.text());
            }
            if (text.isEmpty()) {
                record.putNull(name);
            } else if (name.equals(UNSTRUCT) || CONTEXTS.contains(name)) {
                RawItem parsed = JsonText.parse(position, text);
                if (!(parsed instanceof RawItem.Read read)) {
                    return JsonText.malformed(position, "The column " + name + " is not valid JSON.", rows.text());
                }
                addJson(record, name, read.record().toJson());
            } else {
                record.put(name, text);
            }
        }
        return new RawItem.Read(position, new JsonRecord(record));
    }

    private static void addJson(ObjectNode record, String column, JsonNode json) {
        record.set(column, json);
        if (column.equals(UNSTRUCT)) {
            JsonNode event = json.path("data");
            named("unstruct_event", event).ifPresent(name -> record.set(name, event.path("data")));
            return;
        }
        for (JsonNode context : json.path("data")) {
            named("contexts", context).ifPresent(name -> {
                JsonNode known = record.path(name);
                ArrayNode all = known instanceof ArrayNode list ? list : record.putArray(name);
                all.add(context.path("data"));
            });
        }
    }

    private static Optional<String> named(String prefix, JsonNode selfDescribing) {
        Matcher schema = SCHEMA.matcher(selfDescribing.path("schema").asText());
        if (!schema.matches() || selfDescribing.path("data").isMissingNode()) {
            return Optional.empty();
        }
        String name = schema.group(2).replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        return Optional.of((prefix + "_" + schema.group(1) + "_" + name + "_" + schema.group(3))
                .replaceAll("[.-]", "_")
                .toLowerCase(Locale.ROOT));
    }
}
