package io.serai.format;

import static io.serai.format.Reading.all;
import static io.serai.format.Reading.codes;
import static io.serai.format.Reading.json;
import static io.serai.format.Reading.shown;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.jerolba.carpet.CarpetWriter;
import io.serai.error.ErrorCode;
import io.serai.raw.RawItem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetDecoderTest {
    record Item(String sku, int count) {}

    record Order(
            long id,
            String email,
            BigDecimal total,
            double weight,
            boolean paid,
            LocalDate day,
            Instant at,
            UUID token,
            List<Item> items,
            Map<String, String> tags) {}

    private static Order order(long id) {
        return new Order(
                id,
                id % 2 == 0 ? null : "ann" + id + "@example.com",
                new BigDecimal("12.50"),
                0.25,
                true,
                LocalDate.of(2026, 1, 5),
                Instant.parse("2026-01-05T09:30:00.123Z"),
                new UUID(1, id),
                List.of(new Item("a", 1), new Item("b", 2)),
                Map.of("k", "v"));
    }

    private static byte[] parquet(int rows, CompressionCodecName codec) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CarpetWriter<Order> writer = new CarpetWriter.Builder<>(bytes, Order.class)
                .withCompressionCodec(codec)
                .withDefaultDecimal(20, 2)
                .build()) {
            for (int id = 1; id <= rows; id++) {
                writer.write(order(id));
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
    void rowsAreRecordsWithTheirTypes(CompressionCodecName codec) throws IOException {
        // When
        List<RawItem> items = all(parquet(3, codec), "orders.parquet", FormatOptions.DEFAULT);

        // Then
        assertThat(items).hasSize(3).extracting(RawItem::position).containsExactly(0L, 1L, 2L);
        JsonNode first = json(items.get(0));
        assertThat(first.path("id").asLong()).isEqualTo(1);
        assertThat(first.path("email").asText()).isEqualTo("ann1@example.com");
        assertThat(first.path("total").decimalValue()).isEqualByComparingTo("12.50");
        assertThat(first.path("weight").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(first.path("paid").booleanValue()).isTrue();
        assertThat(first.path("day").asText()).isEqualTo("2026-01-05");
        assertThat(first.path("at").asText()).isEqualTo("2026-01-05T09:30:00.123Z");
        assertThat(first.path("token").asText()).isEqualTo(new UUID(1, 1).toString());
        assertThat(first.path("items").toString())
                .isEqualTo("[{\"sku\":\"a\",\"count\":1},{\"sku\":\"b\",\"count\":2}]");
        assertThat(first.path("tags").path("k").asText()).isEqualTo("v");
        assertThat(json(items.get(1)).path("email").isNull()).isTrue();
    }

    @Test
    void manyRowsComeInTheirOrder() throws IOException {
        // When
        List<RawItem> items = all(parquet(50_000, CompressionCodecName.SNAPPY), "o.parquet", FormatOptions.DEFAULT);

        // Then
        assertThat(items).hasSize(50_000);
        for (int i = 0; i < items.size(); i++) {
            assertThat(json(items.get(i)).path("id").asLong()).isEqualTo(i + 1);
        }
    }

    @Test
    void damageNeverThrowsAndEndsTheFile() throws IOException {
        // Given
        byte[] whole = parquet(200, CompressionCodecName.SNAPPY);
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < 300; i++) {
            // When
            byte[] file = random.nextInt(4) == 0
                    ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length))
                    : whole.clone();
            for (int change = random.nextInt(6); change > 0 && file.length > 0; change--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            List<RawItem> items = all(file, "o.parquet", FormatOptions.DEFAULT);

            // Then
            List<ErrorCode> codes = codes(items);
            assertThat(codes).as("seed %s", seed).hasSizeLessThanOrEqualTo(1);
            assertThat(codes.isEmpty() ? items.size() : 200)
                    .as("seed %s: rows of a file without a problem", seed)
                    .isEqualTo(200);
        }
    }

    @Test
    void anotherFileByThatNameIsAProblemOfTheFile() {
        assertThat(shown(all("id\n1\n", "a.parquet"))).containsExactly("FILE_UNREADABLE");
        assertThat(shown(all("", "a.parquet"))).containsExactly("FILE_UNREADABLE");
    }

    @Test
    void nothingIsLeftInTheTemporaryFolder() throws IOException {
        // Given
        List<String> before = spools();

        // When
        all(parquet(10, CompressionCodecName.SNAPPY), "o.parquet", FormatOptions.DEFAULT);
        all("PAR1 rubbish PAR1", "o.parquet");

        // Then
        assertThat(spools()).isEqualTo(before);
    }

    private static List<String> spools() throws IOException {
        try (var files = java.nio.file.Files.list(java.nio.file.Path.of(System.getProperty("java.io.tmpdir")))) {
            return new ArrayList<>(files.map(Object::toString)
                    .filter(name -> name.endsWith(".spool"))
                    .sorted()
                    .toList());
        }
    }
}
