package io.serai.sync;

import io.serai.connector.Member;
import io.serai.connector.Operation;
import java.time.Instant;
import java.util.List;

/** Outbox rows of one operation that are being sent together. */
record Batch(Operation operation, List<Row> rows) {
    /**
     * An outbox row.
     *
     * @param content what the payload says
     * @param attempts this one included
     * @param fresh whether the ledger knew, when it was claimed, that the destination does not hold the member
     * @param most how many may be sent together with it, itself included
     */
    record Row(
            byte[] member,
            long profileId,
            byte[] payload,
            Member content,
            int attempts,
            Instant firstAt,
            boolean fresh,
            int most) {}

    List<byte[]> members() {
        return rows.stream().map(Row::member).toList();
    }
}
