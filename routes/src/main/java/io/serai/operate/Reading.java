package io.serai.operate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * How far a file is read.
 *
 * <p>Thread-safe: one reads, others look.
 */
public final class Reading {
    private final long total;
    private volatile long done;

    Reading(long total) {
        this.total = total;
    }

    /** The file's size in bytes. */
    public long total() {
        return total;
    }

    /** The bytes that were read. */
    public long done() {
        return done;
    }

    /** The same bytes, counted from the start. */
    InputStream counted(InputStream file) {
        done = 0;
        return new FilterInputStream(file) {
            private long read;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                read += Math.max(count, 0);
                done = read;
                return count;
            }
        };
    }
}
