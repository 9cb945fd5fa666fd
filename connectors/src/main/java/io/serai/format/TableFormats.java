package io.serai.format;

import io.serai.export.Column;
import io.serai.export.TableFormat;
import io.serai.export.TableWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats that tables are exported in. */
public enum TableFormats implements TableFormat {
    CSV("text/csv") {
        @Override
        public TableWriter open(List<Column> columns, OutputStream out) {
            return new CsvTable(out, names(columns));
        }
    },
    JSONL("application/x-ndjson") {
        @Override
        public TableWriter open(List<Column> columns, OutputStream out) throws IOException {
            return new JsonLinesTable(out, names(columns));
        }
    },
    PARQUET("application/vnd.apache.parquet") {
        @Override
        public TableWriter open(List<Column> columns, OutputStream out) throws IOException {
            return new ParquetTable(out, columns);
        }
    };

    private final String mediaType;

    TableFormats(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The word for it, such as {@code csv}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word; empty if there is none of it. */
    public static Optional<TableFormats> find(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
