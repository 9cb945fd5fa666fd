package io.serai.identity;

import io.serai.crypto.Hash;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The values and blocking keys too many subjects hold. Kept in memory and read anew whenever another hub has committed
 * in between. Not thread-safe: used under the ingest clock's lock only.
 */
final class Generics {
    private final Set<Hash> values = new HashSet<>();
    private final Set<Hash> dirty = new HashSet<>();
    private long knownAt = -1;

    /** Makes sure that the memory is that of the store before transaction number {@code sequence}. */
    void refresh(Handle handle, long sequence) {
        if (knownAt != sequence - 1) {
            values.clear();
            handle.createQuery("SELECT hash FROM generic_identifier")
                    .map((row, context) -> values.add(Hash.of(row.getBytes(1))))
                    .list();
        }
        dirty.clear();
        // Until the transaction has committed the memory may be ahead of the store.
        knownAt = -1;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean contains(Hash hash) {
        return values.contains(hash);
    }

    private void add(Hash hash) {
        values.add(hash);
        dirty.add(hash);
    }

    private void remove(Hash hash) {
        values.remove(hash);
        dirty.add(hash);
    }

    /** What became of a value whose number of holders changed. */
    enum Crossing {
        /** Too many hold it now. */
        OVER,
        /** No longer do too many hold it. */
        UNDER,
        NEITHER
    }

    /**
     * Moves a value over or under its cap.
     *
     * @param delta how many more hold it
     * @param cap a value on more subjects than this is generic
     * @param stored how many are stored with it; not asked for a value that is generic
     * @param count counts the stored holders of a generic value, no further than it is told
     */
    Crossing settle(Hash hash, int delta, int cap, int stored, IntUnaryOperator count) {
        if (!contains(hash)) {
            if (stored + delta > cap) {
                add(hash);
                return Crossing.OVER;
            }
        } else if (delta < 0 && count.applyAsInt(cap - delta + 1) + delta <= cap) {
            remove(hash);
            return Crossing.UNDER;
        }
        return Crossing.NEITHER;
    }

    /** Another judgement altogether takes the place of this one. */
    void replace(Collection<Hash> others) {
        dirty.addAll(values);
        values.clear();
        others.forEach(this::add);
    }

    void write(Handle handle) {
        if (dirty.isEmpty()) {
            return;
        }
        PreparedBatch kept = handle.prepareBatch("INSERT IGNORE INTO generic_identifier (hash) VALUES (?)");
        PreparedBatch gone = handle.prepareBatch("DELETE FROM generic_identifier WHERE hash = ?");
        dirty.stream().sorted().forEach(hash -> (contains(hash) ? kept : gone).add((Object) hash.bytes()));
        kept.execute();
        gone.execute();
    }

    /** The transaction of this number has committed. */
    void committed(long sequence) {
        knownAt = sequence;
    }
}
