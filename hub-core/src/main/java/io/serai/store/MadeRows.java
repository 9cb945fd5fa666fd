package io.serai.store;

import io.serai.store.BulkLoad.RowMaker;
import java.io.InputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Rows as a stream of bytes, made as they are read. Not thread-safe. */
final class MadeRows<T> extends InputStream {
    private static final int CHUNK = 64 * 1024;

    private final Iterator<T> items;
    private final RowMaker<T> maker;
    private final BulkRows chunk = new BulkRows();
    private int at;
    private @Nullable RuntimeException failure;

    MadeRows(Iterator<T> items, RowMaker<T> maker) {
        this.items = items;
        this.maker = maker;
    }

    /** To be called after reading: an exception out of {@link #read} would leave the driver in mid-sentence. */
    void throwIfFailed() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) {
        if (at == chunk.length() && !fill()) {
            return -1;
        }
        int count = Math.min(most, chunk.length() - at);
        chunk.copy(at, into, from, count);
        at += count;
        return count;
    }

    private boolean fill() {
        chunk.clear();
        at = 0;
        try {
            while (failure == null && items.hasNext() && chunk.length() < CHUNK) {
                maker.append(items.next(), chunk);
            }
        } catch (RuntimeException e) {
            failure = e;
            return false;
        }
        return chunk.length() > 0;
    }
}
