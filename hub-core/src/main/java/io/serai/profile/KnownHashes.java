package io.serai.profile;

import io.serai.crypto.Hash;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Which look-up hashes may be stored, in memory: a Bloom filter over record keys and identifiers. In a growing store
 * most hashes of a batch are new, and what cannot be there need not be looked up. It may say "perhaps" wrongly, never
 * "no". Used under the ingest clock's lock only; once another hub has written it knows nothing any more and says
 * "perhaps" to everything.
 *
 * <p>Since the hashes are keyed and uniform, their own bits serve as the filter's hash functions (Kirsch and
 * Mitzenmacher, "Less hashing, same performance", 2006).
 */
public final class KnownHashes {
    private static final int BITS = 1 << 27;
    private static final int PROBES = 6;
    /** Above this many stored hashes the filter would be full and filling it slow. */
    private static final long MOST = 12_000_000;

    private long[] words = new long[0];
    private long knownAt = -1;
    private boolean gaveUp;

    /** Makes the filter fit the store before transaction number {@code sequence}: filled once, then kept up. */
    public void refresh(Handle handle, long sequence) {
        if (!gaveUp && knownAt != sequence - 1) {
            gaveUp = knownAt != -1 || !fill(handle);
            if (gaveUp) {
                words = new long[0];
            }
        }
    }

    private boolean fill(Handle handle) {
        long stored = handle.createQuery("SELECT SUM(table_rows) FROM information_schema.tables"
                        + " WHERE table_schema = DATABASE() AND table_name IN ('source_record', 'identifier')")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        if (stored > MOST) {
            return false;
        }
        words = new long[BITS / Long.SIZE];
        for (String column : List.of("record_key FROM source_record", "hash FROM identifier")) {
            handle.createQuery("SELECT " + column)
                    .setFetchSize(10_000)
                    .map((row, context) -> Hash.of(row.getBytes(1)))
                    .forEach(this::add);
        }
        return true;
    }

    /** Transaction number {@code sequence} has committed, and these hashes with it. */
    public void committed(long sequence, Collection<Hash> added) {
        if (!gaveUp) {
            added.forEach(this::add);
            knownAt = sequence;
        }
    }

    private void add(Hash hash) {
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            words[bit >>> 6] |= 1L << bit;
        }
    }

    /** Whether the hash may be stored. */
    public boolean maybe(Hash hash) {
        if (gaveUp || words.length == 0) {
            return true;
        }
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            if ((words[bit >>> 6] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(Hash hash, int probe) {
        return (int) ((hash.high() + probe * (hash.low() | 1)) >>> 37);
    }
}
