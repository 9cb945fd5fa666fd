package io.serai.bench;

import io.serai.store.Database;
import io.serai.store.EmbeddedMariaDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The embedded MariaDB as a hub starts it, durability on, and a store in it, in a folder that goes when it is closed. */
final class BenchStore implements AutoCloseable {
    final Path folder;
    final EmbeddedMariaDb server;
    final Database database;

    BenchStore() {
        try {
            folder = Files.createTempDirectory("serai-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = EmbeddedMariaDb.start(folder.resolve("store"));
        database = Database.open(server.config("bench"));
    }

    @Override
    public void close() {
        database.close();
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }
}
