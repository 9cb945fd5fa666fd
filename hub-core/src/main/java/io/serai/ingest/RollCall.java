package io.serai.ingest;

import io.serai.crypto.Hash;
import io.serai.identity.Identity;
import io.serai.profile.SubjectStore;
import io.serai.record.CanonicalRecord;
import io.serai.run.ImportCheckpoint;
import io.serai.run.RunStore;
import io.serai.source.Absence;
import io.serai.store.BulkLoad;
import io.serai.store.BulkRows;
import io.serai.store.Moments;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * A read of everything: which records answered, and who is missing. Answers are kept in the store, in the transaction
 * that stores the records, so memory stays flat. For one thread.
 */
final class RollCall {
    /** Records looked at in one statement. */
    private static final int STEP = 20_000;

    private static final int FORGOTTEN_AT_A_TIME = 20_000;
    private static final BulkLoad ANSWERS = BulkLoad.replace("roll_call", List.of("run_id", "record_key"));

    /** The stream's live records after a number, in their order; who has been heard of since is not missing. */
    private static final String LIVE = """
            SELECT r.id, c.record_key IS NULL AND r.observed_at < :at AS missing
            FROM source_record r FORCE INDEX (stream_id)
            LEFT JOIN roll_call c ON c.run_id = :run AND c.record_key = r.record_key
            WHERE r.stream_id = :stream AND r.id > :after AND r.profile_id <> 0
            ORDER BY r.id LIMIT :step""";

    private final Identity identity;
    private final ImportInput input;
    private final long run;
    private final Instant at;

    /** @param at when it began: who is missing was gone by then */
    RollCall(Identity identity, ImportInput input, long run, Instant at) {
        this.identity = identity;
        this.input = input;
        this.run = run;
        this.at = at;
    }

    /** Keeps who answered. */
    static void answer(Handle handle, long run, Stream<Hash> keys) throws SQLException {
        BulkRows rows = new BulkRows();
        keys.distinct()
                .sorted()
                .forEach(key -> rows.number(run).bytes(key.bytes()).end());
        ANSWERS.run(handle.getConnection(), rows);
    }

    /** How many records the stream has, and how many of them are missing. */
    record Tally(long all, long missing) {
        boolean allowedBy(Absence absence) {
            return absence.allows(missing, all);
        }
    }

    private record Step(long records, long missing, long last) {}

    Tally tally() {
        long all = 0;
        long missing = 0;
        long after = 0;
        while (true) {
            long from = after;
            Step step = identity.database()
                    .read(handle -> handle.createQuery(
                                    "SELECT COUNT(*) AS records, COALESCE(SUM(missing), 0) AS missing,"
                                            + " COALESCE(MAX(id), 0) AS last FROM (" + LIVE + ") live")
                            .bindMap(parameters(from))
                            .map((row, context) ->
                                    new Step(row.getLong("records"), row.getLong("missing"), row.getLong("last")))
                            .one());
            if (step.records() == 0) {
                return new Tally(all, missing);
            }
            all += step.records();
            missing += step.missing();
            after = step.last();
        }
    }

    private Map<String, Object> parameters(long after) {
        return Map.of(
                "at", Moments.micros(at),
                "run", run,
                "stream", identity.streams().idOf(input.stream()),
                "after", after,
                "step", STEP);
    }

    /** Some of those who are missing. */
    record Missing(List<Long> subjects) {
        long last() {
            return subjects.get(subjects.size() - 1);
        }
    }

    /** Up to {@code limit} of the missing after a number; empty if there are no more. */
    Optional<Missing> missing(long after, int limit) {
        List<Long> found = new ArrayList<>();
        long from = after;
        while (found.size() < limit) {
            long start = from;
            List<long[]> step = identity.database()
                    .read(handle -> handle.createQuery(LIVE)
                            .bindMap(parameters(start))
                            .map((row, context) -> new long[] {row.getLong("id"), row.getLong("missing")})
                            .list());
            if (step.isEmpty()) {
                break;
            }
            step.stream().filter(record -> record[1] == 1).forEach(record -> found.add(record[0]));
            from = step.get(step.size() - 1)[0];
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Missing(found.size() <= limit ? found : List.copyOf(found.subList(0, limit))));
    }

    /** What deletes these records, after what was read so far. */
    Batch deletion(Missing missing, ImportCheckpoint before) {
        Preparer preparer = new Preparer(input.stream(), identity);
        List<SubjectStore.Stored> stored =
                identity.database().read(handle -> identity.subjects().ofIds(handle, missing.subjects()));
        List<Row> rows = new ArrayList<>(stored.size());
        for (SubjectStore.Stored subject : stored) {
            CanonicalRecord gone = new CanonicalRecord(
                    subject.member().state().key(), Optional.of(at), true, Map.of(), Map.of(), Map.of(), List.of());
            rows.add(preparer.prepare(before.position() + rows.size(), List.of(gone), at));
        }
        return new Batch(
                run,
                input.stream(),
                rows,
                before.position(),
                Optional.of(before.moved(rows.size())),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    /** Whether a roll was called later already; what this one misses may be there again. */
    boolean isOutdated() {
        return identity.database()
                .read(handle -> handle.createQuery("SELECT EXISTS(SELECT 1 FROM stream WHERE id = ? AND called_at > ?)")
                        .bind(0, identity.streams().idOf(input.stream()))
                        .bind(1, Moments.bind(at))
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Ends it: nothing is left to be done, and nobody needs to know any more who answered. */
    void end(ImportCheckpoint checkpoint, RunStore runs) {
        identity.database().inTransaction(handle -> {
            checkpoint.ended().write(handle, runs.now());
            if (checkpoint.goneAt().isEmpty()) {
                return 0;
            }
            return handle.execute(
                    "UPDATE stream SET called_at = GREATEST(COALESCE(called_at, ?), ?) WHERE id = ?",
                    Moments.bind(at),
                    Moments.bind(at),
                    identity.streams().idOf(input.stream()));
        });
        // Only now: with the answers gone, everybody would be missing.
        forget(identity, run);
    }

    /** Deletes the answers of a run that nobody takes up again. */
    static void forget(Identity identity, long run) {
        int gone;
        do {
            gone = identity.database()
                    .inTransaction(handle ->
                            handle.execute("DELETE FROM roll_call WHERE run_id = ? LIMIT " + FORGOTTEN_AT_A_TIME, run));
        } while (gone == FORGOTTEN_AT_A_TIME);
    }
}
