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
     * @throws io.serai.error.SeraiException {@link io.serai.error.ErrorCode#SOURCE_UNREACHABLE} if the input fails;
     *     what is wrong with the data itself is an {@link RawItem.Unreadable}
     */
    Optional<RawItem> next();

    /**
     * From where a later read misses nothing that has not been yielded yet; empty if only the position tells. Kept with
     * the records, in the transaction that stores them.
     */
    default Optional<String> cursor() {
        return Optional.empty();
    }

    /** Passes over the next {@code count} items, or to the end. */
    default void skip(long count) {
        for (long left = count; left > 0 && next().isPresent(); left--) {}
    }

    @Override
    void close();
}
