package io.serai.connector;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * An open connection to one audience of a destination. Calls of one sync never overlap; syncs may share a destination,
 * so it is thread-safe. Redelivery must be harmless.
 */
public interface Destination extends AutoCloseable {
    Capabilities capabilities();

    /**
     * Asks whether the destination can be reached and lets us in; changes nothing there.
     *
     * @throws SeraiException DESTINATION_UNREACHABLE, DESTINATION_REFUSED_CREDENTIAL or CONFIG_INVALID
     */
    void check();

    /**
     * Sends members and returns one outcome for each, in their order, before the delivery's deadline.
     *
     * @throws SeraiException with a code that is not retriable if the whole sync must stop, such as
     *     DESTINATION_REFUSED_CREDENTIAL; anything that concerns members is an outcome
     */
    List<Outcome> deliver(Delivery delivery);

    /**
     * Asks what has become of a job, before the delivery's deadline. Asking changes nothing.
     *
     * @param delivery the job's members, in their order
     * @param job as {@link Outcome.Pending} named it, perhaps to another hub process; one that nobody knows any more has
     *     ended, and its members are {@link Outcome.Unknown}
     * @throws SeraiException with a retriable code if it cannot say now, with another if the whole sync must stop
     */
    default JobProgress poll(Delivery delivery, String job) {
        Outcome unknown = new Outcome.Unknown(ErrorCode.DESTINATION_UNINTELLIGIBLE);
        return new JobProgress.Ended(Collections.nCopies(delivery.members().size(), unknown));
    }

    /**
     * Begins to write a whole segment anew.
     *
     * @param fields the names of the sync's fields, in order
     * @param moment when the snapshot was begun
     */
    default Snapshot snapshot(String sync, String namespace, List<String> fields, Instant moment) {
        throw new SeraiException(
                ErrorCode.CONFIG_INVALID, "This destination takes no snapshots. Use mode mirror or add-only.");
    }

    /** Idempotent. */
    @Override
    void close();
}
