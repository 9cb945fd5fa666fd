package io.serai.ingest;

import io.serai.identity.Identity;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RawItem;
import io.serai.run.ImportCheckpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes rows of raw items, batch after batch, and holds on to the items themselves where they are to be kept. For one
 * thread.
 */
public final class BatchRows {
    private final StreamName stream;
    private final RowReader reader;
    private final Instant observedAt;
    private final Optional<Duration> keepRaw;
    private final NewFields fields;
    private List<Row> rows = new ArrayList<>();
    private Optional<RawLines> raw = Optional.empty();
    private long invalidBytes;

    /**
     * @param observedAt when records were true that do not say so themselves
     * @param keepRaw for how long items are kept as they came, if at all
     */
    public BatchRows(
            Identity identity, StreamName stream, Mapping mapping, Instant observedAt, Optional<Duration> keepRaw) {
        this.stream = stream;
        this.reader = new RowReader(mapping, new Preparer(stream, identity), observedAt);
        this.observedAt = observedAt;
        this.keepRaw = keepRaw;
        this.fields = new NewFields(identity, stream);
    }

    public void add(RawItem item) {
        Row row = reader.read(item);
        rows.add(row);
        if (row instanceof Row.Invalid invalid) {
            invalidBytes += invalid.raw().length;
        } else {
            understood((RawItem.Read) item);
        }
    }

    private void understood(RawItem.Read item) {
        fields.see(item.record());
        if (keepRaw.isPresent()) {
            RawLines lines = raw.orElseGet(RawLines::new);
            lines.add(item);
            raw = Optional.of(lines);
        }
    }

    public int count() {
        return rows.size();
    }

    /** How many bytes of records that could not be understood it holds. */
    long invalidBytes() {
        return invalidBytes;
    }

    /** Hands over what was added and begins anew. */
    Taken take() {
        Taken taken = new Taken(rows, fields.take(), raw.map(this::kept));
        rows = new ArrayList<>();
        raw = Optional.empty();
        invalidBytes = 0;
        return taken;
    }

    private RawBatch kept(RawLines lines) {
        return new RawBatch(lines.count(), observedAt, lines.finish(), keepRaw.orElseThrow());
    }

    /** As {@link #take}, for a run of which nothing is to be taken up again. */
    public Batch take(long runId, long position) {
        Taken taken = take();
        return new Batch(
                runId, stream, taken.rows(), position, Optional.empty(), Optional.empty(), taken.fields(), taken.raw());
    }

    /**
     * What makes a batch.
     *
     * @param fields of the items that were understood, those that may be new
     * @param raw the items as they came, if they are to be kept
     */
    record Taken(List<Row> rows, Set<String> fields, Optional<RawBatch> raw) {
        Batch batch(ImportInput input, long position, ImportCheckpoint next) {
            Optional<Instant> calledAt = input.absence().map(absence -> input.observedAt());
            return new Batch(next.runId(), input.stream(), rows, position, Optional.of(next), calledAt, fields, raw);
        }
    }
}
