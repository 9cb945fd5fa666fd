package io.serai.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.serai.export.TableWriter;
import io.serai.store.Moments;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * RFC 4180 in UTF-8 with a header; texts that a spreadsheet would run as a formula are defused with an apostrophe. An
 * absent value is an empty cell, a list is joined by semicolons.
 */
public final class CsvTable implements TableWriter {
    private static final String DANGEROUS = "=+-@\t\r\n";

    private final Writer out;
    private final CsvWriter csv;

    public CsvTable(OutputStream bytes, List<String> columns) {
        this.out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
        // The writer below it buffers; a second buffer would have to be flushed apart.
        this.csv = CsvWriter.builder().bufferSize(0).build(out);
        csv.writeRecord(columns.stream().map(CsvTable::defused).toList());
    }

    @Override
    public void write(List<Optional<Object>> values) {
        List<String> cells = new ArrayList<>(values.size());
        values.forEach(value -> cells.add(value.map(CsvTable::cell).orElse("")));
        csv.writeRecord(cells);
    }

    private static String cell(Object value) {
        if (value instanceof List<?> list) {
            return defused(list.stream().map(Object::toString).collect(Collectors.joining(";")));
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Instant moment) {
            return Moments.iso(moment);
        }
        return value instanceof String text ? defused(text) : value.toString();
    }

    /** A plain number, such as a phone number in E.164, is no formula and stays as it is. */
    static String defused(String text) {
        if (text.isEmpty() || DANGEROUS.indexOf(text.charAt(0)) < 0 || text.matches("[+-]\\d+(\\.\\d+)?")) {
            return text;
        }
        return "'" + text;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
