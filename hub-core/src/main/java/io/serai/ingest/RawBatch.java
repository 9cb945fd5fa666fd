package io.serai.ingest;

import java.time.Duration;
import java.time.Instant;

/**
 * The records of a batch as they came, to be kept beside what was made of them.
 *
 * @param observedAt when records were true that do not say so themselves
 * @param lines what {@link RawLines} wrote: personal data, not sealed yet
 * @param keep for how long
 */
record RawBatch(int records, Instant observedAt, byte[] lines, Duration keep) {
    @Override
    public String toString() {
        return "RawBatch[" + records + "]";
    }
}
