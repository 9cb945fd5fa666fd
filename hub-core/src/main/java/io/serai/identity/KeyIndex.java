package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.profile.SubjectStore.Stored;
import io.serai.store.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** Makes a section of blocking keys anew from all that is stored, page by page. */
final class KeyIndex {
    private static final int PAGE = 2_000;

    private final Identity identity;
    private final MatchKeyStore keys;
    private final FeatureReader reader;

    KeyIndex(Identity identity, Matching matching) {
        this.identity = identity;
        this.keys = matching.keys();
        this.reader = new FeatureReader(matching.rules(), identity.keyring());
    }

    /** Makes the keys that are to be in force. Ingest may go on meanwhile: it keeps up those of what it changes. */
    void make() {
        purge();
        long at = 0;
        while (at >= 0) {
            long after = at;
            at = identity.work((handle, work) -> page(handle, after, work::storing));
        }
    }

    /** Makes keys that only a plan looks at, as of now. Takes no turn of the ingest clock, since nothing changes. */
    void foresee() {
        purge();
        long at = 0;
        while (at >= 0) {
            long after = at;
            at = identity.database().inTransaction(handle -> page(handle, after, key -> {}));
        }
    }

    /** The last subject of the page, -1 if there is none. */
    private long page(Handle handle, long after, Consumer<Hash> storing) throws SQLException {
        List<Stored> page = identity.subjects().page(handle, after, PAGE);
        IndexRows rows = keys.anew();
        for (Stored stored : page) {
            for (Hash key : reader.read(stored.member().state()).keys()) {
                rows.gain(key, stored.member().id());
                storing.accept(key);
            }
        }
        rows.write(handle, rows.rows());
        return page.isEmpty() ? -1 : page.get(page.size() - 1).member().id();
    }

    /** Removes the section. */
    void purge() {
        repeat(identity.database(), keys::purge);
    }

    /** Removes every section but the one in force. */
    static void purgeOthers(Identity identity) {
        MatchKeyStore kept = identity.matching().map(Matching::keys).orElse(MatchKeyStore.NONE);
        repeat(identity.database(), kept::purgeOthers);
    }

    static void repeat(Database database, Predicate<Handle> step) {
        boolean more = true;
        while (more) {
            more = database.inTransaction(step::test);
        }
    }
}
