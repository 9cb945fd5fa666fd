package io.serai.sync;

import io.serai.connector.Delivery;
import io.serai.connector.Outcome;
import io.serai.connector.Pauser;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.run.FaultPoint;
import io.serai.store.Database;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox batch by batch: claim and commit, send with no transaction open, settle and commit. Whatever stops
 * it in between, the next run sends the batch again.
 */
final class MemberDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(MemberDelivery.class);

    private final Database database;
    private final Outbox outbox;
    private final Settlement settlement;
    private final SyncEngine.Limits limits;
    private final Clock clock;
    private final Pauser pauser;

    MemberDelivery(
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

    /**
     * Sends until nothing is left, or what is left must wait longer than a run waits.
     *
     * @return what holds the rest back; empty if nothing is left
     */
    Optional<ErrorCode> run(SyncWork work, Consumer<SyncWork> progress) throws InterruptedException {
        Optional<Instant> resumeAt = Optional.empty();
        Optional<ErrorCode> trouble = Optional.empty();
        Duration waited = Duration.ZERO;
        int streak = 0;
        while (true) {
            Duration wait = resumeAt.map(moment -> Duration.between(clock.instant(), moment))
                    .filter(duration -> !duration.isNegative())
                    .orElse(Duration.ZERO);
            waited = waited.plus(wait);
            if (waited.compareTo(limits.patience()) > 0) {
                return trouble;
            }
            pauser.pause(wait);
            Optional<Batch> batch = claim(work);
            if (batch.isEmpty()) {
                resumeAt = database.inTransaction(handle -> Outbox.nextDue(handle, work.syncId()));
                if (resumeAt.isEmpty()) {
                    return Optional.empty();
                }
                continue;
            }
            List<Outcome> outcomes = send(work, batch.get());
            FaultPoint.at("sync.after-send-before-outcome");
            Settlement.Result result = settle(work, batch.get(), outcomes, streak);
            FaultPoint.at("sync.after-outcome");
            progress.accept(work);
            if (result.trouble().isPresent()) {
                trouble = result.trouble();
            }
            streak = result.nothingMoved() ? streak + 1 : 0;
            waited = result.nothingMoved() ? waited : Duration.ZERO;
            resumeAt = result.nothingMoved() ? result.resumeAt() : Optional.empty();
        }
    }

    private Optional<Batch> claim(SyncWork work) {
        return database.inTransaction(handle -> {
            work.lease().renew(handle);
            SyncEngine.refuseIfPaused(handle, work.sync());
            return outbox.claim(handle, work);
        });
    }

    private Settlement.Result settle(SyncWork work, Batch batch, List<Outcome> outcomes, int streak) {
        return database.inTransaction(handle -> {
            work.lease().renew(handle);
            return settlement.settle(handle, work, batch, outcomes, streak);
        });
    }

    private List<Outcome> send(SyncWork work, Batch batch) {
        try {
            List<Outcome> outcomes = work.destination().deliver(delivery(work, batch));
            if (outcomes.size() == batch.rows().size()) {
                return outcomes;
            }
            LOG.warn(
                    "sync {}: the destination answered for {} of {} members",
                    work.sync().name(),
                    outcomes.size(),
                    batch.rows().size());
            return all(batch, ErrorCode.DESTINATION_UNINTELLIGIBLE);
        } catch (SeraiException e) {
            if (e.code().isRetriable()) {
                return all(batch, e.code());
            }
            database.inTransaction(handle -> {
                work.lease().renew(handle);
                Settlement.withdraw(handle, work, batch);
                return true;
            });
            throw e;
        } catch (RuntimeException e) {
            // A connector's defect must cost no member; the message may quote one, so only the class is logged.
            LOG.error(
                    "sync {}: the connector failed with {}",
                    work.sync().name(),
                    e.getClass().getName());
            return all(batch, ErrorCode.INTERNAL);
        }
    }

    private Delivery delivery(SyncWork work, Batch batch) {
        return new Delivery(
                id(batch),
                work.sync().name(),
                batch.operation(),
                work.sync().identifier(),
                work.sync().fieldNames(),
                batch.rows().stream().map(row -> Payload.member(row.payload())).toList(),
                clock.instant().plus(limits.delivery()));
    }

    /** From the members' keyed hashes: the same batch has the same id again, and it tells nothing about them. */
    private static String id(Batch batch) {
        ByteBuffer folded = ByteBuffer.allocate(16);
        long first = batch.operation().ordinal();
        long second = batch.rows().size();
        for (Batch.Row row : batch.rows()) {
            ByteBuffer member = ByteBuffer.wrap(row.member());
            first = first * 31 + member.getLong();
            second = second * 31 + member.getLong() + Arrays.hashCode(row.payload());
        }
        return HexFormat.of().formatHex(folded.putLong(first).putLong(second).array());
    }

    private static List<Outcome> all(Batch batch, ErrorCode code) {
        return Collections.nCopies(batch.rows().size(), new Outcome.Unknown(code));
    }
}
