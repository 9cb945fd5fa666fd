package io.serai.export;

import io.serai.error.SeraiException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table as the bytes of a file. A page is read from the store when the reader has taken the one before, so memory holds
 * one page however long the table and however slow the reader, and a reader that stops leaves nothing to be cleaned up.
 *
 * <p>To be read by one thread at a time; {@link #close} may come from any other.
 */
public final class ExportStream extends InputStream {
    private final Table table;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final TableWriter writer;
    private byte[] ready = new byte[0];
    private int taken;
    private boolean ended;
    private volatile boolean closed;

    private ExportStream(Table table, TableFormat format) throws IOException {
        this.table = table;
        this.writer = format.open(table.columns(), made);
    }

    /**
     * Begins an export. The first page is read at once: what can be refused is refused before the first byte.
     *
     * @throws SeraiException STORE_UNAVAILABLE
     */
    public static ExportStream begin(Table table, TableFormat format) throws IOException {
        ExportStream stream = new ExportStream(table, format);
        stream.make();
        return stream;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        try {
            while (taken == ready.length && !ended) {
                make();
            }
        } catch (SeraiException e) {
            // Without the cause: the server's and the driver's messages quote values.
            throw new IOException("An export broke off: " + e.code());
        }
        int count = Math.min(length, ready.length - taken);
        if (count == 0) {
            return length == 0 ? 0 : -1;
        }
        System.arraycopy(ready, taken, target, offset, count);
        taken += count;
        return count;
    }

    private void make() throws IOException {
        if (closed) {
            throw new IOException("An export was closed before its end.");
        }
        List<List<Optional<Object>>> rows = table.next();
        for (List<Optional<Object>> row : rows) {
            writer.write(row);
        }
        if (rows.isEmpty()) {
            writer.close();
            ended = true;
        }
        ready = made.toByteArray();
        made.reset();
        taken = 0;
    }

    /** Lets the next page be the last. */
    @Override
    public void close() {
        closed = true;
    }
}
