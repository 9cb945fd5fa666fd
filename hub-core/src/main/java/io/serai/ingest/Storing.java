package io.serai.ingest;

import io.serai.error.SeraiException;
import io.serai.run.ImportCounts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores batches, and waits while the store is away.
 *
 * @param stop polled between attempts; says true when what is not stored yet is to be left
 */
record Storing(Ingest ingest, BooleanSupplier stop) {
    private static final Logger LOG = LoggerFactory.getLogger(Storing.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Empty when told to stop before it was stored. */
    Optional<ImportCounts> store(Batch batch) throws InterruptedException {
        long pause = 100;
        while (!stop.getAsBoolean()) {
            try {
                return Optional.of(ingest.store(batch));
            } catch (SeraiException e) {
                if (!e.code().isRetriable()) {
                    throw e;
                }
                LOG.warn("import {} waits: {}", batch.stream(), e.code());
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
            }
        }
        return Optional.empty();
    }
}
