package io.serai.sync;

import io.serai.connector.Outcome;
import io.serai.connector.Pauser;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.run.FaultPoint;
import io.serai.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Empties the outbox batch by batch, one request under way at a time, and waits when the destination is in trouble.
 * Whatever stops it in between, the next run sends the batch again.
 */
final class MemberDelivery {
    private final Database database;
    private final Outbox outbox;
    private final Settlement settlement;
    private final Sender sender;
    private final Jobs jobs;
    private final SyncEngine.Limits limits;
    private final Clock clock;
    private final Pauser pauser;

    MemberDelivery(
            Database database,
            Outbox outbox,
            Settlement settlement,
            Sender sender,
            Jobs jobs,
            SyncEngine.Limits limits,
            Clock clock,
            Pauser pauser) {
        this.database = database;
        this.outbox = outbox;
        this.settlement = settlement;
        this.sender = sender;
        this.jobs = jobs;
        this.limits = limits;
        this.clock = clock;
        this.pauser = pauser;
    }

    /**
     * Sends until nothing is left that no job holds up, or what is left must wait longer than a run waits.
     *
     * @return what holds the rest back; empty if nothing does but jobs
     * @throws SeraiException BRAKE if the destination refuses everybody alike; nothing of that is booked
     */
    Optional<ErrorCode> run(SyncWork work, Consumer<SyncWork> progress) throws InterruptedException {
        try (Pipeline pipeline = new Pipeline(database, outbox, settlement, sender, work, progress)) {
            return run(work, pipeline);
        }
    }

    private Optional<ErrorCode> run(SyncWork work, Pipeline pipeline) throws InterruptedException {
        Optional<Instant> resumeAt = Optional.empty();
        Duration waited = Duration.ZERO;
        int streak = 0;
        RefusalBrake brake = new RefusalBrake(database, work);
        while (true) {
            Duration wait = resumeAt.map(moment -> Duration.between(clock.instant(), moment))
                    .filter(duration -> !duration.isNegative())
                    .orElse(Duration.ZERO);
            waited = waited.plus(wait);
            if (waited.compareTo(limits.patience()) > 0) {
                return pipeline.trouble();
            }
            pauser.pause(wait);
            resumeAt = Optional.empty();
            Optional<Batch> batch = pipeline.next();
            if (batch.isEmpty()) {
                if (jobs.poll(work)) {
                    continue;
                }
                resumeAt = nextDue(work);
                if (resumeAt.isEmpty()) {
                    return Optional.empty();
                }
                continue;
            }
            List<Outcome> outcomes = pipeline.send(batch.get(), streak);
            FaultPoint.at("sync.after-send-before-outcome");
            if (brake.holds(outcomes)) {
                pipeline.withdraw();
                throw brake.told();
            }
            Optional<Settlement.Result> stuck =
                    outcomes.stream().allMatch(Outcome::isToBeSentAgain) ? pipeline.stop() : Optional.empty();
            boolean nothingMoved = stuck.filter(Settlement.Result::nothingMoved).isPresent();
            streak = nothingMoved ? streak + 1 : 0;
            waited = nothingMoved ? waited : Duration.ZERO;
            resumeAt = stuck.flatMap(Settlement.Result::resumeAt).filter(moment -> nothingMoved);
        }
    }

    /** When something is to be sent next; empty if nothing is, or if what is due waits for a job itself. */
    private Optional<Instant> nextDue(SyncWork work) {
        Instant now = clock.instant();
        return database.inTransaction(handle -> Outbox.nextDue(handle, work.syncId()))
                .filter(due -> due.isAfter(now) || !jobs.areUnderWay(work));
    }
}
