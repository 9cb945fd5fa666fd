package io.serai.connector;

import io.serai.error.SeraiException;
import java.util.List;

/** A whole segment being written; nothing of it shows at the destination before {@link #commit}. Not thread-safe. */
public interface Snapshot extends AutoCloseable {
    /**
     * Adds a page of members.
     *
     * @throws SeraiException with a retriable code if the destination failed
     */
    void add(List<Member> members);

    /**
     * Makes the snapshot take the place of the one before, at once and whole.
     *
     * @throws SeraiException if it cannot, or if what was written is not what was given
     */
    void commit();

    /** Gives up what is not committed. Idempotent. */
    @Override
    void close();
}
