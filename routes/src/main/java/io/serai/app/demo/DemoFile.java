package io.serai.app.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Writes a file line by line, counts what it writes, and shows it to the world only when it is whole. */
final class DemoFile implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final BufferedWriter writer;
    private final Map<String, Long> broken = new TreeMap<>();
    private long rows;
    private long subjects;
    private long repeated;

    private DemoFile(Path file, Path unfinished, OutputStream output) {
        this.file = file;
        this.unfinished = unfinished;
        this.writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), 1 << 16);
    }

    static DemoFile create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".part");
        OutputStream output = Files.newOutputStream(unfinished);
        boolean packed = file.toString().endsWith(".gz");
        return new DemoFile(file, unfinished, packed ? new GZIPOutputStream(output, 1 << 16) : output);
    }

    /** A line that is no record. */
    void header(String line) throws IOException {
        writer.write(line);
        writer.write('\n');
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
        writer.close();
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return new Written(rows, subjects, repeated, broken);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(unfinished);
    }
}
