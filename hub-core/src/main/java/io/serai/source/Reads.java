package io.serai.source;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reads that a source has under way, so that closing the source ends them, as {@link Source#close} promises: a read
 * that is broken off must not look as if it had come to its end. Thread-safe.
 */
public final class Reads implements AutoCloseable {
    private final String source;
    private final Set<Read> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param source its name, for the message */
    public Reads(String source) {
        this.source = source;
    }

    /** The same records, until the source is closed. */
    public RecordStream of(RecordStream records) {
        return of(records, () -> {});
    }

    /**
     * The same records, until the source is closed.
     *
     * @param breakOff ends what the reading thread may be waiting for; called on the closing thread, while the other reads
     */
    public RecordStream of(RecordStream records, Runnable breakOff) {
        Read read = new Read(records, breakOff);
        underWay.add(read);
        return read;
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new SeraiException(
                    ErrorCode.SOURCE_UNREACHABLE,
                    "The source '" + source + "' was closed while it was read. The next look goes on.");
        }
    }

    /** Idempotent. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(read -> read.breakOff.run());
    }

    private final class Read implements RecordStream {
        private final RecordStream records;
        private final Runnable breakOff;

        Read(RecordStream records, Runnable breakOff) {
            this.records = records;
            this.breakOff = breakOff;
        }

        @Override
        public Optional<RawItem> next() {
            refuseIfClosed();
            try {
                Optional<RawItem> item = records.next();
                if (item.isEmpty()) {
                    refuseIfClosed();
                }
                return item;
            } catch (RuntimeException e) {
                refuseIfClosed();
                throw e;
            }
        }

        @Override
        public Optional<String> cursor() {
            return records.cursor();
        }

        @Override
        public void close() {
            underWay.remove(this);
            records.close();
        }
    }
}
