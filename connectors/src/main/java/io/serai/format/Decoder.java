package io.serai.format;

import io.serai.raw.RawItem;
import java.io.IOException;
import java.util.Optional;

/** Reads the items of one file, uncompressed. Not thread-safe. */
interface Decoder {
    /** Longest record, in characters. */
    int MAX_RECORD = 10 * 1024 * 1024;

    /**
     * The item at this position; empty at the end.
     *
     * @throws IOException if the file is damaged here, and so can't be read any further; the message says how, without
     *     any of the data
     */
    Optional<RawItem> next(long position) throws IOException;

    /** Gives back what it holds besides its input; idempotent. */
    default void close() throws IOException {}
}
