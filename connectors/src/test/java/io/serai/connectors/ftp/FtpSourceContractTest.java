package io.serai.connectors.ftp;

import io.serai.connector.testkit.SourceContract;
import io.serai.connector.testkit.SourceFixture;
import io.serai.connectors.objects.CsvPeople;
import io.serai.source.SourceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FtpSourceContractTest implements SourceContract {
    @TempDir
    private Path folder;

    @Override
    public SourceFixture fixture() {
        return new Server(folder);
    }

    private static final class Server implements SourceFixture {
        private final Path home;
        private final TestFtpServer server;
        private int files;

        Server(Path folder) {
            try {
                home = Files.createTempDirectory(folder, "home");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server = new TestFtpServer(home, List.of(), false);
        }

        @Override
        public SourceKind kind() {
            return new FtpSourceKind();
        }

        @Override
        public String options() {
            return options(server.port(), "right");
        }

        private static String options(int port, String password) {
            return "{ host: 127.0.0.1, port: " + port + ", user: hub, password: " + password
                    + ", tls: none, settle: 0s }";
        }

        @Override
        public String stream() {
            return "{ mapping: people, files: \"*.csv\" }";
        }

        @Override
        public List<String> secrets() {
            return List.of("right", "wr0ng");
        }

        @Override
        public void write(List<Map<String, String>> records) {
            try {
                Files.writeString(home.resolve("people-" + files++ + ".csv"), CsvPeople.of(records));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<String> wrongAddress() {
            return Optional.of(options(1, "right"));
        }

        @Override
        public Optional<String> wrongCredential() {
            return Optional.of(options(server.port(), "wr0ng"));
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
