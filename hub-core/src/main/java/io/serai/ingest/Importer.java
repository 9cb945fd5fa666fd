package io.serai.ingest;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Identity;
import io.serai.ingest.Transfer.End;
import io.serai.profile.Streams.StreamName;
import io.serai.run.ImportCheckpoint;
import io.serai.run.ImportCounts;
import io.serai.run.Run;
import io.serai.run.RunKind;
import io.serai.run.RunState;
import io.serai.run.RunStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Imports an input from start to end, or from where an interrupted import of the same input stopped. Thread-safe: each
 * call is an import by itself.
 */
public final class Importer {
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
            Storing storing = new Storing(ingest, stop);
            Optional<End> end = start.goneAt().isPresent()
                    ? Optional.of(new End(start, ImportCounts.NONE))
                    : new Transfer(identity, input, start, batchSize, storing, progress).run();
            if (end.isEmpty()) {
                return runs.find(start.runId()).orElseThrow();
            }
            NewFields.tell(identity, runs, input.stream(), start.runId());
            return input.absence().isPresent() || start.goneAt().isPresent()
                    ? settle(input, end.get(), broken, storing, progress)
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
    private Run settle(ImportInput input, End end, boolean broken, Storing storing, Progress progress) {
        Absences absences = new Absences(identity, runs, batchSize, storing);
        try {
            return absences.settle(input, end.at(), broken, end.counts(), progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return runs.find(end.at().runId()).orElseThrow();
        }
    }

    /** Whether a run of this importer ended well. */
    public static boolean isFinished(Run run) {
        return run.state() == RunState.FINISHED;
    }
}
