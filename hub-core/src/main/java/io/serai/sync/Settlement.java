package io.serai.sync;

import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.store.BulkQuery;
import io.serai.store.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Moves ledger, outbox, dead letters and books by the outcomes of a batch, in the caller's transaction. */
final class Settlement {
    private final Keyring keyring;
    private final RunLog log;
    private final Clock clock;
    private final DoubleSupplier jitter;

    /** @param jitter random numbers from 0 to 1 */
    Settlement(Keyring keyring, RunLog log, Clock clock, DoubleSupplier jitter) {
        this.keyring = keyring;
        this.log = log;
        this.clock = clock;
        this.jitter = jitter;
    }

    /**
     * What a batch came to.
     *
     * @param moved members that arrived, were refused or are being worked on
     * @param trouble why some are to be sent again
     * @param resumeAt the earliest moment one of them is
     */
    record Result(int moved, Optional<ErrorCode> trouble, Optional<Instant> resumeAt) {
        boolean nothingMoved() {
            return moved == 0 && trouble.isPresent();
        }
    }

    private record Again(Batch.Row row, ErrorCode code, Instant at) {}

    /** What the outcomes of a batch mean, each member in one of the lists. */
    private record Sorted(
            List<Batch.Row> arrived,
            List<Refused> refused,
            List<Again> again,
            Map<Outcome.Pending, List<Batch.Row>> jobs) {
        Sorted() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
        }

