package io.serai.connectors.sftp;

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

class SftpSourceContractTest implements SourceContract {
    @TempDir
    private Path folder;

    @Override
    public SourceFixture fixture() {
        return new Server(folder);
    }

    private static final class Server implements SourceFixture {
        private final Path home;
        private final TestSftpServer server;
        private int files;

        Server(Path folder) {
            try {
                home = Files.createTempDirectory(folder, "home");
                Files.createDirectory(home.resolve("in"));
                Files.createDirectory(home.resolve("locked"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server = new TestSftpServer(home);
        }

        @Override
        public SourceKind kind() {
            return new SftpSourceKind();
        }

        @Override
        public String options() {
            return server.options("password: right, settle: 0s, dir: in");
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
                Files.writeString(home.resolve("in/people-" + files++ + ".csv"), CsvPeople.of(records));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<String> wrongAddress() {
            return Optional.of(options().replace("port: " + server.port(), "port: 1"));
        }

        @Override
        public Optional<String> wrongCredential() {
            return Optional.of(server.options("password: wr0ng"));
        }

        @Override
        public Optional<String> missingRight() {
            return Optional.of(server.options("password: right, dir: /locked"));
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
