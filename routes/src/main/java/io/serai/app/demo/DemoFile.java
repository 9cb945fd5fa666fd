package io.serai.app.demo;

import io.serai.app.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes a file line by line, counts what it writes, and shows it to the world only when it is whole. */
final class DemoFile implements AutoCloseable {
    private final WholeFile file;
    private final Map<String, Long> broken = new TreeMap<>();
    private long rows;
    private long subjects;
    private long repeated;

    private DemoFile(WholeFile file) {
        this.file = file;
    }

    static DemoFile create(Path file) throws IOException {
        return new DemoFile(WholeFile.create(file));
    }

    /** A line that is no record. */
    void header(String line) throws IOException {
        file.writer().write(line);
        file.writer().write('\n');
    }

    void row(String line) throws IOException {
        header(line);
        rows++;
    }

    /** A row with a key that is not yet in the file. */
    void first(String line) throws IOException {
        row(line);
        subjects++;
    }

    void repeat(String line) throws IOException {
        row(line);
        repeated++;
    }

    void broken(String kind, String line) throws IOException {
        row(line);
        broken.merge(kind, 1L, Long::sum);
    }

    /** Puts the file in its place. */
    Written finish() throws IOException {
        file.finish();
        return new Written(rows, subjects, repeated, broken);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
