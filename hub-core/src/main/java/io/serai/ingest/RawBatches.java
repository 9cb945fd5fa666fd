package io.serai.ingest;

import io.serai.crypto.Keyring;
import io.serai.identity.Identity;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RawItem;
import io.serai.run.ImportCounts;
import io.serai.run.Run;
import io.serai.run.RunKind;
import io.serai.run.RunStore;
import io.serai.store.BulkLoad;
import io.serai.store.BulkRows;
import io.serai.store.Moments;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;

/**
 * Records kept as they came, and their way through the mapping once more. Thread-safe.
 *
 * <p>In a replay a statement takes the place of what it said when it was first read: of everything observed at its very
 * time. Other statements, later or earlier, keep their weight. The newest are replayed first, so that what a statement no
 * longer says gives way to what an earlier one said. Records that did not come in the order of their times are gone
 * through a second time, and count as read twice: what came late could not yet give way in the first pass.
 */
public final class RawBatches {
    private static final BulkLoad TABLE = BulkLoad.insert(
            "raw_batch", List.of("stream", "run_id", "records", "observed_at", "payload", "created_at", "expires_at"));
    private static final int EXPIRED_AT_A_TIME = 100;

    private final Identity identity;
    private final RunStore runs;

    public RawBatches(Identity identity, RunStore runs) {
        this.identity = identity;
        this.runs = runs;
    }

    /** Keeps a batch's records, in the transaction that stores what was made of them. */
    static void keep(Handle handle, Identity identity, Batch batch, RawBatch raw) throws SQLException {
        Instant now = identity.clock().instant();
        BulkRows rows = new BulkRows(raw.lines().length + 1_000);
        rows.text(batch.stream().toString()).number(batch.runId()).number(raw.records());
        rows.moment(raw.observedAt()).bytes(identity.keyring().seal(raw.lines(), context(batch.runId())));
        rows.moment(now).moment(now.plus(raw.keep())).end();
        TABLE.run(handle.getConnection(), rows);
    }

    private static byte[] context(long run) {
        return Keyring.context("raw_batch", run);
    }

    /** Deletes what has been kept long enough; answers how many batches. */
    public int expire() {
        int all = 0;
        int gone;
        do {
            gone = identity.database()
                    .inTransaction(handle -> handle.execute(
                            "DELETE FROM raw_batch WHERE expires_at <= ? ORDER BY expires_at LIMIT "
                                    + EXPIRED_AT_A_TIME,
                            Moments.bind(identity.clock().instant())));
            all += gone;
        } while (gone == EXPIRED_AT_A_TIME);
        return all;
    }

    /**
     * Maps kept records again and stores what is new about them. Consent and suppression count as for any import.
     * Harmless however often; records that cannot be mapped become dead letters.
     *
     * @param since only what was read since; empty for all that is kept
     * @param begun hears the run's number
     */
    public Run replay(StreamName stream, Mapping mapping, Optional<Instant> since, LongConsumer begun) {
        long run = runs.begin(RunKind.IMPORT, stream.toString(), "replay");
        begun.accept(run);
        Ingest ingest = new Ingest(identity);
        for (Batch batch : batches(stream, mapping, since, run)) {
            ingest.store(batch);
        }
        return runs.finish(run);
    }

    /** What {@link #replay} would do; nothing is kept. Imports wait meanwhile. */
    public ImportCounts preview(StreamName stream, Mapping mapping, Optional<Instant> since) {
        return new Ingest(identity).preview(batches(stream, mapping, since, 0));
    }

    private Iterable<Batch> batches(StreamName stream, Mapping mapping, Optional<Instant> since, long run) {
        return () -> new Passes(stream, mapping, since, run);
    }

    /** The kept batches, newest first, once or twice. */
    private final class Passes implements Iterator<Batch> {
        private final StreamName stream;
        private final Mapping mapping;
        private final Optional<Instant> since;
        private final long run;
        private boolean first = true;
        private boolean ordered = true;
        private long earliest = Long.MAX_VALUE;
        private Optional<Kept> next;

        Passes(StreamName stream, Mapping mapping, Optional<Instant> since, long run) {
            this.stream = stream;
            this.mapping = mapping;
            this.since = since;
            this.run = run;
            this.next = before(stream, since, Long.MAX_VALUE);
        }

        @Override
        public boolean hasNext() {
            return next.isPresent();
        }

        @Override
        public Batch next() {
            Kept kept = next.orElseThrow(NoSuchElementException::new);
            Preparer preparer = first ? Preparer.retelling(stream, identity) : new Preparer(stream, identity);
            RowReader reader = new RowReader(mapping, preparer, kept.observedAt());
            List<RawItem.Read> items = new ArrayList<>(RawLines.read(kept.lines()));
            Collections.reverse(items);
            List<Row> rows = new ArrayList<>(items.size());
            for (RawItem.Read item : items) {
                Row row = reader.read(item);
                rows.add(row);
                watch(row);
            }
            next = before(stream, since, kept.id());
            if (next.isEmpty() && first && !ordered) {
                first = false;
                next = before(stream, since, Long.MAX_VALUE);
            }
            return Batch.of(run, stream, rows);
        }

        private void watch(Row row) {
            if (row instanceof Row.Understood understood) {
                for (Statement statement : understood.statements()) {
                    ordered &= statement.said().observedAt() <= earliest;
                    earliest = Math.min(earliest, statement.said().observedAt());
                }
            }
        }
    }

    private record Kept(long id, Instant observedAt, byte[] lines) {}

    /** The newest kept batch with a smaller number. */
    private Optional<Kept> before(StreamName stream, Optional<Instant> since, long id) {
        return identity.database()
                .inTransaction(handle -> handle.createQuery("SELECT id, run_id, observed_at, payload FROM raw_batch"
                                + " WHERE stream = :stream AND id < :id AND created_at >= :since"
                                + " ORDER BY id DESC LIMIT 1")
                        .bind("stream", stream.toString())
                        .bind("id", id)
                        .bind("since", Moments.bind(since.orElse(Instant.EPOCH)))
                        .map((row, context) -> new Kept(
                                row.getLong("id"),
                                Moments.read(row.getObject("observed_at", LocalDateTime.class)),
                                identity.keyring().open(row.getBytes("payload"), context(row.getLong("run_id")))))
                        .findOne());
    }
}
