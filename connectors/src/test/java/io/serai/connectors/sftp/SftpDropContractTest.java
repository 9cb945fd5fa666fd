package io.serai.connectors.sftp;

import io.serai.connector.Connector;
import io.serai.connector.testkit.DestinationBehavior;
import io.serai.connector.testkit.DestinationContract;
import io.serai.connector.testkit.DestinationFixture;
import io.serai.connectors.filedrop.DropFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class SftpDropContractTest implements DestinationContract {
    @TempDir
    private Path folder;

    @Override
    public DestinationFixture fixture() {
        try {
            return new Account(Files.createTempDirectory(folder, "home"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Account extends DropFixture {
        private final Path out;
        private final TestSftpServer server;

        Account(Path home) throws IOException {
            this.out = Files.createDirectories(home.resolve("out"));
            this.server = new TestSftpServer(home);
        }

        @Override
        public Connector connector() {
            return new SftpDropConnector();
        }

        @Override
        public String options() {
            return options("right");
        }

        private String options(String password) {
            return server.options("password: " + password + ", dir: out, format: jsonl");
        }

        @Override
        public boolean has(DestinationBehavior behavior) {
            return behavior == DestinationBehavior.HAS_CREDENTIAL || super.has(behavior);
        }

        @Override
        public List<String> secrets() {
            return List.of("right", "wrong-password");
        }

        @Override
        protected List<String> lines() throws IOException {
            List<String> lines = new ArrayList<>();
            try (Stream<Path> files = Files.list(out)) {
                for (Path file : files.filter(
                                path -> !path.getFileName().toString().startsWith("."))
                        .filter(path -> path.toString().endsWith(".jsonl"))
                        .sorted()
                        .toList()) {
                    lines.addAll(Files.readAllLines(file));
                }
            }
            return lines;
        }

        @Override
        public void ail(DestinationBehavior behavior) {
            server.leave();
        }

        @Override
        public void mend() {
            server.comeBack();
        }

        @Override
        public String wrongAddress() {
            return options().replace("port: " + server.port(), "port: 1");
        }

        @Override
        public String wrongCredential() {
            return options("wrong-password");
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
