package io.serai.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Rows in the text form of LOAD DATA, built in memory. Values are appended in the order of the columns; {@link #end}
 * closes a row. Not thread-safe; {@link #clear} makes it usable again without giving up its memory.
 */
public final class BulkRows {
    /** By byte, what stands for it after a backslash; 0 for most, which stand for themselves. */
    private static final byte[] ESCAPES = new byte[256];

    static {
        ESCAPES[0] = '0';
        ESCAPES['\t'] = 't';
        ESCAPES['\n'] = 'n';
        ESCAPES['\\'] = '\\';
    }

    private byte[] buffer;
    private int length;
    private int rows;
    private boolean first = true;

    public BulkRows() {
        this(64 * 1024);
    }

    /** @param bytes about as much room as the rows will need */
    public BulkRows(int bytes) {
        buffer = new byte[bytes];
    }

    public int count() {
        return rows;
    }

    public void clear() {
        length = 0;
        rows = 0;
        first = true;
    }

    public BulkRows number(long value) {
        separate();
        room(20);
        if (value < 0 || value == 0) {
            ascii(Long.toString(value));
            return this;
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** A value whose text needs no escaping: a number, a date, a word of ours. */
    public BulkRows plain(String value) {
        separate();
        ascii(value);
        return this;
    }

    public BulkRows text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public BulkRows bool(boolean value) {
        separate();
        ascii(value ? "1" : "0");
        return this;
    }

    /** A moment as DATETIME(6) in UTC. */
    public BulkRows moment(Instant value) {
        separate();
        ascii(Moments.sql(value));
        return this;
    }

    public BulkRows bytes(byte[] value) {
        separate();
        room(2 * value.length);
        byte[] to = buffer;
        int at = length;
        for (byte b : value) {
            // One branch that is hardly ever taken: sealed bytes are random, and others would be guessed wrong.
            byte code = ESCAPES[b & 0xff];
            if (code != 0) {
                to[at++] = '\\';
                to[at++] = code;
            } else {
                to[at++] = b;
            }
        }
        length = at;
        return this;
    }

    public BulkRows none() {
        separate();
        ascii("\\N");
        return this;
    }

    public void end() {
        room(1);
        buffer[length++] = '\n';
        rows++;
        first = true;
    }

    InputStream stream() {
        return new ByteArrayInputStream(buffer, 0, length);
    }

    private void separate() {
        if (first) {
            first = false;
            return;
        }
        room(1);
        buffer[length++] = '\t';
    }

    private void ascii(String value) {
        room(value.length());
        for (int i = 0; i < value.length(); i++) {
            buffer[length++] = (byte) value.charAt(i);
        }
    }

    private void room(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
