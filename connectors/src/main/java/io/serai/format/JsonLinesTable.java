package io.serai.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.export.TableWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** One JSON object a line, in UTF-8. An absent value is null. */
public final class JsonLinesTable implements TableWriter {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private final List<String> columns;
    private final JsonGenerator json;

    public JsonLinesTable(OutputStream bytes, List<String> columns) throws IOException {
        this.columns = List.copyOf(columns);
        this.json = JSON.getFactory().createGenerator(bytes).setRootValueSeparator(null);
    }

    @Override
    public void write(List<Optional<Object>> values) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            json.writeFieldName(columns.get(i));
            if (values.get(i).isPresent()) {
                value(values.get(i).get());
            } else {
                json.writeNull();
            }
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void value(Object value) throws IOException {
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof JsonNode tree) {
            JSON.writeTree(json, tree);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                json.writeString(item.toString());
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