        Result result() {
            return new Result(
                    arrived.size()
                            + refused.size()
                            + jobs.values().stream().mapToInt(List::size).sum(),
                    again.stream().map(Again::code).findFirst(),
                    again.stream().map(Again::at).min(Instant::compareTo));
        }
    }

    /**
     * @param outcomes one for each row, in order
     * @param streak how many batches before this one came to nothing: the pause grows with it too
     */
    Result settle(Handle handle, SyncWork work, Batch batch, List<Outcome> outcomes, int streak) {
        Sorted sorted = sort(work, batch, outcomes, streak);
        arrive(handle, work, batch.operation(), sorted.arrived());
        setBack(handle, work, batch.operation(), sorted);
        return sorted.result();
    }

    /**
     * What is left of a snapshot's page: who is to be added again. Who is refused is booked, and jobs are remembered; who
     * arrived is booked when the snapshot is committed.
     */
    Left sift(Handle handle, SyncWork work, Batch page, List<Outcome> outcomes, int streak) {
        Sorted sorted = sort(work, page, outcomes, streak);
        setBack(handle, work, page.operation(), sorted);
        List<Batch.Row> rows = sorted.again().stream().map(Again::row).toList();
        return new Left(new Batch(page.operation(), rows), sorted.result());
    }

    /** The members of a page that are to be added again, and why. */
    record Left(Batch page, Result result) {}

    private void setBack(Handle handle, SyncWork work, Operation operation, Sorted sorted) {
        refuse(handle, work, operation, sorted.refused());
        postpone(handle, work, operation, sorted.again());
        sorted.jobs().forEach((job, rows) -> Jobs.begin(handle, work, operation, job, rows, clock.instant()));
    }

    private Sorted sort(SyncWork work, Batch batch, List<Outcome> outcomes, int streak) {
        Sorted sorted = new Sorted();
        // One for all: who was sent together stays together.
        double spread = jitter.getAsDouble();
        for (int i = 0; i < outcomes.size(); i++) {
            Batch.Row row = batch.rows().get(i);
            boolean ignored = outcomes.get(i)
                    .fold(
                            () -> sorted.arrived().add(row),
                            rejection -> sorted.refused().add(new Refused(row, rejection)),
                            (code, after) -> retry(work, row, code, after, streak, spread, sorted),
                            job -> sorted.jobs()
                                    .computeIfAbsent(job, any -> new ArrayList<>())
                                    .add(row));
        }
        return sorted;
    }

    private boolean retry(
            SyncWork work,
            Batch.Row row,
            ErrorCode code,
            Optional<Duration> after,
            int streak,
            double spread,
            Sorted sorted) {
        RetryPolicy policy = work.sync().retry();
        Instant now = clock.instant();
        if (!now.isBefore(row.firstAt().plus(policy.horizon()))) {
            String reason = "No answer for this member in " + row.attempts() + " attempts; the last failed with "
                    + code.name() + ".";
            return sorted.refused().add(new Refused(row, new Outcome.Rejected(ErrorCode.DESTINATION_GAVE_UP, reason)));
        }
        Duration own = policy.pause(Math.max(row.attempts(), streak + 1), spread);
        Duration asked = after.orElse(Duration.ZERO);
        return sorted.again().add(new Again(row, code, now.plus(own.compareTo(asked) > 0 ? own : asked)));
    }

    private void arrive(Handle handle, SyncWork work, Operation operation, List<Batch.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        closeDeadLetters(handle, work, rows);
        List<byte[]> members = rows.stream().map(Batch.Row::member).toList();
        if (operation == Operation.REMOVE) {
            // It may still know them: an erasure must reach it, or somebody who erases them by hand.
            BulkQuery.update(
                    handle,
                    "UPDATE sync_member SET state = 'gone', held_hash = NULL, refused_hash = NULL"
                            + Outbox.among(work.syncId(), members));
        } else if (operation == Operation.ERASE) {
            BulkQuery.update(handle, "DELETE FROM sync_member" + Outbox.among(work.syncId(), members));
        } else {
            BulkQuery.update(
                    handle,
                    "UPDATE sync_member JOIN outbox o USING (sync_id, member) SET state = 'held',"
                            + " held_hash = o.payload_hash, refused_hash = NULL, updated_at = '"
                            + Moments.sql(clock.instant()) + "'" + Outbox.among(work.syncId(), members));
        }
        log.refreshed(handle, work.runId(), refreshes(handle, work, members));
        Outbox.delete(handle, work.syncId(), members);
        log.delivered(handle, work.runId(), operation, rows.size());
    }

    private static long refreshes(Handle handle, SyncWork work, List<byte[]> members) {
        return handle.createQuery("SELECT COUNT(*) FROM outbox" + Outbox.among(work.syncId(), members) + " AND refresh")
                .mapTo(Long.class)
                .one();
    }

    /** What was refused before and has now arrived needs nobody's attention any more. */
    private void closeDeadLetters(Handle handle, SyncWork work, List<Batch.Row> rows) {
        List<byte[]> members = rows.stream().map(Batch.Row::member).toList();
        List<byte[]> mended = BulkQuery.list(
                handle,
                "SELECT member FROM sync_member" + Outbox.among(work.syncId(), members)
                        + " AND refused_hash IS NOT NULL",
                row -> row.getBytes(1));
        SyncLetters.retried(handle, work.syncId(), mended, clock.instant());
    }

    private void refuse(Handle handle, SyncWork work, Operation operation, List<Refused> refused) {
        if (refused.isEmpty()) {
            return;
        }
        LocalDateTime now = Moments.bind(clock.instant());
        PreparedBatch ledger = handle.prepareBatch("UPDATE sync_member m JOIN outbox o ON o.sync_id = m.sync_id"
                + " AND o.member = m.member SET m.refused_hash = o.payload_hash, m.state = :state, m.updated_at = :now"
                + " WHERE m.sync_id = :sync AND m.member = :member");
        Map<ErrorCode, Long> codes = new EnumMap<>(ErrorCode.class);
        for (Refused one : refused) {
            ledger.bind("state", stateAfter(operation, one.outcome()))
                    .bind("now", now)
                    .bind("sync", work.syncId())
                    .bind("member", one.row().member())
                    .add();
            codes.merge(one.outcome().code(), 1L, Long::sum);
        }
        ledger.execute();
        restoreHeld(handle, work, operation, refused);
        SyncLetters.write(handle, keyring, work, refused, clock.instant());
        Outbox.delete(
                handle,
                work.syncId(),
                refused.stream().map(one -> one.row().member()).toList());
        codes.forEach((code, count) -> log.rejected(handle, work.runId(), operation, code, count));
    }

    /** A refused addition is not there; after giving up, or when a removal was refused, it still may be. */
    private static String stateAfter(Operation operation, Outcome.Rejected outcome) {
        boolean certain = outcome.code() != ErrorCode.DESTINATION_GAVE_UP;
        return operation == Operation.ADD && certain ? "absent" : "sent";
    }

    /** A refused update leaves the payload before it in place. */
    private static void restoreHeld(Handle handle, SyncWork work, Operation operation, List<Refused> refused) {
        List<byte[]> members = refused.stream()
                .filter(one -> stateAfter(operation, one.outcome()).equals("absent"))
                .map(one -> one.row().member())
                .toList();
        if (!members.isEmpty()) {
            BulkQuery.update(
                    handle,
                    "UPDATE sync_member SET state = 'held'" + Outbox.among(work.syncId(), members)
                            + " AND held_hash IS NOT NULL");
        }
    }

    private void postpone(Handle handle, SyncWork work, Operation operation, List<Again> again) {
        if (again.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("UPDATE outbox SET next_at = :at, job_id = NULL, place = NULL"
                + " WHERE sync_id = :sync AND member = :member");
        Map<ErrorCode, Long> codes = new EnumMap<>(ErrorCode.class);
        for (Again one : again) {
            rows.bind("at", Moments.bind(one.at()))
                    .bind("sync", work.syncId())
                    .bind("member", one.row().member())
                    .add();
            codes.merge(one.code(), 1L, Long::sum);
        }
        rows.execute();
        codes.forEach((code, count) -> log.retried(handle, work.runId(), operation, code, count));
    }

    /**
     * Sends the members again in two halves: one of them is to blame, and not told which. That is progress, so the
     * horizon counts anew.
     */
    void narrow(Handle handle, SyncWork work, Batch batch) {
        int members = batch.rows().size();
        if (members == 1) {
            Outcome refusal =
                    new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "The destination refuses this member.");
            settle(handle, work, batch, List.of(refusal), 0);
            return;
        }
        BulkQuery.update(
                handle,
                "UPDATE outbox SET job_id = NULL, place = NULL, most = " + (members + 1) / 2 + ", first_at = NULL,"
                        + " next_at = '" + Moments.sql(clock.instant()) + "'"
                        + Outbox.among(work.syncId(), batch.members()));
        log.retried(handle, work.runId(), batch.operation(), ErrorCode.DESTINATION_UNINTELLIGIBLE, members);
    }

    /** Forgets an attempt that told nothing about the members: the sync itself was stopped. */
    static void withdraw(Handle handle, SyncWork work, Batch batch) {
        BulkQuery.update(
                handle,
                "UPDATE outbox SET attempts = attempts - 1, first_at = NULL"
                        + Outbox.among(work.syncId(), batch.members()));
    }
}
