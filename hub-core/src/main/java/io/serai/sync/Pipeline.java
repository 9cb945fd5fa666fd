package io.serai.sync;

import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.error.ErrorCode;
import io.serai.run.FaultPoint;
import io.serai.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The batches of one run, in three stages: claim and commit, send with no transaction open, settle and commit. While a
 * batch is under way, a thread of this pipeline's own settles the one before it and claims the one after it; the
 * destination still gets one request after the other. A batch claimed ahead is asked for permission again right before
 * it is sent, so that nobody is sent on a consent older than the end of the batch before.
 *
 * <p>For the run's thread only. The other thread works solely while {@link #send} waits for it.
 */
final class Pipeline implements AutoCloseable {
    private final Database database;
    private final Outbox outbox;
    private final Settlement settlement;
    private final Sender sender;
    private final SyncWork work;
    private final Consumer<SyncWork> progress;
    private final ExecutorService beside;

    private Optional<Batch> claimed = Optional.empty();
    private Optional<Sent> unsettled = Optional.empty();
    private Optional<ErrorCode> trouble = Optional.empty();

    /** @param streak how many batches before it came to nothing */
    private record Sent(Batch batch, List<Outcome> outcomes, int streak) {}

    Pipeline(
            Database database,
            Outbox outbox,
            Settlement settlement,
            Sender sender,
            SyncWork work,
            Consumer<SyncWork> progress) {
        this.database = database;
        this.outbox = outbox;
        this.settlement = settlement;
        this.sender = sender;
        this.work = work;
        this.progress = progress;
        this.beside = Executors.newSingleThreadExecutor(
                task -> new Thread(task, "sync-" + work.sync().name() + "-store"));
    }

    /** The next batch that may be sent now; empty if nothing is due, and then everything sent is settled. */
    Optional<Batch> next() {
        while (true) {
            if (claimed.isEmpty()) {
                settle();
                claim(Optional.empty());
            }
            if (claimed.isEmpty()) {
                return Optional.empty();
            }
            Batch allowed = permit(claimed.get());
            claimed = Optional.empty();
            if (!allowed.rows().isEmpty()) {
                return Optional.of(allowed);
            }
        }
    }

    /** Sends a batch that {@link #next} gave, on the caller's thread. */
    List<Outcome> send(Batch batch, int streak) {
        CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(
                () -> {
                    settle();
                    claim(Optional.of(batch));
                },
                beside);
        List<Outcome> outcomes;
        try {
            outcomes = sender.send(work, batch);
        } finally {
            await(meanwhile);
        }
        unsettled = Optional.of(new Sent(batch, outcomes, streak));
        return outcomes;
    }

    /** Forgets what was sent last: its outcomes say nothing about its members. */
    void withdraw() {
        unsettled.ifPresent(sent -> database.inTransaction(handle -> {
            work.lease().renew(handle);
            Settlement.withdraw(handle, work, sent.batch());
            return true;
        }));
        unsettled = Optional.empty();
    }

    /** Settles what was sent and hands back what was claimed ahead: the destination is in trouble. */
    Optional<Settlement.Result> stop() {
        Optional<Settlement.Result> result = settle();
        handBack();
        return result;
    }

    /** Why members are to be sent again, by the latest batch that had such. */
    Optional<ErrorCode> trouble() {
        return trouble;
    }

    private void claim(Optional<Batch> underWay) {
        claimed = database.inTransaction(handle -> outbox.claim(handle, work, underWay));
    }

    private Batch permit(Batch batch) {
        return database.inTransaction(handle -> {
            work.lease().renew(handle);
            SyncEngine.refuseIfStopped(handle, work);
            return batch.operation() == Operation.ADD ? outbox.withhold(handle, work, batch) : batch;
        });
    }

    private Optional<Settlement.Result> settle() {
        Optional<Settlement.Result> result = unsettled.map(sent -> database.inTransaction(handle -> {
            work.lease().renew(handle);
            return settlement.settle(handle, work, sent.batch(), sent.outcomes(), sent.streak());
        }));
        unsettled = Optional.empty();
        result.ifPresent(settled -> {
            trouble = settled.trouble().or(() -> trouble);
            FaultPoint.at("sync.after-outcome");
            progress.accept(work);
        });
        return result;
    }

    private void handBack() {
        claimed.ifPresent(batch -> database.inTransaction(handle -> {
            work.lease().renew(handle);
            Outbox.handBack(handle, work, batch);
            return true;
        }));
        claimed = Optional.empty();
    }

    /** Not to be interrupted: two threads must never work on one run's rows. */
    private static void await(CompletableFuture<Void> meanwhile) {
        try {
            meanwhile.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? Database.translated(cause) : e;
        }
    }

    /** Leaves the store as exact as a run that stopped between two batches would. */
    @Override
    public void close() {
        beside.shutdown();
        stop();
    }
}
