package io.serai.sync;

import io.serai.connector.JobProgress;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Pauser;
import io.serai.error.ErrorCode;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Jobs that destinations work on. Their members stay in the outbox, and are not sent, until the destination says what
 * became of them or the job's time is up; whatever happens to the hub meanwhile, the next run asks on.
 */
final class Jobs {
    private final Database database;
    private final Outbox outbox;
    private final Settlement settlement;
    private final SyncEngine.Limits limits;
    private final Clock clock;
    private final Pauser pauser;

    Jobs(
            Database database,
            Outbox outbox,
            Settlement settlement,
            SyncEngine.Limits limits,
            Clock clock,
            Pauser pauser) {
        this.database = database;
        this.outbox = outbox;
        this.settlement = settlement;
        this.limits = limits;
        this.clock = clock;
        this.pauser = pauser;
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

    /** Asks until every job has ended or its time is up. */
    void await(SyncWork work, Sender sender) throws InterruptedException {
        for (Optional<Instant> next = next(work); next.isPresent(); next = next(work)) {
            await(work, next.get());
            poll(work, sender);
        }
    }

    /** When a job is to be asked after next; empty if there is none. */
    Optional<Instant> next(SyncWork work) {
        return database.inTransaction(handle -> handle.createQuery(
                        "SELECT MIN(next_at) AS next FROM sync_job WHERE sync_id = ?")
                .bind(0, work.syncId())
                .map((row, context) -> Optional.ofNullable(row.getObject("next", LocalDateTime.class))
                        .map(Moments::read))
                .one());
    }

    /** Waits with the sync in hand: nobody else may take it, and whoever stops it ends it. */
    void await(SyncWork work, Instant moment) throws InterruptedException {
        Duration most = limits.lease().dividedBy(3);
        for (Duration left = left(moment); !left.isNegative() && !left.isZero(); left = left(moment)) {
            pauser.pause(left.compareTo(most) < 0 ? left : most);
            database.inTransaction(handle -> {
                work.lease().renew(handle);
                SyncEngine.refuseIfStopped(handle, work);
                return true;
            });
        }
    }

    private Duration left(Instant moment) {
        return Duration.between(clock.instant(), moment);
    }

    /** Asks after the jobs that are due. */
    void poll(SyncWork work, Sender sender) {
        for (Job job : due(work)) {
            SyncWork sent = work.inRun(job.runId());
            Batch batch =
                    database.inTransaction(handle -> new Batch(job.operation(), outbox.ofJob(handle, work, job.id())));
            JobProgress progress = sender.poll(sent, batch, job.token());
            database.inTransaction(handle -> {
                work.lease().renew(handle);
                settle(handle, sent, job, batch, progress);
                return true;
            });
        }
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
                askAgain(handle, job, working);
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

    private void askAgain(Handle handle, Job job, JobProgress.Working working) {
        Duration asked = working.after().orElse(Duration.ZERO);
        Duration pause = asked.compareTo(job.every()) > 0 ? asked : job.every();
        Instant next = clock.instant().plus(pause);
        handle.execute(
                "UPDATE sync_job SET next_at = ? WHERE id = ?",
                Moments.bind(next.isBefore(job.until()) ? next : job.until()),
                job.id());
    }
}
