package io.serai.connectors.filedrop;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.serai.export.TableWriter;
import io.serai.format.CsvTable;
import io.serai.format.JsonLinesTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** The formats of dropped files, in UTF-8. */
enum FileFormat {
    CSV {
        @Override
        TableWriter open(OutputStream out, List<String> columns) {
            return new CsvTable(out, columns);
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
    JSONL {
        @Override
        TableWriter open(OutputStream out, List<String> columns) throws IOException {
            return new JsonLinesTable(out, columns);
        }

        @Override
        long count(BufferedReader file) {
            return file.lines().count();
        }
    };

    /** Begins to write; closing the writer closes the stream. */
    abstract TableWriter open(OutputStream out, List<String> columns) throws IOException;

    /** How many rows a file holds. */
    abstract long count(BufferedReader file) throws IOException;

    String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}
