package io.serai.ingest;

import io.serai.profile.Streams.StreamName;
import java.util.List;
import java.util.Optional;

/**
 * Rows of one stream to be stored in one transaction.
 *
 * @param checkpoint where the reading stands after these rows; stored in the same transaction
 */
public record Batch(long runId, StreamName stream, List<Row> rows, Optional<Checkpoint> checkpoint) {
    public Batch {
        rows = List.copyOf(rows);
    }

    /** A named place in a stream, as a JSON text. */
    public record Checkpoint(String name, String value) {}
}
