package io.serai.connectors.ftp;

import static io.serai.connectors.objects.Looks.names;
import static io.serai.connectors.objects.Looks.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.connectors.JdkTransport;
import io.serai.connectors.objects.Looks;
import io.serai.connectors.objects.ObjectStore.Listed;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.RecordStream;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import io.serai.source.SourceStream.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Apache's FTP server in this process. */
class FtpSourceTest {
    private static final String RIGHT = "password: right, tls: none, settle: 0s";

    @TempDir
    Path home;

    @TempDir
    Path keys;

    private final FtpSourceKind kind = new FtpSourceKind();
    private TestFtpServer server;

    @BeforeEach
    void start() {
        server = new TestFtpServer(home, List.of(), false);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String options(String more) {
        return "{host: 127.0.0.1, port: " + server.port() + ", user: hub, " + more + "}";
    }

    private Source source(String more) {
        return Looks.source(kind, options(more), Clock.systemUTC());
    }

    private void write(String name, String content, String modified) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(modified)));
    }

    private static ErrorCode failure(Source source) {
        try (source) {
            return catchThrowableOfType(SeraiException.class, source::check).code();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "MLST"})
    void filesAreReadOldestFirst(String missing) throws IOException {
        // Given: MLSD, or what older servers have instead
        server.unknown.addAll(missing.equals("MLST") ? List.of("FEAT", "MLST", "MLSD") : List.of());
        write("in/b.csv", "id\n1\n", "2026-01-01T00:00:00Z");
        write("in/a file, später.csv", "id\n2\n", "2026-01-02T00:00:00Z");
        write("in/c.csv.part", "id\n3\n", "2026-01-02T00:00:00Z");
        write("in/below/d.csv", "id\n4\n", "2026-01-03T00:00:00Z");
        write("e.csv", "id\n5\n", "2026-01-03T00:00:00Z");

        try (Source source = source(RIGHT + ", dir: in")) {
            // When
            source.check();
            SourceStream.Objects objects = Looks.stream(kind, source, "{mapping: m, files: '*.csv*'}");

            // Then
            assertThat(names(objects)).containsExactly("b.csv", "a file, später.csv");
            assertThat(records(objects)).containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
            assertThat(names(Looks.stream(kind, source, "{mapping: m, files: '**'}")))
                    .containsExactly("b.csv", "a file, später.csv", "below/d.csv");
            assertThat(server.commands).noneMatch(command -> command.startsWith("PORT") || command.startsWith("EPRT"));
        }
    }

    @Test
    void aWrongHostAWrongPasswordAndAWrongFolderAreToldApart() {
        assertThat(failure(source("password: wrong, tls: none"))).isEqualTo(ErrorCode.SOURCE_REFUSED_CREDENTIAL);
        assertThat(failure(source(RIGHT + ", dir: /none"))).isEqualTo(ErrorCode.CONFIG_INVALID);
        String options = options(RIGHT);
        server.close();
        assertThat(failure(Looks.source(kind, options, Clock.systemUTC()))).isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
    }

    @Test
    void thePasswordIsInNoMessageAndNoText() {
        // Given
        FtpLogin login = login("password: geheim, tls: none");
        // Then
        assertThat(login.toString()).doesNotContain("geheim");
        assertThatThrownBy(() -> new FtpStore(login).check())
                .isInstanceOf(SeraiException.class)
                .hasMessageNotContaining("geheim")
                .hasMessageNotContaining("hub");
    }

    private FtpLogin login(String more) {
        Problems problems = new Problems();
        Settings settings = Settings.read(
                        Looks.parse(options(more), problems), kind.options(), Secrets.lenient(Map.of()), problems)
                .orElseThrow();
        ConnectorContext context =
                new ConnectorContext("partner", Clock.systemUTC(), new JdkTransport(), duration -> {});
        return FtpLogin.of(settings, settings.secret("password").orElseThrow(), context);
    }

    @Test
    void aFileIsReadOnFromItsMiddle() throws IOException {
        // Given
        write("a.csv", "0123456789", "2026-01-01T00:00:00Z");
        FtpStore store = new FtpStore(login(RIGHT));
        Listed file = store.list("", false).get(0);
        // When
        try (InputStream input = store.open(file, 6)) {
            // Then
            assertThat(new String(input.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("6789");
        }
        assertThat(server.commands).contains("REST 6");
        // When: the server cannot
        server.unknown.addAll(List.of("FEAT", "REST"));
        Listed again = store.list("", false).get(0);
        try (InputStream input = store.open(again, 6)) {
            // Then
            assertThat(new String(input.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("6789");
        }
    }

    @Test
    void aFileThatChangedSinceItWasListedIsNotReadAsTheOldOne() throws IOException {
        // Given
        write("a.csv", "id\n1\n", "2026-01-01T00:00:00Z");
        try (Source source = source(RIGHT)) {
            SourceStream.Objects objects = Looks.stream(kind, source, "{mapping: m, files: '*.csv'}");
            StoredObject before = Looks.list(objects).get(0);
            // When
            write("a.csv", "id\n2\n", "2026-01-01T00:00:09Z");
            // Then
            assertThatThrownBy(() -> objects.open(before).next())
                    .isInstanceOfSatisfying(
                            SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_BUSY));
            assertThat(Looks.list(objects).get(0).fingerprint()).isNotEqualTo(before.fingerprint());
        }
    }

    @Test
    void closingEndsAReadThatWaitsForItsServer() throws IOException {
        // Given
        write("a.csv", "id\n" + "123456789\n".repeat(20_000), "2026-01-01T00:00:00Z");
        server.breaksAfter.set(100_000);
        server.hangs = true;
        Source source = source(RIGHT);
        SourceStream.Objects objects = Looks.stream(kind, source, "{mapping: m, files: '*.csv'}");
        try (RecordStream read = objects.open(Looks.list(objects).get(0))) {
            // When, Then
            assertThat(Looks.closedWhileWaiting(source, read).code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
        }
    }

    @Test
    void importedFilesAreMovedOrRemoved() throws IOException {
        // Given
        write("a.csv", "id\n1\n", "2026-01-01T00:00:00Z");
        write("done/2026/a.csv", "id\n0\n", "2025-01-01T00:00:00Z");
        write("b.csv", "id\n2\n", "2026-01-01T00:00:00Z");
        try (Source source = source(RIGHT)) {
            SourceStream.Objects moving =
                    Looks.stream(kind, source, "{mapping: m, files: 'a.csv', after: {move: done/2026/}}");
            SourceStream.Objects removing = Looks.stream(kind, source, "{mapping: m, files: 'b.csv', after: delete}");
            // When
            Looks.list(moving).forEach(object -> moving.settled(object, true));
            Looks.list(removing).forEach(object -> removing.settled(object, true));
            // Then
            assertThat(home.resolve("done/2026/a.csv")).hasContent("id\n1\n");
            assertThat(home.resolve("a.csv")).doesNotExist();
            assertThat(home.resolve("b.csv")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"explicit", "implicit"})
    void overTlsOnlyTheCertificateThatIsNamedGetsThePassword(String tls) throws IOException {
        // Given
        write("a.csv", "id\n1\n", "2026-01-01T00:00:00Z");
        Path store = TestFtpServer.keyStore(keys);
        String fingerprint = TestFtpServer.fingerprint(store);
        server.close();
        server = new TestFtpServer(home, List.of(store), tls.equals("implicit"));
        String login = "password: right, settle: 0s, tls: " + tls;
        // Then
        assertThat(failure(source(login))).isEqualTo(ErrorCode.CONFIG_INVALID);
        assertThat(failure(source(login + ", fingerprint: '" + "0".repeat(64) + "'")))
                .isEqualTo(ErrorCode.CONFIG_INVALID);
        assertThat(server.commands).noneMatch(command -> command.startsWith("PASS"));
        // When
        try (Source source = source(login + ", fingerprint: '" + fingerprint + "'")) {
            // Then
            source.check();
            assertThat(records(Looks.stream(kind, source, "{mapping: m, files: '*.csv'}")))
                    .containsExactly("{\"id\":\"1\"}");
            assertThat(server.commands).contains("PROT P");
        }
    }

    @Test
    void aServerWithoutTlsGetsNoPasswordUnlessThatIsSaid() {
        assertThat(failure(source("password: right"))).isEqualTo(ErrorCode.CONFIG_INVALID);
        assertThat(server.commands).noneMatch(command -> command.startsWith("PASS"));
    }
}
