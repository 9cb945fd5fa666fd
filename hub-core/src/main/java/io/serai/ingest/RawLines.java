package io.serai.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.serai.raw.Header;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import io.serai.raw.TabularRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Records as they came, as compressed lines of JSON: {@code {"p": position, "t": true if it is a row of a table, "r":
 * record}}. Not thread-safe.
 */
final class RawLines {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();
    private static final ObjectReader READER = JSON.readerFor(JsonNode.class);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private int count;

    RawLines() {
        try {
            json = JSON.createGenerator(new DeflaterOutputStream(bytes));
            json.setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(RawItem.Read item) {
        try {
            json.writeStartObject();
            json.writeNumberField("p", item.position());
            if (item.record().tabular().isPresent()) {
                json.writeBooleanField("t", true);
            }
            json.writeFieldName("r");
            json.writeTree(item.record().toJson());
            json.writeEndObject();
            json.writeRaw('\n');
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int count() {
        return count;
    }

    /** All lines, compressed; nothing can be added any more. */
    byte[] finish() {
        try {
            json.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was added, in that order. */
    static List<RawItem.Read> read(byte[] lines) {
        List<RawItem.Read> items = new ArrayList<>();
        try (MappingIterator<JsonNode> values =
                READER.readValues(new InflaterInputStream(new ByteArrayInputStream(lines)))) {
            while (values.hasNext()) {
                JsonNode line = values.next();
                JsonNode record = line.path("r");
                items.add(new RawItem.Read(
                        line.path("p").asLong(), line.path("t").asBoolean() ? row(record) : new JsonRecord(record)));
            }
            return items;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TabularRecord row(JsonNode record) {
        List<String> names = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        for (Map.Entry<String, JsonNode> cell : record.properties()) {
            names.add(cell.getKey());
            cells.add(cell.getValue().isNull() ? "" : cell.getValue().asText());
        }
        return TabularRecord.of(Header.of(names), cells.toArray(String[]::new));
    }
}
