package io.serai.connectors.filedrop;

import io.serai.error.SeraiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where dropped files go. Thread-safe. Every method may throw a {@link SeraiException} in the destination's words: with a
 * code that is not retriable if nothing can be put there before someone mends it.
 */
public interface Place extends AutoCloseable {
    /** Asks whether files can be put there, by putting one and taking it away. */
    void check();

    /**
     * A file on this machine to write what is to be put, for this user's eyes only.
     *
     * @param name the name it is to get
     */
    default Path draft(String name) throws IOException {
        return Files.createTempFile("serai-", ".drop");
    }

    /**
     * Puts a written draft: it shows there whole or not at all, in place of what has that name. The draft may be gone
     * afterwards.
     *
     * @param rows how many rows it holds
     */
    void put(Path draft, String name, long rows) throws IOException;

    /** Whether a manifest is put beside a snapshot, for whoever reads it to tell that it is whole. */
    default boolean takesManifests() {
        return true;
    }

    /** Idempotent. */
    @Override
    void close();
}
