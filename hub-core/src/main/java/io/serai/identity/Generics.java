package io.serai.identity;

import io.serai.crypto.Hash;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The values too many subjects hold, with how many do. Kept in memory and read anew whenever another hub has committed
 * in between. Not thread-safe: used under the ingest clock's lock only.
 */
final class Generics {
    private final Map<Hash, Integer> holders = new HashMap<>();
    private final Set<Hash> dirty = new HashSet<>();
    private long knownAt = -1;

    /** Makes sure that the memory is that of the store before transaction number {@code sequence}. */
    void refresh(Handle handle, long sequence) {
        if (knownAt != sequence - 1) {
            holders.clear();
            handle.createQuery("SELECT hash, holders FROM generic_identifier")
                    .map((row, context) -> holders.put(Hash.of(row.getBytes(1)), row.getInt(2)) == null)
                    .list();
        }
        dirty.clear();
        // Until the transaction has committed the memory may be ahead of the store.
        knownAt = -1;
    }

    boolean isEmpty() {
        return holders.isEmpty();
    }

    boolean contains(Hash hash) {
        return holders.containsKey(hash);
    }

    int count(Hash hash) {
        return holders.getOrDefault(hash, 0);
    }

    void put(Hash hash, int count) {
        holders.put(hash, count);
        dirty.add(hash);
    }

    void remove(Hash hash) {
        holders.remove(hash);
        dirty.add(hash);
    }

    /** Another judgement altogether takes the place of this one. */
    void replace(Map<Hash, Integer> others) {
        dirty.addAll(holders.keySet());
        holders.clear();
        others.forEach(this::put);
    }

    void write(Handle handle) {
        if (dirty.isEmpty()) {
            return;
        }
        PreparedBatch kept = handle.prepareBatch("INSERT INTO generic_identifier (hash, holders) VALUES (?, ?)"
                + " ON DUPLICATE KEY UPDATE holders = VALUES(holders)");
        PreparedBatch gone = handle.prepareBatch("DELETE FROM generic_identifier WHERE hash = ?");
        dirty.stream().sorted().forEach(hash -> {
            if (contains(hash)) {
                kept.add(hash.bytes(), count(hash));
            } else {
                gone.add((Object) hash.bytes());
            }
        });
        kept.execute();
        gone.execute();
    }

    /** The transaction of this number has committed. */
    void committed(long sequence) {
        knownAt = sequence;
    }
}
