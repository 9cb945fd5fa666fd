package io.serai.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingOutcome;
import io.serai.mapping.MappingReader;
import io.serai.mapping.MappingTests;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ProfileSchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoDataTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "crm, crm/crm.csv, crm-customer",
        "web, web/ga4.ndjson, ga4-event",
        "till, till/till.jsonl.gz, till-order"
    })
    void shippedMappingsRefuseExactlyTheBrokenRecords(String source, String file, String mapping) throws IOException {
        // Given
        Written written =
                new DemoData(7, 1500, NOW).write(folder.resolve("inbox")).get(source);

        // When
        Map<String, Long> refused = new TreeMap<>();
        long rows = map(folder.resolve("inbox").resolve(file), mapping(mapping), refused);

        // Then
        assertThat(rows).isEqualTo(written.rows());
        assertThat(refused.values().stream().mapToLong(Long::longValue).sum())
                .describedAs("refused: %s, broken: %s", refused, written.broken())
                .isEqualTo(written.invalid());
        assertThat(written.broken())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy((kind, count) -> assertThat(count).describedAs(kind).isEqualTo(6));
    }

    @Test
    void sameSeedGivesTheSameFiles() throws IOException {
        // Given
        DemoData data = new DemoData(7, 500, NOW);

        // When
        Map<String, Written> first = data.write(folder.resolve("first/inbox"));
        Map<String, Written> second = data.write(folder.resolve("second/inbox"));
        Map<String, Written> other = new DemoData(8, 500, NOW).write(folder.resolve("other/inbox"));

        // Then
        assertThat(second).isEqualTo(first).isNotEqualTo(other);
        assertThat(folder.resolve("second/inbox/crm/crm.csv"))
                .hasSameBinaryContentAs(folder.resolve("first/inbox/crm/crm.csv"));
        assertThat(folder.resolve("second/inbox/till/till.jsonl.gz"))
                .hasSameBinaryContentAs(folder.resolve("first/inbox/till/till.jsonl.gz"));
    }

    @Test
    void nothingUnfinishedIsLeftInTheInbox() throws IOException {
        // When
        new DemoData(7, 100, NOW).write(folder.resolve("inbox"));

        // Then
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("crm.csv", "ga4.ndjson", "till.jsonl.gz", "expected.json");
        }
    }

    private static long map(Path file, Mapping mapping, Map<String, Long> refused) throws IOException {
        try (RecordStream stream =
                Formats.open(Files.newInputStream(file), String.valueOf(file.getFileName()), FormatOptions.DEFAULT)) {
            long rows = 0;
            for (Optional<RawItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                rows++;
                reason(item.get(), mapping).ifPresent(reason -> refused.merge(reason, 1L, Long::sum));
            }
            return rows;
        }
    }

    private static Optional<String> reason(RawItem item, Mapping mapping) {
        if (item instanceof RawItem.Unreadable unreadable) {
            return Optional.of(unreadable.code() + ": " + unreadable.reason());
        }
        MappingOutcome outcome = mapping.map(((RawItem.Read) item).record());
        return outcome instanceof MappingOutcome.Invalid invalid
                ? Optional.of(invalid.code() + " " + invalid.field())
                : Optional.empty();
    }

    private static Mapping mapping(String name) throws IOException {
        Problems problems = new Problems();
        ProfileSchema schema = ProfileSchemaReader.read(
                        Document.parse("schema.yaml", Files.readString(CONFIG.resolve("schema.yaml")), problems)
                                .orElseThrow(),
                        problems)
                .orElseThrow();
        String file = "mappings/" + name + ".yaml";
        Mapping mapping = MappingReader.read(
                        Document.parse(file, Files.readString(CONFIG.resolve(file)), problems)
                                .orElseThrow(),
                        schema,
                        problems)
                .orElseThrow(() -> new AssertionError(problems.toString()));
        MappingTests.run(mapping);
        problems.throwIfAny();
        return mapping;
    }
}
