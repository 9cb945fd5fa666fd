package io.serai.connectors.ftp;

import static io.serai.connectors.objects.Looks.names;
import static io.serai.connectors.objects.Looks.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connectors.objects.Looks;
import io.serai.servers.DebianVsftpd;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Debian's vsftpd, which sends to nobody whose data connection does not take the log-in's TLS session up. */
class VsftpdIT {
    @TempDir
    Path home;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void dataConnectionsTakeTheTlsSessionOfTheLogInUp(String tls) throws IOException {
        // Given: so many folders that one log-in has several data connections
        for (int number = 1; number <= 5; number++) {
            Path below = Files.createDirectories(home.resolve("in/" + number));
            Files.writeString(below.resolve("people.csv"), "id\n" + number + "\n");
        }
        Path store = TestFtpServer.keyStore(folder);
        FtpSourceKind kind = new FtpSourceKind();
        try (DebianVsftpd server = DebianVsftpd.start(folder, home, TestFtpServer.pem(store), tls);
                Source source = Looks.source(
                        kind,
                        "{host: 127.0.0.1, port: %d, user: %s, password: any, fingerprint: '%s', dir: in, settle: 0s}"
                                .formatted(server.port(), DebianVsftpd.USER, TestFtpServer.fingerprint(store)),
                        Clock.systemUTC())) {
            // When
            source.check();
            SourceStream.Objects objects =
                    Looks.stream(kind, source, "{mapping: m, files: '**', after: {move: done/}}");
            // Then
            assertThat(names(objects)).hasSize(5);
            assertThat(records(objects))
                    .containsExactlyInAnyOrder(
                            "{\"id\":\"1\"}", "{\"id\":\"2\"}", "{\"id\":\"3\"}", "{\"id\":\"4\"}", "{\"id\":\"5\"}");
            // When
            objects.settled(Looks.list(objects).get(0), true);
            // Then
            assertThat(home.resolve("in/done")).isNotEmptyDirectory();
        }
    }
}
