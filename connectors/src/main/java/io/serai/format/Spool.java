package io.serai.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary file that goes when it is closed, for what can't be read from start to end. Not thread-safe. */
final class Spool implements AutoCloseable {
    private static final long MOST_BYTES = 16L << 30;

    private final Path file;

    private Spool(Path file) {
        this.file = file;
    }

    static Spool create() throws IOException {
        return new Spool(Files.createTempFile("serai-", ".spool"));
    }

    /** All of an input. */
    static Spool of(InputStream input) throws IOException {
        Spool spool = create();
        try (OutputStream output = Files.newOutputStream(spool.file)) {
            copy(input, output);
            return spool;
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    /** @throws Damaged if there is more than a disk should be asked to hold */
    static void copy(InputStream input, OutputStream output) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long count = 0;
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
            count += read;
            if (count > MOST_BYTES) {
                throw new Damaged("The file is larger than the " + (MOST_BYTES >> 30)
                        + " GiB that can be set aside to read it; split it.");
            }
            output.write(buffer, 0, read);
        }
    }

    Path path() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
