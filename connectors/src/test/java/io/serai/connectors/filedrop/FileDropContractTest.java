package io.serai.connectors.filedrop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.connector.Connector;
import io.serai.connector.testkit.DestinationBehavior;
import io.serai.connector.testkit.DestinationContract;
import io.serai.connector.testkit.DestinationFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /** Whoever reads the folder takes its files in the order of their names. */
    private static final class Folder implements DestinationFixture {
        private static final ObjectMapper JSON = new ObjectMapper();
        /** A folder takes whatever it is given, and there is no line between us and it. */
        private static final Set<DestinationBehavior> HAS = EnumSet.of(
                DestinationBehavior.REMOVES,
                DestinationBehavior.SNAPSHOTS,
                DestinationBehavior.HAS_ADDRESS,
                DestinationBehavior.FAILS);

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
        public boolean has(DestinationBehavior behavior) {
            return HAS.contains(behavior);
        }

        @Override
        public List<String> secrets() {
            return List.of();
        }

        @Override
        public Map<String, Map<String, String>> held() {
            Map<String, Map<String, String>> held = new TreeMap<>();
            try {
                for (Path file : files()) {
                    for (String line : Files.readAllLines(file)) {
                        take(JSON.readTree(line), held);
                    }
                }
                return held;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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

        private static void take(JsonNode row, Map<String, Map<String, String>> held) {
            String email = row.path("email").asText();
            if (row.path("op").asText("add").equals("remove")) {
                held.remove(email);
                return;
            }
            Map<String, String> fields = new TreeMap<>();
            for (String field : List.of("FNAME", "LNAME")) {
                if (!row.path(field).asText().isEmpty()) {
                    fields.put(field, row.path(field).asText());
                }
            }
            held.put(email, fields);
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

        @Override
        public void close() {}
    }
}
