package io.serai.ingest;

import io.serai.error.ErrorCode;
import io.serai.identity.Identity;
import io.serai.ingest.Importer.Progress;
import io.serai.run.ImportCheckpoint;
import io.serai.run.ImportCounts;
import io.serai.run.Run;
import io.serai.run.RunStore;
import java.util.Optional;

/**
 * The end of a read of everything: deletes what it missed. Where it cannot be told what is missing it deletes nothing,
 * and the run says why; the next read tells. Taken up again after a crash, it goes on where it was.
 */
final class Absences {
    private final Identity identity;
    private final RunStore runs;
    private final int batchSize;
    private final Storing storing;

    Absences(Identity identity, RunStore runs, int batchSize, Storing storing) {
        this.identity = identity;
        this.runs = runs;
        this.batchSize = batchSize;
        this.storing = storing;
    }

    /**
     * Ends the run.
     *
     * @param end where the read ended; it says when the missing were gone, unless it was read in parts
     * @param broken whether the run had been ended by somebody, or by an error, before it was taken up again
     * @param counts of this call so far
     */
    Run settle(ImportInput input, ImportCheckpoint end, boolean broken, ImportCounts counts, Progress progress)
            throws InterruptedException {
        RollCall roll = new RollCall(identity, input, end.runId(), end.goneAt().orElse(input.observedAt()));
        Optional<String> doubt = doubt(input, end, broken, roll);
        if (doubt.isPresent()) {
            roll.end(end, runs);
            runs.note(end.runId(), "nothing deleted by absence: " + doubt.get());
            return runs.finish(end.runId());
        }
        RollCall.Tally tally = roll.tally();
        if (!tally.allowedBy(input.absence().orElseThrow())) {
            roll.end(end, runs);
            return runs.hold(end.runId(), ErrorCode.BRAKE, held(input, tally));
        }
        return delete(roll, end, counts, progress);
    }

    private Optional<String> doubt(ImportInput input, ImportCheckpoint end, boolean broken, RollCall roll) {
        if (input.absence().isEmpty()) {
            return Optional.of("the stream does not ask for it any more");
        }
        if (end.goneAt().isEmpty() || broken) {
            return Optional.of("the read was cut; the next one that is not will do it");
        }
        long invalid = runs.find(end.runId()).orElseThrow().imported().invalid();
        if (invalid > 0) {
            return Optional.of(invalid + " records could not be understood and may be those that are missing");
        }
        return roll.isOutdated() ? Optional.of("a later state of the stream was read already") : Optional.empty();
    }

    private static String held(ImportInput input, RollCall.Tally tally) {
        return tally.missing() + " of the " + tally.all() + " records of '" + input.stream()
                + "' did not appear, more than may go at once, so none was deleted. Look at the source. If they are"
                + " gone for good, run 'serai source run " + input.stream()
                + " --allow-deletions' once, or raise 'most_deletions'.";
    }

    private Run delete(RollCall roll, ImportCheckpoint end, ImportCounts before, Progress progress)
            throws InterruptedException {
        ImportCheckpoint at = end;
        ImportCounts counts = before;
        long after = 0;
        for (Optional<RollCall.Missing> some = roll.missing(after, batchSize);
                some.isPresent();
                some = roll.missing(after, batchSize)) {
            Batch batch = roll.deletion(some.get(), at);
            Optional<ImportCounts> stored = storing.store(batch);
            if (stored.isEmpty()) {
                return runs.find(end.runId()).orElseThrow();
            }
            counts = counts.plus(stored.get());
            progress.at(end.runId(), counts);
            at = batch.checkpoint().orElseThrow();
            after = some.get().last();
        }
        roll.end(at, runs);
        return runs.finish(end.runId());
    }
}
