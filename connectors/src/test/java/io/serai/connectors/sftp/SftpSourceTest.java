package io.serai.connectors.sftp;

import static io.serai.connectors.objects.Looks.list;
import static io.serai.connectors.objects.Looks.names;
import static io.serai.connectors.objects.Looks.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.connectors.objects.Looks;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import io.serai.source.SourceStream.StoredObject;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Apache MINA's SSH server in this process. */
class SftpSourceTest {
    @TempDir
    Path home;

    private final SftpSourceKind kind = new SftpSourceKind();
    private final TestClock clock = new TestClock();
    private TestSftpServer server;

    /** Stands until it is moved. */
    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-11-24T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void start() {
        server = new TestSftpServer(home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Source source(String login) {
        return Looks.source(kind, server.options(login), clock);
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

    @Test
    void filesAreReadOldestFirstWithAPassword() throws IOException {
        // Given
        write("in/b.csv", "id\n1\n", "2026-01-01T00:00:00Z");
        write("in/a.csv", "id\n2\n", "2026-01-02T00:00:00Z");
        write("in/c.csv.part", "id\n3\n", "2026-01-02T00:00:00Z");
        write("in/below/d.csv", "id\n4\n", "2026-01-03T00:00:00Z");
        write("e.csv", "id\n5\n", "2026-01-03T00:00:00Z");

        try (Source source = source("password: right, dir: /in, settle: 0s")) {
            // When
            source.check();
            SourceStream.Objects objects = Looks.stream(kind, source, "{mapping: m, files: '*.csv*'}");

            // Then
            assertThat(names(objects)).containsExactly("b.csv", "a.csv");
            assertThat(records(objects)).containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
            assertThat(names(Looks.stream(kind, source, "{mapping: m, files: '**'}")))
                    .containsExactly("b.csv", "a.csv", "below/d.csv");
        }
    }

    @Test
    void aPrivateKeyLogsIn() throws IOException {
        // Given
        write("a.csv", "id\n1\n", "2026-01-01T00:00:00Z");
        StringWriter pem = new StringWriter();
        pem.write("-----BEGIN PRIVATE KEY-----\n");
        pem.write(Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(TestSftpServer.USER.getPrivate().getEncoded()));
        pem.write("\n-----END PRIVATE KEY-----");
        String key = pem.toString().replace("\n", "\\n");

        try (Source source = source("key: \"" + key + "\", settle: 0s")) {
            // Then
            source.check();
            assertThat(records(Looks.stream(kind, source, "{mapping: m, files: '*.csv'}")))
                    .containsExactly("{\"id\":\"1\"}");
        }
    }

    @Test
    void aWrongHostAWrongKeyAndAWrongFolderAreToldApart() throws IOException {
        assertThat(failure(source("password: wrong"))).isEqualTo(ErrorCode.SOURCE_REFUSED_CREDENTIAL);
        assertThat(failure(source("password: right, dir: /none"))).isEqualTo(ErrorCode.CONFIG_INVALID);
        Files.createDirectory(home.resolve("locked"));
        assertThat(failure(source("password: right, dir: /locked"))).isEqualTo(ErrorCode.SOURCE_FORBIDDEN);
        try (Source deep = source("password: right")) {
            SourceStream.Objects objects = Looks.stream(kind, deep, "{mapping: m, files: '**'}");
            assertThatThrownBy(objects::list)
                    .isInstanceOfSatisfying(
                            SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_FORBIDDEN));
        }
        String options = server.options("password: right");
        server.close();
        assertThat(failure(Looks.source(kind, options, clock))).isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
    }

    @Test
    void anUnknownHostGetsNoPassword() {
        // Given
        String options = server.options("password: right")
                .replace(
                        TestSftpServer.fingerprint(TestSftpServer.HOST.getPublic()),
                        TestSftpServer.fingerprint(TestSftpServer.USER.getPublic()));

        try (Source source = Looks.source(kind, options, clock)) {
            // Then
            assertThatThrownBy(source::check)
                    .isInstanceOfSatisfying(
                            SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                    .hasMessageContaining(TestSftpServer.fingerprint(TestSftpServer.HOST.getPublic()));
            assertThat(server.passwordsSeen).hasValue(0);
        }
    }

    @Test
    void aFileThatIsStillGrowingIsLeftAlone() throws IOException {
        // Given
        write("a.csv", "id\n1\n", "2026-01-01T00:00:00Z");
        write("b.csv", "id\n2\n", "2026-01-01T00:00:00Z");

        try (Source source = source("password: right, settle: 30s")) {
            SourceStream.Objects objects = Looks.stream(kind, source, "{mapping: m, files: '*.csv'}");
            assertThat(names(objects)).isEmpty();

            // When
            clock.now = clock.now.plus(Duration.ofSeconds(20));
            write("b.csv", "id\n2\n3\n", "2026-01-01T00:00:20Z");
            assertThat(names(objects)).isEmpty();
            clock.now = clock.now.plus(Duration.ofSeconds(10));

            // Then
            assertThat(names(Looks.stream(kind, source, "{mapping: m, files: '*.csv'}")))
                    .containsExactly("a.csv");
            clock.now = clock.now.plus(Duration.ofSeconds(20));
            assertThat(names(objects)).containsExactly("a.csv", "b.csv");
        }
    }

    @Test
    void aFileThatChangedSinceItWasListedIsNotReadAsTheOldOne() throws IOException {
        // Given
        write("a.csv", "id\n1\n", "2026-01-01T00:00:00Z");

        try (Source source = source("password: right, settle: 0s")) {
            SourceStream.Objects objects = Looks.stream(kind, source, "{mapping: m, files: '*.csv'}");
            StoredObject before = list(objects).get(0);

            // When
            write("a.csv", "id\n2\n3\n", "2026-01-01T00:00:09Z");

            // Then
            assertThatThrownBy(() -> objects.open(before).next())
                    .isInstanceOfSatisfying(
                            SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_BUSY));
            assertThat(list(objects).get(0).fingerprint()).isNotEqualTo(before.fingerprint());
        }
    }

    @Test
    void importedFilesAreMovedOrRemoved() throws IOException {
        // Given
        write("a.csv", "id\n1\n", "2026-01-01T00:00:00Z");
        write("b.csv", "id\n2\n", "2026-01-01T00:00:00Z");

        try (Source source = source("password: right, settle: 0s")) {
            SourceStream.Objects moving =
                    Looks.stream(kind, source, "{mapping: m, files: 'a.csv', after: {move: done/2026/}}");
            SourceStream.Objects removing = Looks.stream(kind, source, "{mapping: m, files: 'b.csv', after: delete}");

            // When
            list(moving).forEach(object -> moving.settled(object, true));
            list(removing).forEach(object -> removing.settled(object, true));

            // Then
            assertThat(home.resolve("done/2026/a.csv")).hasContent("id\n1\n");
            assertThat(home.resolve("a.csv")).doesNotExist();
            assertThat(home.resolve("b.csv")).doesNotExist();
        }
    }
}
