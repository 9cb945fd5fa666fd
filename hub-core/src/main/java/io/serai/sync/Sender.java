package io.serai.sync;

import io.serai.connector.Delivery;
import io.serai.connector.JobProgress;
import io.serai.connector.Outcome;
import io.serai.connector.Snapshot;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands one batch to the destination, with no transaction open, and makes one outcome a member of whatever comes back. */
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final Database database;
    private final Clock clock;
    private final Duration limit;
    private final RunLog log;

    /** @param limit the time a destination has for one delivery */
    Sender(Database database, Clock clock, Duration limit) {
        this.database = database;
        this.clock = clock;
        this.log = new RunLog(clock);
        this.limit = limit;
    }

    /** @throws SeraiException if the whole sync must stop; the attempt then does not count for the members */
    List<Outcome> send(SyncWork work, Batch batch) {
        LongAdder unusable = new LongAdder();
        try {
            List<Outcome> outcomes = work.destination().deliver(delivery(work, batch, unusable::add));
            note(work, batch, unusable.sum());
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
            logDefect(work, e);
            return all(batch, ErrorCode.INTERNAL);
        }
    }

    /**
     * Adds members to a snapshot.
     *
     * @throws SeraiException if the snapshot is lost
     */
    List<Outcome> add(SyncWork work, Batch page, Snapshot snapshot, boolean last) {
        LongAdder unusable = new LongAdder();
        List<Outcome> outcomes = snapshot.add(delivery(work, page, unusable::add), last);
        note(work, page, unusable.sum());
        return outcomes.size() == page.rows().size() ? outcomes : all(page, ErrorCode.DESTINATION_UNINTELLIGIBLE);
    }

    /** Whether outcomes that must be final are those of a batch. */
    private static boolean isFor(Batch batch, List<Outcome> outcomes) {
        return outcomes.size() == batch.rows().size() && outcomes.stream().noneMatch(Outcome.Pending.class::isInstance);
    }

    /**
     * What has become of a job; still at work if the destination cannot say now.
     *
     * @throws SeraiException if the whole sync must stop; the job is asked after again by the next run
     */
    JobProgress poll(SyncWork work, Batch batch, String job) {
        LongAdder unusable = new LongAdder();
        try {
            JobProgress progress = work.destination().poll(delivery(work, batch, unusable::add), job);
            note(work, batch, unusable.sum());
            boolean odd = progress instanceof JobProgress.Ended ended && !isFor(batch, ended.outcomes());
            return odd ? new JobProgress.Ended(all(batch, ErrorCode.DESTINATION_UNINTELLIGIBLE)) : progress;
        } catch (SeraiException e) {
            if (e.code().isRetriable()) {
                return new JobProgress.Working(Optional.empty());
            }
            throw e;
        } catch (RuntimeException e) {
            logDefect(work, e);
            return new JobProgress.Working(Optional.empty());
        }
    }

    /** A connector's defect must cost no member; the message may quote one, so only the class is logged. */
    private static void logDefect(SyncWork work, RuntimeException e) {
        LOG.error(
                "sync {}: the connector failed with {}",
                work.sync().name(),
                e.getClass().getName());
    }

    private void note(SyncWork work, Batch batch, long unusable) {
        if (unusable > 0) {
            database.inTransaction(handle -> {
                log.unusable(handle, work.runId(), batch.operation(), unusable);
                return true;
            });
        }
    }

    private Delivery delivery(SyncWork work, Batch batch, Delivery.Report report) {
        return new Delivery(
                id(batch),
                work.sync().name(),
                batch.operation(),
                work.sync().identifier(),
                work.sync().fieldNames(),
                batch.rows().stream().map(Batch.Row::content).toList(),
                report,
                clock.instant().plus(limit));
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
