package io.serai.connectors.file;

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

class FolderSourceContractTest implements SourceContract {
    @TempDir
    private Path folder;

    @Override
    public SourceFixture fixture() {
        try {
            return new Folder(Files.createTempDirectory(folder, "people"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Folder implements SourceFixture {
        private final Path dir;
        private int files;

        Folder(Path dir) {
            this.dir = dir;
        }

        @Override
        public SourceKind kind() {
            return new FileSourceKind();
        }

        @Override
        public String options() {
            return "{ dir: \"" + dir + "\" }";
        }

        @Override
        public String stream() {
            return "{ mapping: people, files: \"*.csv\" }";
        }

        @Override
        public void write(List<Map<String, String>> records) {
            try {
                Files.writeString(dir.resolve("people-" + 1000 + files++ + ".csv"), CsvPeople.of(records));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<String> wrongAddress() {
            return Optional.of("{ dir: \"" + dir.resolve("absent") + "\" }");
        }

        @Override
        public void close() {}
    }
}
