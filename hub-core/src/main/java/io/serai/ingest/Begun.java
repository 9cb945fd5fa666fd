package io.serai.ingest;

import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.util.Optional;

/** A stream whose first item was looked at already, and whose positions go on from those of an earlier read. */
final class Begun implements RecordStream {
    private final RecordStream records;
    private final long shift;
    private Optional<RawItem> first;

    private Begun(RecordStream records, Optional<RawItem> first, long shift) {
        this.records = records;
        this.first = first;
        this.shift = shift;
    }

    /** Reads the first item. */
    static Begun of(RecordStream records, long shift) {
        try {
            return new Begun(records, records.next(), shift);
        } catch (RuntimeException e) {
            records.close();
            throw e;
        }
    }

    boolean isEmpty() {
        return first.isEmpty();
    }

    @Override
    public Optional<RawItem> next() {
        Optional<RawItem> item = first.isPresent() ? first : records.next();
        first = Optional.empty();
        return item.map(this::shifted);
    }

    private RawItem shifted(RawItem item) {
        if (shift == 0) {
            return item;
        }
        if (item instanceof RawItem.Unreadable bad) {
            return new RawItem.Unreadable(bad.position() + shift, bad.code(), bad.reason(), bad.raw());
        }
        return new RawItem.Read(item.position() + shift, ((RawItem.Read) item).record());
    }

    @Override
    public Optional<String> cursor() {
        return records.cursor();
    }

    @Override
    public void close() {
        records.close();
    }
}
