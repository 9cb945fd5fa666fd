package io.serai.ingest;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Identity;
import io.serai.ingest.Importer.Progress;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.run.ImportCheckpoint;
import io.serai.run.ImportCounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way of one input from its source into the store: reading and mapping run on a thread of their own, one batch ahead;
 * it is handed over when the one before is stored. Used once.
 */
final class Transfer {
    /** A batch ends early when its invalid records, which are kept as they came, are this long together. */
    private static final long MOST_INVALID_BYTES = 8L << 20;

    private final Identity identity;
    private final ImportInput input;
    private final ImportCheckpoint start;
    private final int batchSize;
    private final Storing storing;
    private final Progress progress;
    private final BlockingQueue<Parcel> handover = new SynchronousQueue<>();
    private final AtomicBoolean abandoned = new AtomicBoolean();
    private final CompletableFuture<Void> reading = new CompletableFuture<>();

    /** A batch on its way from the reader to the store; the last one ends the input. */
    private record Parcel(BatchRows.Taken taken, Optional<String> cursor, boolean last) {}

    Transfer(
            Identity identity,
            ImportInput input,
            ImportCheckpoint start,
            int batchSize,
            Storing storing,
            Progress progress) {
        this.identity = identity;
        this.input = input;
        this.start = start;
        this.batchSize = batchSize;
        this.storing = storing;
        this.progress = progress;
    }

    /** Where an input ended, and what became of the rows of this call. */
    record End(ImportCheckpoint at, ImportCounts counts) {}

    /** Answers where the input ended; empty if it was left before. */
    Optional<End> run() {
        Thread reader = new Thread(
                () -> {
                    try {
                        read();
                        reading.complete(null);
                    } catch (Throwable e) {
                        reading.completeExceptionally(e);
                    }
                },
                "import-" + input.stream());
        reader.setDaemon(true);
        reader.start();
        try {
            return store();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            abandoned.set(true);
        }
    }

    private void read() throws InterruptedException {
        try (RecordStream records = input.open().apply(new ImportInput.Start(start.position(), start.cursor()))) {
            BatchRows rows =
                    new BatchRows(identity, input.stream(), input.mapping(), input.observedAt(), input.keepRaw());
            for (Optional<RawItem> item = records.next(); item.isPresent(); item = records.next()) {
                rows.add(item.get());
                if (rows.count() == batchSize || rows.invalidBytes() > MOST_INVALID_BYTES) {
                    offer(new Parcel(rows.take(), records.cursor(), false));
                }
                if (abandoned.get()) {
                    return;
                }
            }
            offer(new Parcel(rows.take(), records.cursor(), true));
        }
    }

    private void offer(Parcel parcel) throws InterruptedException {
        while (!abandoned.get() && !handover.offer(parcel, 100, TimeUnit.MILLISECONDS)) {}
    }

    private Optional<End> store() throws InterruptedException {
        ImportCheckpoint at = start;
        ImportCounts counts = ImportCounts.NONE;
        while (!storing.stop().getAsBoolean()) {
            Parcel parcel = handover.poll(100, TimeUnit.MILLISECONDS);
            if (parcel == null) {
                failIfReadingFailed();
                continue;
            }
            // A roll call is done only when those who are missing are gone. One that was cut cannot tell who is.
            Optional<Instant> goneAt = input.absence()
                    .filter(absence -> parcel.last() && start.position() == 0)
                    .map(absence -> input.observedAt().truncatedTo(ChronoUnit.MICROS));
            ImportCheckpoint next = new ImportCheckpoint(
                    at.name(),
                    at.runId(),
                    at.position() + parcel.taken().rows().size(),
                    parcel.cursor().or(at::cursor),
                    parcel.last() && goneAt.isEmpty(),
                    goneAt);
            Batch batch = parcel.taken().batch(input, at.position(), next);
            Optional<ImportCounts> stored = storing.store(batch);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            counts = counts.plus(stored.get());
            progress.at(at.runId(), counts);
            at = next;
            if (parcel.last()) {
                return Optional.of(new End(at, counts));
            }
        }
        return Optional.empty();
    }

    private void failIfReadingFailed() throws InterruptedException {
        if (!reading.isCompletedExceptionally()) {
            return;
        }
        try {
            reading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SeraiException known) {
                throw known;
            }
            throw new SeraiException(ErrorCode.INTERNAL, "Reading the input failed.", e);
        }
    }
}
