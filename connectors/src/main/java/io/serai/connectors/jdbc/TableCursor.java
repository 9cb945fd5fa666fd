package io.serai.connectors.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a read of a table ended.
 *
 * @param after everything up to here was read, for good
 * @param awaited what was read too, but may have neighbours that were not committed yet
 * @param columns the kinds of the columns there were
 * @param revision of the settings the columns were seen under
 */
record TableCursor(Optional<Position> after, Optional<Awaited> awaited, Map<String, String> columns, long revision) {
    static final TableCursor START = new TableCursor(Optional.empty(), Optional.empty(), Map.of(), 0);

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A place in the order of cursor and key.
     *
     * @param cursor empty in a table that is read whole
     * @param key the last row's; empty if all rows of this cursor are meant
     */
    record Position(Optional<String> cursor, Optional<String> key) {}

    /** @param at when nobody could begin any more to write below the bound; the server's clock in microseconds */
    record Awaited(String bound, long at) {}

    String write() {
        ObjectNode json = JSON.createObjectNode();
        after.ifPresent(position -> {
            ObjectNode place = json.putObject("after");
            position.cursor().ifPresent(value -> place.put("cursor", value));
            position.key().ifPresent(value -> place.put("key", value));
        });
        awaited.ifPresent(
                wait -> json.putObject("awaited").put("bound", wait.bound()).put("at", wait.at()));
        ObjectNode kinds = json.putObject("columns");
        columns.forEach(kinds::put);
        return json.put("revision", revision).toString();
    }

    /** @throws SeraiException CURSOR_INVALID */
    static TableCursor parse(String text, String where) {
        try {
            JsonNode json = JSON.readTree(text);
            Map<String, String> columns = new TreeMap<>();
            json.path("columns")
                    .properties()
                    .forEach(column ->
                            columns.put(column.getKey(), column.getValue().asText()));
            JsonNode after = json.path("after");
            JsonNode awaited = json.path("awaited");
            return new TableCursor(
                    after.isObject()
                            ? Optional.of(new Position(text(after, "cursor"), text(after, "key")))
                            : Optional.empty(),
                    awaited.isObject()
                            ? Optional.of(new Awaited(
                                    text(awaited, "bound").orElse(""),
                                    awaited.path("at").asLong()))
                            : Optional.empty(),
                    columns,
                    json.path("revision").asLong());
        } catch (JsonProcessingException e) {
            throw invalid(where);
        }
    }

    static SeraiException invalid(String where) {
        return new SeraiException(
                ErrorCode.CURSOR_INVALID,
                where + ": the stored cursor is none of this stream, whose 'cursor' or 'key' may have been changed."
                        + " Change it back, or read everything again: 'serai source reset " + where + "'.");
    }

    private static Optional<String> text(JsonNode json, String key) {
        return Optional.ofNullable(json.path(key).textValue());
    }
}
