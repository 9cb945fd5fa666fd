package io.serai.connector;

import java.util.List;

/**
 * A whole segment being written. Nothing of it shows at the destination before {@link #commit}, unless the place can only
 * be emptied and then filled. Not thread-safe.
 */
public interface Snapshot extends AutoCloseable {
    /**
     * Adds members and returns one outcome for each, in their order. They hold once the snapshot is committed; who is
     * {@link Outcome.Pending} then belongs to it, and is sent by {@link Destination#deliver} if the job fails. Who is to be
     * sent again is added again, alone or with others.
     *
     * @param page an addition; without members where nobody is in the segment, or nobody is left of its end
     * @param last whether nobody follows
     * @throws io.serai.error.SeraiException if the snapshot is lost, with a retriable code if a new one may succeed
     */
    List<Outcome> add(Delivery page, boolean last);

    /**
     * Makes the snapshot take the place of the one before, at once and whole.
     *
     * @throws io.serai.error.SeraiException if it cannot, or if what was written is not what was given
     */
    void commit();

    /** Gives up what is not committed. Idempotent. */
    @Override
    void close();
}
