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
    private final Jobs jobs;
    private final SyncEngine.Limits limits;
    private final Clock clock;
    private final Pauser pauser;

    MemberDelivery(
            Database database,
            Outbox outbox,
            Settlement settlement,
            Jobs jobs,
            SyncEngine.Limits limits,
            Clock clock,
            Pauser pauser) {
        this.database = database;
        this.outbox = outbox;
        this.settlement = settlement;
        this.jobs = jobs;
        this.limits = limits;
        this.clock = clock;
        this.pauser = pauser;
    }

    /** Waits for the jobs of runs before this one: only then is it known what the destination holds. */
    void finish(SyncWork work) throws InterruptedException {
        jobs.await(work, sender());
    }

    private Sender sender() {
        return new Sender(database, clock, limits.delivery());
    }

    /**
     * Sends until nothing is left and no job is under way, or what is left must wait longer than a run waits.
     *
     * @return what holds the rest back; empty if nothing is left
     * @throws SeraiException BRAKE if the destination refuses everybody alike; nothing of that is booked
     */
    Optional<ErrorCode> run(SyncWork work, Consumer<SyncWork> progress) throws InterruptedException {
        Sender sender = sender();
        try (Pipeline pipeline = new Pipeline(database, outbox, settlement, sender, work, progress)) {
            Optional<ErrorCode> trouble = run(work, pipeline, sender);
            if (trouble.isPresent()) {
                jobs.await(work, sender);
            }
            return trouble;
        }
    }

    private Optional<ErrorCode> run(SyncWork work, Pipeline pipeline, Sender sender) throws InterruptedException {
        Optional<Instant> resumeAt = Optional.empty();
        Duration waited = Duration.ZERO;
        int streak = 0;
        RefusalBrake brake = new RefusalBrake();
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
                Optional<Instant> due = database.inTransaction(handle -> Outbox.nextDue(handle, work.syncId()));
                Optional<Instant> question = jobs.next(work);
                if (due.isEmpty() && question.isEmpty()) {
                    return Optional.empty();
                }
                if (question.filter(moment -> isFirst(moment, due)).isPresent()) {
                    jobs.await(work, question.get());
                    jobs.poll(work, sender);
                } else {
                    resumeAt = due;
                }
                continue;
            }
            List<Outcome> outcomes = pipeline.send(batch.get(), streak);
            FaultPoint.at("sync.after-send-before-outcome");
            if (brake.holds(outcomes) && !isReleased(work, brake)) {
                pipeline.withdraw();
                throw new SeraiException(ErrorCode.BRAKE, brake.told());
            }
            Optional<Settlement.Result> stuck =
                    outcomes.stream().allMatch(Outcome::isToBeSentAgain) ? pipeline.stop() : Optional.empty();
            boolean nothingMoved = stuck.filter(Settlement.Result::nothingMoved).isPresent();
            streak = nothingMoved ? streak + 1 : 0;
            waited = nothingMoved ? waited : Duration.ZERO;
            resumeAt = stuck.flatMap(Settlement.Result::resumeAt).filter(moment -> nothingMoved);
        }
    }

    private boolean isReleased(SyncWork work, RefusalBrake brake) {
        boolean released = database.inTransaction(handle -> SyncStates.takeRelease(handle, work.syncId()));
        if (released) {
            brake.release();
        }
        return released;
    }

    /** What is due now and was not claimed waits for a job itself. */
    private boolean isFirst(Instant question, Optional<Instant> due) {
        return due.filter(moment -> moment.isAfter(clock.instant()) && !question.isBefore(moment))
                .isEmpty();
    }
}
