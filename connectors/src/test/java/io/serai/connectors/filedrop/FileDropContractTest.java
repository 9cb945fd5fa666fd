package io.serai.connectors.filedrop;

import io.serai.connector.Connector;
import io.serai.connector.testkit.DestinationBehavior;
import io.serai.connector.testkit.DestinationContract;
import io.serai.connector.testkit.DestinationFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class FileDropContractTest implements DestinationContract {
    @TempDir
    private Path folder;

    @Override
    public DestinationFixture fixture() {
        try {
            return new Folder(Files.createTempDirectory(folder, "drop"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Folder extends DropFixture {
        private final Path home;
        private final Path dir;

        Folder(Path home) {
            this.home = home;
            this.dir = home.resolve("out");
        }

        @Override
        public Connector connector() {
            return new FileDropConnector();
        }

        @Override
        public String options() {
            return "{ dir: \"" + dir + "\", format: jsonl }";
        }

        @Override
        public List<String> secrets() {
            return List.of();
        }

        @Override
        protected List<String> lines() throws IOException {
            List<String> lines = new ArrayList<>();
            for (Path file : files()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        }

        private List<Path> files() throws IOException {
            if (!Files.isDirectory(dir)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(dir)) {
                return files.filter(file -> !file.getFileName().toString().startsWith("."))
                        .filter(file -> file.toString().endsWith(".jsonl"))
                        .sorted()
                        .toList();
            }
        }

        /** A file stands where the folder was. */
        @Override
        public void ail(DestinationBehavior behavior) {
            try {
                Files.createDirectories(dir);
                Files.move(dir, home.resolve("aside"));
                Files.createFile(dir);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void mend() {
            try {
                Files.delete(dir);
                Files.move(home.resolve("aside"), dir);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String wrongAddress() {
            try {
                Path file = Files.writeString(home.resolve("file"), "");
                return "{ dir: \"" + file.resolve("out") + "\" }";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String wrongCredential() {
            throw new UnsupportedOperationException("a folder asks for none");
        }
    }
}
