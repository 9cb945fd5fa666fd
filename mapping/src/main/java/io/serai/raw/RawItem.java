package io.serai.raw;

import io.serai.error.ErrorCode;

/** What a {@link RecordStream} yields at one position: a record, or the reason why there is none. */
public sealed interface RawItem {
    /** Counted from 0 over the whole stream, unreadable records too, so that it can serve as a checkpoint. */
    long position();

    /** A record that could be read. */
    record Read(long position, RawRecord record) implements RawItem {}

    /**
     * A record that could not be read; its neighbours are not affected. {@link ErrorCode#FILE_UNREADABLE} says that the
     * rest of the file (of an archive, the rest of this file in it) is lost.
     *
     * @param reason what is wrong, without any of the data
     * @param raw what was there, at most {@link #MAX_RAW} characters of it
     */
    record Unreadable(long position, ErrorCode code, String reason, String raw) implements RawItem {
        /** Longest raw text kept, in characters. */
        public static final int MAX_RAW = 65_536;

        public Unreadable {
            raw = raw.length() > MAX_RAW ? raw.substring(0, MAX_RAW) : raw;
        }
    }
}
