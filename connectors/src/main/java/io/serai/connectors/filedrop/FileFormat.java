package io.serai.connectors.filedrop;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of dropped files, in UTF-8. */
enum FileFormat {
    /** RFC 4180 with a header; texts that a spreadsheet would run as a formula are defused with an apostrophe. */
    CSV {
        @Override
        Rows rows(Writer out, List<String> columns) {
            // The writer below it buffers; a second buffer would have to be flushed apart.
            CsvWriter csv = CsvWriter.builder().bufferSize(0).build(out);
            csv.writeRecord(columns.stream().map(FileFormat::defuse).toList());
            return values -> {
                List<String> cells = new ArrayList<>();
                values.forEach(value -> cells.add(value.map(FileFormat::cell).orElse("")));
                csv.writeRecord(cells);
            };
        }

        @Override
        long count(BufferedReader file) throws IOException {
            long records = -1;
            try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
                for (CsvRecord record : reader) {
                    records += record.getFieldCount() > 0 ? 1 : 0;
                }
            }
            return records;
        }
    },
    /** One JSON object a line. */
    JSONL {
        @Override
        Rows rows(Writer out, List<String> columns) {
            return values -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    object.put(columns.get(i), values.get(i).orElse(""));
                }
                out.write(JSON.writeValueAsString(object));
                out.write('\n');
            };
        }

        @Override
        long count(BufferedReader file) {
            return file.lines().count();
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    /** Writes rows; values stand in the order of the columns. */
    @FunctionalInterface
    interface Rows {
        void write(List<Optional<Object>> values) throws IOException;
    }

    /** Begins to write; the caller flushes and closes the writer. */
    abstract Rows rows(Writer out, List<String> columns);

    /** How many rows a file holds. */
    abstract long count(BufferedReader file) throws IOException;

    String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    private static String cell(Object value) {
        if (value instanceof List<?> list) {
            return defuse(list.stream().map(Object::toString).collect(Collectors.joining(";")));
        }
        return value instanceof String text ? defuse(text) : value.toString();
    }

    /** A plain number, such as a phone number in E.164, is no formula and stays as it is. */
    static String defuse(String text) {
        if (text.isEmpty() || "=+-@\t\r\n".indexOf(text.charAt(0)) < 0 || text.matches("[+-]\\d+(\\.\\d+)?")) {
            return text;
        }
        return "'" + text;
    }
}
