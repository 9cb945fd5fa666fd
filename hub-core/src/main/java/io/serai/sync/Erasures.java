package io.serai.sync;

import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.BulkQuery;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Who must be forgotten and may still be known at a destination; every method works on the caller's transaction. */
final class Erasures {
    private static final String TOLD =
            " FROM suppression s JOIN identifier i ON i.hash = s.hash JOIN source_record r ON r.id = i.subject_id";

    private static final String OF_TOLD = " WHERE s.scope = 'ingest' AND r.profile_id <> 0";

    /** Profiles told of, by their number and by those of their subjects, which were profiles' before a merge. */
    private static final String NUMBERS = "(SELECT r.profile_id AS profile, r.profile_id AS number" + TOLD + OF_TOLD
            + " UNION SELECT r.profile_id, own.id" + TOLD
            + " JOIN source_record own ON own.profile_id = r.profile_id" + OF_TOLD + ")";

    private static final String HOLDERS = "(SELECT h.profile_id FROM identifier held JOIN source_record h"
            + " ON h.id = held.subject_id WHERE held.hash = sent.member AND h.profile_id <> 0)";

    /**
     * The members m who must be forgotten, each once: whose identifier may never be stored again, and whoever was sent for
     * a person of whom that was said by another identifier, unless theirs is somebody else's by now.
     */
    static final String OWED = " JOIN (SELECT hash AS member FROM suppression WHERE scope = 'ingest'"
            + " UNION SELECT sent.member FROM " + NUMBERS + " n JOIN sync_member sent ON sent.profile_id = n.number"
            + " WHERE n.profile IN " + HOLDERS + " OR NOT EXISTS " + HOLDERS
            + ") f ON f.member = m.member AND m.state <> 'absent'";

    /** No run does it: nothing more can be asked for there, or it was refused. */
    private static final String BY_HAND = "(m.refused_hash <=> " + BulkQuery.hash(Planner.ERASURE)
            + " OR (NOT s.erases AND (m.state = 'gone' OR m.refused_hash <=> " + BulkQuery.hash(Planner.REMOVAL)
            + ")))";

    private static final String LEDGER = " FROM sync_member m JOIN sync_state s ON s.id = m.sync_id" + OWED;

    /** How many there are of a row of sync_state s. */
    static final String COUNT = "(SELECT COUNT(*) FROM sync_member m" + OWED + " WHERE m.sync_id = s.id)";

    /** How many of them only somebody can erase. */
    static final String COUNT_BY_HAND =
            "(SELECT COUNT(*) FROM sync_member m" + OWED + " WHERE m.sync_id = s.id AND " + BY_HAND + ")";

    private Erasures() {}

    /** A page of them, in an order of no meaning. */
    static List<Erasure> list(Handle handle, Keyring keyring, int syncId, byte[] after, int most) {
        return handle.createQuery("SELECT m.member, m.profile_id, m.state, m.sealed, m.updated_at, " + BY_HAND
                        + " AS by_hand" + LEDGER
                        + " WHERE m.sync_id = :sync AND m.member > :after ORDER BY m.member LIMIT :most")
                .bind("sync", syncId)
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> erasure(row, keyring, syncId))
                .list();
    }

    private static Erasure erasure(ResultSet row, Keyring keyring, int syncId) throws SQLException {
        byte[] member = row.getBytes("member");
        byte[] payload = keyring.open(row.getBytes("sealed"), Payload.context(syncId, member));
        return new Erasure(
                HexFormat.of().formatHex(member),
                row.getLong("profile_id"),
                Payload.member(payload).identifier(),
                row.getString("state"),
                row.getBoolean("by_hand"),
                Moments.read(row.getObject("updated_at", LocalDateTime.class)));
    }

    /**
     * Forgets somebody who was erased by hand, and closes their dead letter.
     *
     * @param ends whether no run follows, so that everybody is to be erased by hand
     * @throws SeraiException NOT_FOUND if nobody with that id is
     */
    static void done(Handle handle, String sync, int syncId, byte[] member, boolean ends, Instant now) {
        int forgotten = handle.createUpdate("DELETE m" + LEDGER
                        + " WHERE m.sync_id = :sync AND m.member = :member AND (:ends OR " + BY_HAND + ")")
                .bind("sync", syncId)
                .bind("member", member)
                .bind("ends", ends)
                .execute();
        if (forgotten == 0) {
            throw new SeraiException(
                    ErrorCode.NOT_FOUND,
                    "Nobody with this id is to be erased by hand. See 'serai sync erasures " + sync + "'.");
        }
        handle.execute("DELETE FROM outbox WHERE sync_id = ? AND member = ?", syncId, member);
        SyncLetters.discarded(handle, syncId, List.of(member), now);
    }
}
