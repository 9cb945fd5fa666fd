package io.serai.connectors.objects;

import io.serai.error.SeraiException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/**
 * A place where objects lie under names such as {@code 2026/orders.csv}, relative to the place's root. Thread-safe. Every
 * method may throw what {@link io.serai.source.Source#check} does.
 */
public interface ObjectStore extends AutoCloseable {
    /**
     * One object as it is listed.
     *
     * @param version changes with the content
     * @param size in bytes
     * @param digest the content's MD5 in hexadecimal if the listing is likely to hold it; empty if not
     */
    record Listed(String name, String version, Instant modified, long size, String digest) {
        /** The name without the folders. */
        String baseName() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        /** The folders with a last {@code /}; empty at the root. */
        String folder() {
            return name.substring(0, name.lastIndexOf('/') + 1);
        }
    }

    /** Asks whether the place can be reached and listed. */
    void check();

    /**
     * What lies in a folder.
     *
     * @param folder empty for the root, or ending in {@code /}
     * @param deep whether the folders below count too
     */
    List<Listed> list(String folder, boolean deep);

    /**
     * The bytes of an object from an offset on.
     *
     * @throws IOException if it may be tried again at once
     * @throws SeraiException if not; SOURCE_BUSY if the object has another version by now, which a next look sees
     */
    InputStream open(Listed object, long offset) throws IOException;

    /** Gives an object another name, replacing what has that name. */
    void move(Listed object, String target);

    void delete(Listed object);

    /** Idempotent. */
    @Override
    void close();
}
