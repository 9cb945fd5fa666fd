package io.serai.connectors.filedrop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A file being written under a hidden temporary name; it gets its name only when it is complete, on the disk and holds
 * as many rows as were written. Not thread-safe.
 */
final class DroppedFile implements AutoCloseable {
    private final FileFormat format;
    private final Path file;
    private final Path temporary;
    private final BufferedWriter out;
    private final FileFormat.Rows rows;
    private long written;

    private DroppedFile(FileFormat format, Path file, Path temporary, BufferedWriter out, List<String> columns) {
        this.format = format;
        this.file = file;
        this.temporary = temporary;
        this.out = out;
        this.rows = format.rows(out, columns);
    }

    static DroppedFile begin(Path folder, String name, FileFormat format, List<String> columns) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + format.ending());
        Path temporary = folder.resolve("." + name + format.ending() + ".part");
        return new DroppedFile(
                format, file, temporary, Files.newBufferedWriter(temporary, StandardCharsets.UTF_8), columns);
    }

    void write(List<Optional<Object>> values) throws IOException {
        rows.write(values);
        written++;
    }

    /** Checks the row count, makes the file durable and gives it its name. */
    void commit() throws IOException {
        out.close();
        verify(temporary, format, written);
        move(temporary, file);
    }

    /** As {@link #commit}, with {@code NAME.manifest.json} beside it, written after the file. */
    void commitWithManifest() throws IOException {
        commit();
        ObjectNode manifest = new ObjectMapper().createObjectNode();
        manifest.put("file", String.valueOf(file.getFileName()))
                .put("rows", written)
                .put("bytes", Files.size(file));
        Path part = temporary.resolveSibling(temporary.getFileName() + ".manifest");
        Files.writeString(part, manifest.toString());
        move(part, file.resolveSibling(file.getFileName() + ".manifest.json"));
    }

    static void verify(Path file, FileFormat format, long expected) throws IOException {
        long found = format.count(file);
        if (found != expected) {
            throw new SeraiException(
                    ErrorCode.DESTINATION_FAILED,
                    "A dropped file holds " + found + " rows where " + expected + " were written; it was given up.");
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try (FileChannel channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes what was not committed. */
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(temporary);
    }
}
