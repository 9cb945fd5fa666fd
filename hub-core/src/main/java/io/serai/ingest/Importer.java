package io.serai.ingest;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Identity;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.run.ImportCheckpoint;
import io.serai.run.ImportCounts;
import io.serai.run.Run;
import io.serai.run.RunKind;
import io.serai.run.RunState;
import io.serai.run.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports an input from start to end, or from where an interrupted import of the same input stopped. Reading and mapping
 * run on a thread of their own and overlap with storing; a short queue between them holds reading back when the store is
 * slow. Thread-safe: each call is an import by itself.
 */
public final class Importer {
    private static final Logger LOG = LoggerFactory.getLogger(Importer.class);
    private static final int QUEUED_BATCHES = 1;
    /** A batch ends early when its invalid records, which are kept as they came, are this long together. */
    private static final long MOST_INVALID_BYTES = 8L << 20;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Identity identity;
    private final RunStore runs;
    private final Ingest ingest;
    private final int batchSize;

    /** @param batchSize rows a transaction */
    public Importer(Identity identity, RunStore runs, int batchSize) {
        this.identity = identity;
        this.runs = runs;
        this.ingest = new Ingest(identity);
        this.batchSize = batchSize;
    }

    /** What to do with an input that was imported to its end before. */
    public enum Again {
        /** Recognise it and leave it, unless a person was asked about it: then it was brought once more on purpose. */
        SKIP,
        /** Read it again; what is unchanged stays as it is. */
        READ
    }

    /** Hears of progress at the start and after each batch; called on the importing thread. */
    public interface Progress {
        /**
         * @param runId the run
         * @param counts what became of the rows of this call so far
         */
        void at(long runId, ImportCounts counts);
    }

    /** A batch on its way from the reader to the store; the last one ends the input. */
    private record Parcel(BatchRows.Taken taken, Optional<String> cursor, boolean last) {}

    /**
     * Imports what a stream has to say since its last read, if that is anything: a look that finds nothing leaves no
     * run behind.
     */
    public Optional<Run> runIfAny(ImportInput input, BooleanSupplier stop, Progress progress) {
        return look(input, stop).map(opened -> run(opened, Again.READ, stop, progress));
    }

    /**
     * Waits for the first record a stream has to say since its last read. However long its source takes, the caller is
     * free as soon as it is told to stop.
     *
     * @return the input, opened, to be run once; empty if there is nothing new, or if told to stop
     */
    public Optional<ImportInput> look(ImportInput input, BooleanSupplier stop) {
        Optional<ImportCheckpoint> found = checkpoint(input);
        long position = found.filter(checkpoint -> !checkpoint.done())
                .map(ImportCheckpoint::position)
                .orElse(0L);
        ImportInput.Start start = new ImportInput.Start(position, found.flatMap(ImportCheckpoint::cursor));
        Optional<Begun> answer = Patience.unless(
                stop, "look-" + input.stream(), () -> Begun.of(input.open().apply(start), position), Begun::close);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        Begun records = answer.get();
        boolean nothingLeft = found.map(ImportCheckpoint::done).orElse(true);
        if (records.isEmpty() && nothingLeft && !mayMissSome(input)) {
            found.ifPresent(checkpoint -> moveOn(checkpoint, records.cursor()));
            records.close();
            return Optional.empty();
        }
        return Optional.of(input.opened(records));
    }

    /** A read of everything that finds nothing says something, if there was something. */
    private boolean mayMissSome(ImportInput input) {
        return input.absence().isPresent()
                && identity.database()
                        .read(handle -> handle.createQuery("SELECT EXISTS(SELECT 1 FROM source_record FORCE INDEX"
                                        + " (stream_id) WHERE stream_id = ? AND profile_id <> 0)")
                                .bind(0, identity.streams().idOf(input.stream()))
                                .mapTo(Boolean.class)
                                .one());
    }

    /** A cursor can grow old though nothing happens: the newest one is kept. */
    private void moveOn(ImportCheckpoint at, Optional<String> cursor) {
        if (cursor.isPresent() && !cursor.equals(at.cursor())) {
            identity.database().inTransaction(handle -> {
                new ImportCheckpoint(at.name(), at.runId(), at.position(), cursor, at.done(), at.goneAt())
                        .write(handle, runs.now());
                return cursor;
            });
        }
    }

