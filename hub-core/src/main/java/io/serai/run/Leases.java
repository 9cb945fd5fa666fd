package io.serai.run;

import io.serai.store.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Work that only one hub may do at a time. A lease expires by the store's clock, so that a hub that died frees its work
 * and clocks of hubs need not agree; its token grows with every holder and fences off one that was only paused.
 * Thread-safe.
 */
public final class Leases {
    private final Database database;
    private final String owner;
    /** What this process holds: a row that names it and is not in here is left over from an answer that got lost. */
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    /**
     * @param owner names this process, and no other one at the same time
     */
    public Leases(Database database, String owner) {
        this.database = database;
        this.owner = owner;
    }

    /** Takes a lease for a time; empty while anybody, this process included, holds it. */
    public Optional<Lease> acquire(String name, Duration time) {
        if (!held.add(name)) {
            return Optional.empty();
        }
        Optional<Lease> lease = Optional.empty();
        try {
            lease = take(name, time);
            return lease;
        } finally {
            if (lease.isEmpty()) {
                held.remove(name);
            }
        }
    }

    private Optional<Lease> take(String name, Duration time) {
        return database.inTransaction(handle -> {
            handle.execute(
                    "INSERT IGNORE INTO lease (name, owner, token, expires_at) VALUES (?, '', 0, '1970-01-02')", name);
            int taken = handle.execute(
                    // The time makes tokens grow though a lease given back leaves no row behind.
                    "UPDATE lease SET owner = ?, expires_at = NOW(6) + INTERVAL ? MICROSECOND,"
                            + " token = GREATEST(token + 1, CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED))"
                            + " WHERE name = ? AND (expires_at <= NOW(6) OR owner = ?)",
                    owner,
                    time.toNanos() / 1000,
                    name,
                    owner);
            if (taken == 0) {
                return Optional.<Lease>empty();
            }
            long token = handle.createQuery("SELECT token FROM lease WHERE name = ?")
                    .bind(0, name)
                    .mapTo(Long.class)
                    .one();
            return Optional.of(new Lease(database, name, token, time, () -> held.remove(name)));
        });
    }

    /**
     * Ends every lease of this owner: to be called when it has just started and so can hold none. A process of the same
     * owner that was only paused is fenced off by the next holder's token.
     */
    public void freeOwn() {
        database.inTransaction(handle -> handle.execute("DELETE FROM lease WHERE owner = ?", owner));
    }
}
