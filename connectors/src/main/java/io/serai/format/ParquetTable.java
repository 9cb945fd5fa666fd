package io.serai.format;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.model.FieldType;
import com.jerolba.carpet.model.FieldTypes;
import com.jerolba.carpet.model.WriteRecordModelType;
import io.serai.export.Column;
import io.serai.export.TableWriter;
import io.serai.schema.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Apache Parquet, compressed with Snappy: numbers, days and moments (in microseconds) under their own types, whatever else
 * as text. Rows are in memory until their group is full.
 */
final class ParquetTable implements TableWriter {
    private static final long GROUP_BYTES = 8L << 20;
    private static final int PAGE_BYTES = 256 << 10;
    /** As the profile schema has it: 19 digits before the point and 6 after. */
    private static final int PRECISION = 25;

    private static final int SCALE = 6;

    private final CarpetWriter<Row> writer;
    private boolean closed;

    /** A row as the library wants it: of a class. */
    private record Row(List<Optional<Object>> values) {}

    ParquetTable(OutputStream bytes, List<Column> columns) throws IOException {
        WriteRecordModelType<Row> model = FieldTypes.writeRecordModel(Row.class);
        for (int i = 0; i < columns.size(); i++) {
            field(model, columns.get(i), i);
        }
        this.writer = new CarpetWriter.Builder<>(bytes, Row.class)
                .withWriteRecordModel(model)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withDefaultTimeUnit(com.jerolba.carpet.TimeUnit.MICROS)
                .withRowGroupSize(GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .build();
    }

    private static void field(WriteRecordModelType<Row> model, Column column, int at) {
        boolean text = type(column.type()) == FieldTypes.STRING;
        model.withField(
                column.name(),
                type(column.type()),
                row -> row.values()
                        .get(at)
                        .map(value -> text ? value.toString() : value)
                        .orElse(null));
    }

    private static FieldType type(ValueType type) {
        return switch (type) {
            case WHOLE -> FieldTypes.LONG;
            case DECIMAL, MONEY -> FieldTypes.BIG_DECIMAL.withPrecisionScale(PRECISION, SCALE);
            case BOOLEAN -> FieldTypes.BOOLEAN;
            case DATE -> FieldTypes.LOCAL_DATE;
            case DATETIME -> FieldTypes.INSTANT;
            case LIST -> FieldTypes.LIST.ofType(FieldTypes.STRING);
            case STRING, NAME, EMAIL, PHONE, COUNTRY, LANGUAGE -> FieldTypes.STRING;
        };
    }

    @Override
    public void write(List<Optional<Object>> values) throws IOException {
        writer.write(new Row(values));
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writer.close();
        }
    }
}
