package io.serai.sync;

import io.serai.connector.Operation;
import java.time.Instant;
import java.util.List;

/** Outbox rows of one operation that are being sent together. */
record Batch(Operation operation, List<Row> rows) {
    /**
     * An outbox row.
     *
     * @param attempts this one included
     */
    record Row(byte[] member, long profileId, byte[] payload, int attempts, Instant firstAt) {}

    List<byte[]> members() {
        return rows.stream().map(Row::member).toList();
    }
}
