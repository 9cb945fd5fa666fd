package io.serai.connectors.filedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Snapshot;
import io.serai.connectors.TestDestinations;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDropTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneId.of("Pacific/Auckland"));

    @TempDir
    Path folder;

    private Destination open(String more) {
        return TestDestinations.open(
                "destination: drop\nconnector: file-drop\noptions: { dir: '" + folder + "'" + more + " }\n", CLOCK);
    }

    private static Member member(String email, Object name) {
        return new Member(email, Map.of("NAME", Optional.of(name)));
    }

    private static Delivery delivery(Operation operation, Member... members) {
        return new Delivery("b1", "vip", operation, "email", List.of("NAME"), List.of(members), NOW.plusSeconds(60));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void changesAreAFileWithTheOperationFirst() throws IOException {
        // Given
        Destination destination = open("");
        // When
        List<Outcome> outcomes = destination.deliver(
                delivery(Operation.ADD, member("a@example.com", "A, \"B\"\nC"), member("b@example.com", 5L)));
        // Then
        assertThat(outcomes).containsExactly(new Outcome.Accepted(), new Outcome.Accepted());
        assertThat(names()).containsExactly("vip-20260301T120000.000000Z-b1.csv");
        assertThat(Files.readString(folder.resolve(names().get(0))))
                .isEqualToNormalizingNewlines(
                        "op,email,NAME\nadd,a@example.com,\"A, \"\"B\"\"\nC\"\nadd,b@example.com,5\n");
    }

    @Test
    void aBatchWrittenAgainTakesThePlaceOfTheFirst() throws IOException {
        // Given
        Destination destination = open(", format: jsonl, file_name: '{sync}-{id}'");
        destination.deliver(delivery(Operation.REMOVE, member("a@example.com", "A")));
        // When
        destination.deliver(delivery(Operation.REMOVE, member("a@example.com", "A")));
        // Then
        assertThat(names()).containsExactly("vip-b1.jsonl");
        assertThat(Files.readString(folder.resolve("vip-b1.jsonl")))
                .isEqualTo("{\"op\":\"remove\",\"email\":\"a@example.com\",\"NAME\":\"\"}\n");
    }

    @Test
    void aSnapshotShowsOnlyWhenItIsWholeAndHasAManifest() throws IOException {
        // Given
        Destination destination = open(", file_name: '{sync}'");
        Snapshot snapshot = destination.snapshot("vip", "email", List.of("NAME"), NOW);
        snapshot.add(delivery(Operation.ADD, member("a@example.com", "line\nbreak")), false);
        assertThat(names()).noneMatch(name -> !name.startsWith("."));
        snapshot.add(delivery(Operation.ADD, member("b@example.com", "B")), false);
        // When
        snapshot.commit();
        snapshot.close();
        // Then
        assertThat(names()).containsExactly("vip.csv", "vip.csv.manifest.json");
        assertThat(Files.readString(folder.resolve("vip.csv.manifest.json")))
                .contains("\"file\":\"vip.csv\"", "\"rows\":2");
    }

    @Test
    void aCompressedFileSaysSoInItsName() throws IOException {
        // Given
        Destination destination = open(", gzip: true, file_name: '{sync}'");
        // When
        destination.deliver(delivery(Operation.ADD, member("a@example.com", "A")));
        // Then
        assertThat(names()).containsExactly("vip.csv.gz");
        try (InputStream file = new GZIPInputStream(Files.newInputStream(folder.resolve("vip.csv.gz")))) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualToNormalizingNewlines("op,email,NAME\nadd,a@example.com,A\n");
        }
    }

    @Test
    void aSnapshotThatIsGivenUpLeavesNothing() throws IOException {
        // Given
        Snapshot snapshot = open("").snapshot("vip", "email", List.of("NAME"), NOW);
        snapshot.add(delivery(Operation.ADD, member("a@example.com", "A")), false);
        // When
        snapshot.close();
        // Then
        assertThat(names()).isEmpty();
    }

    @Test
    void aFileWithAnotherNumberOfRowsIsRefused() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("x.csv"), "email\na@example.com\n");
        // When
        assertThatThrownBy(() -> DroppedFile.verify(file, new FileForm(FileFormat.CSV, false), 2))
                // Then
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_FAILED));
    }

    @Test
    void aNameThatLeadsOutOfTheFolderIsRefused() {
        assertThatThrownBy(() -> open(", file_name: '../x'"))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("file_name");
    }
}
