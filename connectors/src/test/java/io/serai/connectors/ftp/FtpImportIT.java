package io.serai.connectors.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connectors.objects.Looks;
import io.serai.document.Problems;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer;
import io.serai.ingest.TestHub;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingReader;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Run;
import io.serai.run.RunState;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import io.serai.source.SourceStream.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on an FTP server on their way into the store. */
class FtpImportIT {
    private static final StreamName STREAM = new StreamName("partner", "people");
    private static final int BATCH = 50;

    @TempDir
    Path home;

    private final TestHub hub = new TestHub();
    private final FtpSourceKind kind = new FtpSourceKind();
    private TestFtpServer server;
    private Source source;

    @BeforeEach
    void open() {
        server = new TestFtpServer(home, List.of(), false);
        source = Looks.source(
                kind,
                "{host: 127.0.0.1, port: " + server.port() + ", user: hub, password: right, tls: none, settle: 0s}",
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        source.close();
        server.close();
        hub.close();
    }

    @Test
    void filesAreStoredOnceEach() throws IOException {
        // Given
        write("people-1.csv", 0, 120);
        write("people-2.csv", 100, 200);
        // When
        List<Run> runs = look();
        List<Run> again = look();
        // Then
        assertThat(runs).extracting(Run::state).containsExactly(RunState.FINISHED, RunState.FINISHED);
        assertThat(runs.stream().mapToLong(run -> run.imported().read()).sum()).isEqualTo(220);
        assertThat(again)
                .extracting(Run::id)
                .containsExactlyElementsOf(runs.stream().map(Run::id).toList());
        assertThat(records()).isEqualTo(200);
    }

    @Test
    void aConnectionThatBreaksInTheMiddleOfAFileIsReadOnFromThere() throws IOException {
        // Given
        write("people-1.csv", 0, 1_000);
        server.breaksAfter.set(7_000);
        // When
        Run run = look().get(0);
        // Then
        assertThat(run.state()).isEqualTo(RunState.FINISHED);
        assertThat(run.imported().read()).isEqualTo(1_000);
        assertThat(run.imported().stored()).isEqualTo(1_000);
        assertThat(records()).isEqualTo(1_000);
        assertThat(server.commands).contains("REST 7000");
        assertThat(server.commands)
                .filteredOn(command -> command.startsWith("RETR"))
                .hasSize(2);
    }

    private void write(String name, int from, int to) throws IOException {
        Files.writeString(
                home.resolve(name),
                IntStream.range(from, to)
                        .mapToObj(i -> i + ",p" + i + "@example.com\n")
                        .collect(Collectors.joining("", "id,email\n", "")));
    }

    private List<Run> look() {
        SourceStream.Objects objects = Looks.stream(kind, source, "{mapping: people, files: 'people-*.csv'}");
        return Looks.list(objects).stream().map(object -> run(objects, object)).toList();
    }

    private Run run(SourceStream.Objects objects, StoredObject object) {
        ImportInput input = ImportInput.fixed(
                STREAM, mapping(), object.name(), object.fingerprint(), object.modified(), () -> objects.open(object));
        return new Importer(hub.identity(), hub.runs(), BATCH)
                .run(input, Importer.Again.SKIP, () -> false, (run, counts) -> {});
    }

    private Mapping mapping() {
        Problems problems = new Problems();
        return MappingReader.read(
                        Looks.parse("{mapping: people, key: id, identifiers: {crm_id: id, email: email}}", problems),
                        hub.identity().schema(),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.list()));
    }

    private long records() {
        return hub.database()
                .read(handle -> handle.createQuery("SELECT COUNT(*) FROM source_record")
                        .mapTo(Long.class)
                        .one());
    }
}
