package io.serai.identity;

import io.serai.crypto.Hash;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

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

    void write(Handle handle) {
        for (Hash hash : dirty) {
            if (holders.containsKey(hash)) {
                handle.execute(
                        "INSERT INTO generic_identifier (hash, holders) VALUES (?, ?)"
                                + " ON DUPLICATE KEY UPDATE holders = VALUES(holders)",
                        hash.bytes(),
                        count(hash));
            } else {
                handle.execute("DELETE FROM generic_identifier WHERE hash = ?", (Object) hash.bytes());
            }
        }
    }

    /** The transaction of this number has committed. */
    void committed(long sequence) {
        knownAt = sequence;
    }
}
