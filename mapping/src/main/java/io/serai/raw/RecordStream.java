package io.serai.raw;

import java.util.Optional;

/**
 * Records pulled one at a time in bounded memory. The same input yields the same items at the same positions, so a
 * reader resumes by skipping. Not thread-safe.
 */
public interface RecordStream extends AutoCloseable {
    /**
     * The next item; empty at the end, and then for ever.
     *
     * @throws io.serai.error.SeraiException if the stream as a whole cannot be used, or its input fails
     */
    Optional<RawItem> next();

    /** Passes over the next {@code count} items, or to the end. */
    default void skip(long count) {
        for (long left = count; left > 0 && next().isPresent(); left--) {}
    }

    @Override
    void close();
}
