package io.serai.profile;

import io.serai.crypto.Hash;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Which look-up hashes may be stored, in memory: a Bloom filter over record keys, identifiers and blocking keys. In a growing
 * store most hashes of a batch are new, and what cannot be there need not be looked up. It may say "perhaps" wrongly, never
 * "no". Used under the ingest clock's lock only, but for {@link #probably}; once another hub has written it knows
 * nothing any more and says "perhaps" to everything.
 *
 * <p>Since the hashes are keyed and uniform, their own bits choose the filter's. All bits of a hash lie in one block of
 * a processor's cache line, so that a look costs one trip to memory (Putze, Sanders and Singler, "Cache-, Hash- and
 * Space-Efficient Bloom Filters", 2007).
 */
public final class KnownHashes {
    private static final int BITS = 1 << 27;
    /** With blocking keys there are several times as many hashes. */
    private static final int MORE_BITS = 1 << 29;
    /** Words of a block: 512 bits. */
    private static final int BLOCK = 8;

    private static final int PROBES = 6;
    /** Bits of the hash that choose one of a block's. */
    private static final int PROBE_BITS = 9;

    /** With fewer bits for each stored hash the filter would be full and filling it slow. */
    private static final int LEAST_BITS_EACH = 11;

    private final int size;

    /** Empty while nothing is known. */
    private volatile long[] words = new long[0];

    private long knownAt = -1;
    private boolean gaveUp;

    /** @param withKeys whether blocking keys are stored */
    public KnownHashes(boolean withKeys) {
        this.size = withKeys ? MORE_BITS : BITS;
    }

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
        long stored = handle.createQuery(
                        "SELECT SUM(table_rows) FROM information_schema.tables"
                                + " WHERE table_schema = DATABASE() AND table_name IN ('source_record', 'identifier', 'match_key')")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        if (stored > size / LEAST_BITS_EACH) {
            return false;
        }
        long[] all = new long[size / Long.SIZE];
        for (String column : List.of("record_key FROM source_record", "hash FROM identifier", "hash FROM match_key")) {
            handle.createQuery("SELECT " + column)
                    .setFetchSize(10_000)
                    .map((row, context) -> Hash.of(row.getBytes(1)))
                    .forEach(hash -> add(all, hash));
        }
        words = all;
        return true;
    }

    /** Transaction number {@code sequence} has committed; of all it stored {@link #storing} was told. */
    public void committed(long sequence) {
        if (!gaveUp) {
            knownAt = sequence;
        }
    }

    /**
     * The hash is being stored. Said before the commit: should that fail, it is one more that is looked up in vain. By
     * one thread at a time, though others may be asking meanwhile.
     */
    public void storing(Hash hash) {
        if (!gaveUp) {
            add(words, hash);
        }
    }

    private static void add(long[] words, Hash hash) {
        int block = block(words, hash);
        long bits = hash.low();
        for (int probe = 0; probe < PROBES; probe++) {
            words[block + word(bits)] |= 1L << bits;
            bits >>>= PROBE_BITS;
        }
    }

    /** Whether the hash may be stored. */
    public boolean maybe(Hash hash) {
        long[] all = words;
        return all.length == 0 || holds(all, hash);
    }

    /**
     * Whether the hash probably is stored; false if nothing is known. A hint that any thread may ask for at any time,
     * for it may be wrong both ways.
     */
    public boolean probably(Hash hash) {
        long[] all = words;
        return all.length != 0 && holds(all, hash);
    }

    private static boolean holds(long[] words, Hash hash) {
        int block = block(words, hash);
        long bits = hash.low();
        for (int probe = 0; probe < PROBES; probe++) {
            if ((words[block + word(bits)] & 1L << bits) == 0) {
                return false;
            }
            bits >>>= PROBE_BITS;
        }
        return true;
    }

    /** The first word of the hash's block. */
    private static int block(long[] words, Hash hash) {
        return (int) (hash.high() >>> 32) & (words.length - BLOCK);
    }

    /** The lowest six bits choose a bit of a word, the three above them the word. */
    private static int word(long bits) {
        return (int) (bits >>> 6) & (BLOCK - 1);
    }
}
