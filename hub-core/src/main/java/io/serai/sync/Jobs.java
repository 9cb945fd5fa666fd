package io.serai.sync;

import io.serai.connector.JobProgress;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Jobs that destinations work on. Their members stay in the outbox, and are not sent, until the destination says what
 * became of them or the job's time is up; whatever happens to the hub meanwhile, somebody asks on.
 */
final class Jobs {
    private final Database database;
    private final Outbox outbox;
    private final Settlement settlement;
    private final Sender sender;
    private final Clock clock;

    Jobs(Database database, Outbox outbox, Settlement settlement, Sender sender, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.settlement = settlement;
        this.sender = sender;
        this.clock = clock;
    }

    /** A job to be asked after. */
    private record Job(long id, long runId, Operation operation, String token, Duration every, Instant until) {}

    /** Remembers a job; its members wait for it from now on. */
    static void begin(
            Handle handle,
            SyncWork work,
            Operation operation,
            Outcome.Pending pending,
            List<Batch.Row> rows,
            Instant now) {
        LocalDateTime until = Moments.bind(now.plus(pending.most()));
        long id = handle.createUpdate("INSERT INTO sync_job (sync_id, run_id, operation, token, every_ms, next_at,"
                        + " until_at) VALUES (:sync, :run, :operation, :token, :every, :next, :until)")
                .bind("sync", work.syncId())
                .bind("run", work.runId())
                .bind("operation", operation.word())
                .bind("token", pending.job())
                .bind("every", pending.every().toMillis())
                .bind("next", Moments.bind(now.plus(pending.every())))
                .bind("until", until)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        PreparedBatch waiting = handle.prepareBatch("UPDATE outbox SET job_id = :job, place = :place, next_at = :until"
                + " WHERE sync_id = :sync AND member = :member");
        for (int place = 0; place < rows.size(); place++) {
            waiting.bind("job", id)
                    .bind("place", place)
                    .bind("until", until)
                    .bind("sync", work.syncId())
                    .bind("member", rows.get(place).member())
                    .add();
        }
        waiting.execute();
    }

    /** Whether the destination works on any. */
    boolean areUnderWay(SyncWork work) {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT EXISTS(SELECT 1 FROM sync_job WHERE sync_id = ?)")
                        .bind(0, work.syncId())
                        .mapTo(Boolean.class)
                        .one());
    }

    /** The syncs that have one to be asked after now, by name; those that are paused do not ask. */
    static List<String> due(Handle handle, Instant now) {
        return handle.createQuery("SELECT DISTINCT s.name FROM sync_job j JOIN sync_state s ON s.id = j.sync_id"
                        + " WHERE j.next_at <= ? AND NOT s.paused ORDER BY s.name")
                .bind(0, Moments.bind(now))
                .mapTo(String.class)
                .list();
    }

    /**
     * Asks after the jobs that are due; whether any was.
     *
     * @throws SeraiException if the whole sync must stop; a job is then asked after again when it would have been
     */
    boolean poll(SyncWork work) {
        List<Job> due = due(work);
        for (Job job : due) {
            SyncWork sent = work.inRun(job.runId());
            // Before the question: one that cannot be answered is not asked again and again.
            Batch batch = database.inTransaction(handle -> {
                work.lease().renew(handle);
                SyncEngine.refuseIfStopped(handle, work);
                askAgain(handle, job, job.every());
                return new Batch(job.operation(), outbox.ofJob(handle, work, job.id()));
            });
            JobProgress progress = sender.poll(sent, batch, job.token());
            database.inTransaction(handle -> {
                work.lease().renew(handle);
                settle(handle, sent, job, batch, progress);
                return true;
            });
        }
        return !due.isEmpty();
    }

    private List<Job> due(SyncWork work) {
        return database.inTransaction(handle -> handle.createQuery("SELECT id, run_id, operation, token, every_ms,"
                        + " until_at FROM sync_job WHERE sync_id = :sync AND next_at <= :now ORDER BY next_at, id")
                .bind("sync", work.syncId())
                .bind("now", Moments.bind(clock.instant()))
                .map((row, context) -> new Job(
                        row.getLong("id"),
                        row.getLong("run_id"),
                        Operation.of(row.getString("operation")),
                        row.getString("token"),
                        Duration.ofMillis(row.getLong("every_ms")),
                        Moments.read(row.getObject("until_at", LocalDateTime.class))))
                .list());
    }

    private void settle(Handle handle, SyncWork work, Job job, Batch batch, JobProgress progress) {
        if (progress instanceof JobProgress.Working working) {
            if (clock.instant().isBefore(job.until())) {
                askAgain(handle, job, working.after().orElse(job.every()));
                return;
            }
            Outcome unknown = new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE);
            ended(handle, work, batch, Collections.nCopies(batch.rows().size(), unknown));
        } else if (progress instanceof JobProgress.Ended ended) {
            ended(handle, work, batch, ended.outcomes());
        } else {
            settlement.narrow(handle, work, batch);
        }
        handle.execute("DELETE FROM sync_job WHERE id = ?", job.id());
    }

    private void ended(Handle handle, SyncWork work, Batch batch, List<Outcome> outcomes) {
        settlement.settle(handle, work, batch, outcomes, 0);
    }

    /** No sooner than the connector said, and at the latest when its time is up. */
    private void askAgain(Handle handle, Job job, Duration asked) {
        Duration pause = asked.compareTo(job.every()) > 0 ? asked : job.every();
        Instant next = clock.instant().plus(pause);
        handle.execute(
                "UPDATE sync_job SET next_at = ? WHERE id = ?",
                Moments.bind(next.isBefore(job.until()) ? next : job.until()),
                job.id());
    }
}
