package io.serai.run;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** A lease that was taken. Every transaction of the leased work calls {@link #renew(Handle)}. Thread-safe. */
public final class Lease implements AutoCloseable {
    private final Database database;
    private final String name;
    private final long token;
    private final Duration time;
    private final Runnable givenBack;

    Lease(Database database, String name, long token, Duration time, Runnable givenBack) {
        this.database = database;
        this.name = name;
        this.token = token;
        this.time = time;
        this.givenBack = givenBack;
    }

    /**
     * Makes sure, until the transaction ends, that nobody else has taken the lease, and prolongs it.
     *
     * @throws SeraiException LEASE_LOST; the transaction must not commit
     */
    public void renew(Handle handle) {
        int kept = handle.execute(
                "UPDATE lease SET expires_at = NOW(6) + INTERVAL ? MICROSECOND WHERE name = ? AND token = ?",
                time.toNanos() / 1000,
                name,
                token);
        if (kept == 0) {
            throw new SeraiException(
                    ErrorCode.LEASE_LOST, "Another run has taken over '" + name + "'; this one stops without writing.");
        }
    }

    /** Prolongs the lease in a transaction of its own. */
    public void renew() {
        database.inTransaction(handle -> {
            renew(handle);
            return true;
        });
    }

    /** Gives the lease back, if it is still held. */
    @Override
    public void close() {
        try {
            database.inTransaction(
                    handle -> handle.execute("DELETE FROM lease WHERE name = ? AND token = ?", name, token));
        } finally {
            givenBack.run();
        }
    }
}
