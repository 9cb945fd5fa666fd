package io.serai.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * A text file in UTF-8 that shows only when it is whole; packed if its name ends in {@code .gz}. What is closed before it
 * is finished leaves nothing behind. Not thread-safe.
 */
public final class WholeFile implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final Writer writer;

    private WholeFile(Path file, Path unfinished, OutputStream output) {
        this.file = file;
        this.unfinished = unfinished;
        this.writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), 1 << 16);
    }

    /** Begins to write; folders are made. */
    public static WholeFile create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".part");
        OutputStream output = Files.newOutputStream(unfinished);
        boolean packed = file.toString().endsWith(".gz");
        return new WholeFile(file, unfinished, packed ? new GZIPOutputStream(output, 1 << 16) : output);
    }

    public Writer writer() {
        return writer;
    }

    /** Puts the file in its place. */
    public void finish() throws IOException {
        writer.close();
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(unfinished);
    }
}
