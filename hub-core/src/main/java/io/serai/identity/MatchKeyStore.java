package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.profile.SubjectStore;
import io.serai.store.BulkQuery;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which subjects have which blocking keys, for one section of keys. Works on the caller's transaction; thread-safe. */
final class MatchKeyStore {
    private static final int STEP = 10_000;

    /** No section: nobody has its keys. */
    static final MatchKeyStore NONE = new MatchKeyStore(-1);

    private final int section;

    MatchKeyStore(int section) {
        this.section = section;
    }

    /** A subject that has a key. */
    record Holder(Hash hash, long subjectId) {}

    /** Who has these keys. */
    List<Holder> holders(Handle handle, Collection<Hash> keys) {
        return SubjectStore.lookUp(
                handle,
                keys,
                "SELECT hash, subject_id FROM match_key FORCE INDEX (PRIMARY) WHERE section = " + section
                        + " AND hash IN (",
                row -> new Holder(Hash.of(row.getBytes(1)), row.getLong(2)));
    }

    /** How many have a key, counted no further than {@code most}. */
    int count(Handle handle, Hash key, int most) {
        return BulkQuery.list(
                        handle,
                        "SELECT COUNT(*) FROM (SELECT 1 FROM match_key WHERE section = " + section + " AND hash = "
                                + BulkQuery.hash(key.bytes()) + " LIMIT " + most + ") some",
                        row -> row.getInt(1))
                .get(0);
    }

    /** The keys that more subjects than {@code cap} have. */
    Set<Hash> above(Handle handle, int cap) {
        return new HashSet<>(BulkQuery.list(
                handle,
                "SELECT hash FROM match_key FORCE INDEX (PRIMARY) WHERE section = " + section
                        + " GROUP BY hash HAVING COUNT(*) > " + cap,
                row -> Hash.of(row.getBytes(1))));
    }

    /** Changes to these keys. */
    IndexRows rows() {
        return IndexRows.keys(section);
    }

    /** As {@link #rows}, some of which may be there already. */
    IndexRows anew() {
        return IndexRows.keysAnew(section);
    }

    /** Removes keys of this section, up to some thousands; answers whether any were left. */
    boolean purge(Handle handle) {
        return BulkQuery.update(handle, "DELETE FROM match_key WHERE section = " + section + " LIMIT " + STEP) > 0;
    }

    /** As {@link #purge}, of every other section. */
    boolean purgeOthers(Handle handle) {
        return BulkQuery.update(
                        handle,
                        "DELETE FROM match_key WHERE section < " + section + " OR section > " + section + " LIMIT "
                                + STEP)
                > 0;
    }
}
