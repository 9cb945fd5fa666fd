package io.serai.ingest;

import io.serai.profile.Streams.StreamName;
import io.serai.run.ImportCheckpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows of one stream to be stored in one transaction.
 *
 * @param from the checkpoint's position before these rows; when the store already stands further, an earlier attempt
 *     whose answer got lost has stored them
 * @param checkpoint where the reading stands after these rows; stored in the same transaction
 * @param calledAt set if the rows belong to a read of everything: when it began, at which time they were all there
 * @param raw the records as they came, if they are to be kept; stored in the same transaction
 */
public record Batch(
        long runId,
        StreamName stream,
        List<Row> rows,
        long from,
        Optional<ImportCheckpoint> checkpoint,
        Optional<Instant> calledAt,
        Optional<RawBatch> raw) {
    public Batch {
        rows = List.copyOf(rows);
    }
}
