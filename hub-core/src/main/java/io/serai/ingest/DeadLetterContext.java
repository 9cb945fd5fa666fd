package io.serai.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The context a dead letter's payload is sealed with: its run and position, known before it has a number. */
public final class DeadLetterContext {
    private static final byte[] TABLE = "dead_letter".getBytes(StandardCharsets.US_ASCII);

    private DeadLetterContext() {}

    public static byte[] of(long runId, long position) {
        return ByteBuffer.allocate(TABLE.length + 2 * Long.BYTES)
                .put(TABLE)
                .putLong(runId)
                .putLong(position)
                .array();
    }
}