    /** Those of the fingerprints whose input this stream has read to its end: a few thousand at most are asked for. */
    public Set<String> imported(StreamName stream, Collection<String> fingerprints) {
        String prefix = ImportInput.name(stream, "");
        List<String> names =
                fingerprints.stream().map(fingerprint -> prefix + fingerprint).toList();
        return identity.database().read(handle -> ImportCheckpoint.done(handle, names)).stream()
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    /**
     * Forgets how far a stream was read, so that the next read begins at its start; a run that was left is cancelled.
     * What is stored stays. Nothing may be reading the stream.
     *
     * @return how many inputs are forgotten
     */
    public int forget(StreamName stream) {
        List<Long> reading = identity.database()
                .inTransaction(handle -> ImportCheckpoint.forget(handle, ImportInput.name(stream, "")));
        for (long run : reading) {
            runs.cancel(run);
            RollCall.forget(identity, run);
        }
        return reading.size();
    }

    private Optional<ImportCheckpoint> checkpoint(ImportInput input) {
        return identity.database().read(handle -> ImportCheckpoint.find(handle, input.name()));
    }

    /**
     * Imports. While MariaDB is away it waits and tries again, until told to stop.
     *
     * @param stop polled between batches; when it says true the run is left where it is, to be resumed later
     * @return the run as it ended; an input recognised as imported before answers that run
     * @throws SeraiException if the input as a whole cannot be read or is being imported elsewhere
     */
    public Run run(ImportInput input, Again again, BooleanSupplier stop, Progress progress) {
        Optional<ImportCheckpoint> found = checkpoint(input);
        if (again == Again.SKIP && found.filter(ImportCheckpoint::done).isPresent()) {
            Run before = runs.find(found.get().runId()).orElseThrow();
            if (before.state() != RunState.HELD) {
                return before;
            }
        }
        Optional<String> cursor = found.flatMap(ImportCheckpoint::cursor);
        ImportCheckpoint start = found.filter(checkpoint -> !checkpoint.done()).orElseGet(() -> begin(input, cursor));
        boolean broken = runs.find(start.runId())
                .filter(run -> run.state() != RunState.RUNNING)
                .isPresent();
        runs.resume(start.runId());
        progress.at(start.runId(), ImportCounts.NONE);
        try {
            Optional<End> end = start.goneAt().isPresent()
                    ? Optional.of(new End(start, ImportCounts.NONE))
                    : transfer(input, start, stop, progress);
            if (end.isEmpty()) {
                return runs.find(start.runId()).orElseThrow();
            }
            NewFields.tell(identity, runs, input.stream(), start.runId());
            return input.absence().isPresent() || start.goneAt().isPresent()
                    ? settle(input, end.get(), broken, stop, progress)
                    : runs.finish(start.runId());
        } catch (SeraiException e) {
            // In a conflict the run is the other's.
            if (!e.code().isRetriable() && e.code() != ErrorCode.CONFLICT) {
                runs.fail(start.runId(), e.code(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private ImportCheckpoint begin(ImportInput input, Optional<String> cursor) {
        return identity.database().inTransaction(handle -> {
            long run = runs.begin(handle, RunKind.IMPORT, input.stream().toString(), input.detail());
            ImportCheckpoint checkpoint = new ImportCheckpoint(input.name(), run, 0, cursor, false, Optional.empty());
            checkpoint.write(handle, runs.now());
            return checkpoint;
        });
    }

    /** After a read of everything: deletes what it missed, if that can be told. */
    private Run settle(ImportInput input, End end, boolean broken, BooleanSupplier stop, Progress progress) {
        Absences absences = new Absences(identity, runs, batchSize, batch -> storePatiently(batch, stop));
        try {
            return absences.settle(input, end.at(), broken, end.counts(), progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return runs.find(end.at().runId()).orElseThrow();
        }
    }

    /** Where an input ended, and what became of the rows of this call. */
    private record End(ImportCheckpoint at, ImportCounts counts) {}

    /** Answers where the input ended; empty if it was left before. */
    private Optional<End> transfer(ImportInput input, ImportCheckpoint start, BooleanSupplier stop, Progress progress) {
        BlockingQueue<Parcel> queue = new ArrayBlockingQueue<>(QUEUED_BATCHES);
        AtomicBoolean abandoned = new AtomicBoolean();
        CompletableFuture<Void> reading = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        read(input, start, queue, abandoned);
                        reading.complete(null);
                    } catch (Throwable e) {
                        reading.completeExceptionally(e);
                    }
                },
                "import-" + input.stream());
        reader.setDaemon(true);
        reader.start();
        try {
            return store(input, start, queue, reading, stop, progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            abandoned.set(true);
        }
    }

    private void read(ImportInput input, ImportCheckpoint start, BlockingQueue<Parcel> queue, AtomicBoolean abandoned)
            throws InterruptedException {
        try (RecordStream records = input.open().apply(new ImportInput.Start(start.position(), start.cursor()))) {
            BatchRows rows =
                    new BatchRows(identity, input.stream(), input.mapping(), input.observedAt(), input.keepRaw());
            for (Optional<RawItem> item = records.next(); item.isPresent(); item = records.next()) {
                rows.add(item.get());
                if (rows.count() == batchSize || rows.invalidBytes() > MOST_INVALID_BYTES) {
                    offer(queue, new Parcel(rows.take(), records.cursor(), false), abandoned);
                }
                if (abandoned.get()) {
                    return;
                }
            }
            offer(queue, new Parcel(rows.take(), records.cursor(), true), abandoned);
        }
    }

    private static void offer(BlockingQueue<Parcel> queue, Parcel parcel, AtomicBoolean abandoned)
            throws InterruptedException {
        while (!abandoned.get() && !queue.offer(parcel, 100, TimeUnit.MILLISECONDS)) {}
    }

    private Optional<End> store(
            ImportInput input,
            ImportCheckpoint start,
            BlockingQueue<Parcel> queue,
            CompletableFuture<Void> reading,
            BooleanSupplier stop,
            Progress progress)
            throws InterruptedException {
        ImportCheckpoint at = start;
        ImportCounts counts = ImportCounts.NONE;
        while (!stop.getAsBoolean()) {
            Parcel parcel = queue.poll(100, TimeUnit.MILLISECONDS);
            if (parcel == null) {
                failIfReadingFailed(reading);
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
            Optional<ImportCounts> stored = storePatiently(batch, stop);
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

    /** Stores, and waits while the store is away; empty when told to stop meanwhile. */
    private Optional<ImportCounts> storePatiently(Batch batch, BooleanSupplier stop) throws InterruptedException {
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

    private static void failIfReadingFailed(CompletableFuture<Void> reading) throws InterruptedException {
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

    /** Whether a run of this importer ended well. */
    public static boolean isFinished(Run run) {
        return run.state() == RunState.FINISHED;
    }
}
