package io.serai.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CloseableIterator;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.io.LocalInputFile;

/**
 * Parquet. Its index is at its end, so the file is set aside on the disk first; rows are then read group by group. Times
 * become text in ISO 8601, bytes Base64.
 */
final class ParquetDecoder implements Decoder {
    private final Spool spool;
    private final CloseableIterator<Map<String, Object>> rows;

    private ParquetDecoder(Spool spool, CloseableIterator<Map<String, Object>> rows) {
        this.spool = spool;
        this.rows = rows;
    }

    static ParquetDecoder open(InputStream input) throws IOException {
        Spool spool = Spool.of(input);
        try {
            return new ParquetDecoder(spool, rows(spool));
        } catch (RuntimeException | LinkageError e) {
            spool.close();
            throw damaged();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static CloseableIterator<Map<String, Object>> rows(Spool spool) {
        CarpetReader reader = new CarpetReader<>(new LocalInputFile(spool.path()), Map.class);
        return reader.iterator();
    }

    private static Damaged damaged() {
        return new Damaged("The file is no Parquet file, is damaged, or uses what cannot be read here; write it with"
                + " snappy, gzip, zstd or no compression and without encryption.");
    }

    @Override
    public Optional<RawItem> next(long position) throws IOException {
        try {
            return rows.hasNext()
                    ? Optional.of(new RawItem.Read(position, new JsonRecord(json(rows.next()))))
                    : Optional.empty();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // The library throws whatever a damaged length makes it do, and its words may quote the data.
            throw damaged();
        }
    }

    private static JsonNode json(Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = json.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), item == null ? json.nullNode() : json(item)));
            return object;
        }
        if (value instanceof Iterable<?> items) {
            ArrayNode list = json.arrayNode();
            items.forEach(item -> list.add(item == null ? json.nullNode() : json(item)));
            return list;
        }
        if (value instanceof Boolean flag) {
            return json.booleanNode(flag);
        }
        if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            // JSON has no word for what is no number.
            return Double.isFinite(number) ? json.numberNode(new BigDecimal(value.toString())) : json.nullNode();
        }
        if (value instanceof BigDecimal number) {
            return json.numberNode(number);
        }
        if (value instanceof Number number) {
            return json.numberNode(number.longValue());
        }
        if (value instanceof byte[] bytes) {
            return json.textNode(Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof org.apache.parquet.io.api.Binary binary) {
            return json.textNode(Base64.getEncoder().encodeToString(binary.getBytes()));
        }
        return json.textNode(value.toString());
    }

    @Override
    public void close() throws IOException {
        try {
            rows.close();
        } finally {
            spool.close();
        }
    }
}
