package io.serai.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.export.Column;
import io.serai.export.TableWriter;
import io.serai.raw.RawItem;
import io.serai.schema.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableFormatsTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("id", ValueType.WHOLE),
            new Column("name", ValueType.NAME),
            new Column("spent", ValueType.MONEY),
            new Column("active", ValueType.BOOLEAN),
            new Column("born", ValueType.DATE),
            new Column("seen", ValueType.DATETIME),
            new Column("tags", ValueType.LIST));

    private static final List<Optional<Object>> FULL = row(
            -7L,
            "Zoë \"Z\", 名\n",
            new BigDecimal("-0.000001"),
            true,
            LocalDate.of(1999, 12, 31),
            Instant.parse("2026-01-05T09:30:00.123456Z"),
            List.of("=a", "b"));

    private static List<Optional<Object>> row(Object... values) {
        return Stream.of(values).map(Optional::of).toList();
    }

    private static byte[] written(TableFormats format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TableWriter writer = format.open(COLUMNS, bytes)) {
            writer.write(FULL);
            writer.write(COLUMNS.stream().map(any -> Optional.empty()).toList());
        }
        return bytes.toByteArray();
    }

    @Test
    void csvQuotesWhatItMustAndLeavesAbsentCellsEmpty() throws IOException {
        assertThat(new String(written(TableFormats.CSV), StandardCharsets.UTF_8).replace("\r\n", "\n"))
                .isEqualTo("""
                        id,name,spent,active,born,seen,tags
                        -7,"Zoë ""Z"", 名
                        ",-0.000001,true,1999-12-31,2026-01-05T09:30:00.123456Z,'=a;b
                        ,,,,,,
                        """);
    }

    @Test
    void formulasAreDefusedAndNumbersAreNot() {
        assertThat(Stream.of("=1+1", "+SUM(A1)", "-cmd", "@x", "\t=1", "\r=1", "+4930123456", "-5.5", "plain", "")
                        .map(CsvTable::defused))
                .containsExactly(
                        "'=1+1", "'+SUM(A1)", "'-cmd", "'@x", "'\t=1", "'\r=1", "+4930123456", "-5.5", "plain", "");
    }

    @Test
    void jsonLinesKeepTypesAndSayNull() throws IOException {
        assertThat(new String(written(TableFormats.JSONL), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":-7,\"name\":\"Zoë \\\"Z\\\", 名\\n\",\"spent\":-0.000001,\"active\":true,"
                        + "\"born\":\"1999-12-31\",\"seen\":\"2026-01-05T09:30:00.123456Z\",\"tags\":[\"=a\",\"b\"]}\n"
                        + "{\"id\":null,\"name\":null,\"spent\":null,\"active\":null,"
                        + "\"born\":null,\"seen\":null,\"tags\":null}\n");
    }

    @Test
    void parquetIsReadBackAsItWas() throws IOException {
        // When
        List<RawItem> items = Reading.all(written(TableFormats.PARQUET), "people.parquet", FormatOptions.DEFAULT);

        // Then
        assertThat(items).hasSize(2);
        assertThat(Reading.json(items.get(0)).toString())
                .isEqualTo("{\"id\":-7,\"name\":\"Zoë \\\"Z\\\", 名\\n\",\"spent\":-0.000001,\"active\":true,"
                        + "\"born\":\"1999-12-31\",\"seen\":\"2026-01-05T09:30:00.123456Z\",\"tags\":[\"=a\",\"b\"]}");
        assertThat(Reading.json(items.get(1))).allMatch(value -> value.isNull());
    }

    @Test
    void parquetHandsOnItsGroupsAsTheyFill() throws IOException {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Column> one = List.of(new Column("name", ValueType.STRING));
        java.util.SplittableRandom random = new java.util.SplittableRandom(7);

        // When
        try (TableWriter writer = TableFormats.PARQUET.open(one, bytes)) {
            for (int i = 0; i < 400_000; i++) {
                writer.write(row(Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong())));
            }

            // Then
            assertThat(bytes.size()).isGreaterThan(4 << 20);
        }
    }
}
