package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.store.BulkRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/**
 * By what the subjects of a unit of work are found: their identifiers, and their blocking keys if anything is matched.
 * Used once, by one thread.
 */
public final class IndexWork {
    private final IdentityWork work;
    private final IndexRows identifiers = IndexRows.identifiers();
    private final Optional<IndexRows> keys;
    private final List<CompletableFuture<BulkRows>> rows = new ArrayList<>(2);

    IndexWork(IdentityWork work, Optional<IndexRows> keys) {
        this.work = work;
        this.keys = keys;
    }

    /** Takes in what a subject gains and loses. */
    public void add(
            long subject,
            Collection<Links.Value> gained,
            Collection<Links.Value> lost,
            Optional<Features.Change> features) {
        gained.forEach(value -> gain(identifiers, value.hash(), subject));
        lost.forEach(value -> identifiers.lose(value.hash(), subject));
        features.ifPresent(change -> keys.ifPresent(index -> {
            change.added().forEach(key -> gain(index, key, subject));
            change.removed().forEach(key -> index.lose(key, subject));
        }));
    }

    private void gain(IndexRows index, Hash hash, long subject) {
        index.gain(hash, subject);
        work.storing(hash);
    }

    /** Makes the rows on another thread; nothing more may be added. */
    public void compose() {
        rows.add(work.aside(identifiers::rows));
        keys.ifPresent(index -> rows.add(work.aside(index::rows)));
    }

    /** Writes the rows that {@link #compose} made. */
    public void write(Handle handle) throws SQLException {
        identifiers.write(handle, IdentityWork.await(rows.get(0)));
        if (keys.isPresent()) {
            keys.get().write(handle, IdentityWork.await(rows.get(1)));
        }
    }
}
