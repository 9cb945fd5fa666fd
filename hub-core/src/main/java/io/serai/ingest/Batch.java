package io.serai.ingest;

import io.serai.profile.Streams.StreamName;
import io.serai.run.ImportCheckpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of one stream to be stored in one transaction.
 *
 * @param from the checkpoint's position before these rows; when the store already stands further, an earlier attempt
 *     whose answer got lost has stored them
 * @param checkpoint where the reading stands after these rows; stored in the same transaction
 * @param calledAt set if the rows belong to a read of everything: when it began, at which time they were all there
 * @param fields of the records, those that may be new in the stream; remembered in the same transaction
 * @param raw the records as they came, if they are to be kept; stored in the same transaction
 */
public record Batch(
        long runId,
        StreamName stream,
        List<Row> rows,
        long from,
        Optional<ImportCheckpoint> checkpoint,
        Optional<Instant> calledAt,
        Set<String> fields,
        Optional<RawBatch> raw) {
    public Batch {
        rows = List.copyOf(rows);
        fields = Set.copyOf(fields);
    }

    /** Rows of a run of which nothing is to be taken up again. */
    public static Batch of(long runId, StreamName stream, List<Row> rows) {
        return new Batch(runId, stream, rows, 0, Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
    }
}
