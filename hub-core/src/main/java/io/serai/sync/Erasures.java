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
    /** By whichever of their identifiers it was said that they may never be stored again; as the planner has it. */
    private static final String OWED =
            " JOIN (SELECT hash FROM suppression WHERE scope = 'ingest' UNION SELECT own.hash"
                    + " FROM suppression s JOIN identifier i ON i.hash = s.hash JOIN source_record r ON r.id = i.subject_id"
                    + " JOIN source_record other ON other.profile_id = r.profile_id JOIN identifier own"
                    + " ON own.subject_id = other.id WHERE s.scope = 'ingest' AND r.profile_id <> 0) f ON f.hash = m.member"
                    + " AND m.state <> 'absent'";

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
        long profile = handle.createQuery("SELECT m.profile_id" + LEDGER
                        + " WHERE m.sync_id = :sync AND m.member = :member AND (:ends OR " + BY_HAND + ")")
                .bind("sync", syncId)
                .bind("member", member)
                .bind("ends", ends)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND,
                        "Nobody with this id is to be erased by hand. See 'serai sync erasures " + sync + "'."));
        handle.execute("DELETE FROM sync_member WHERE sync_id = ? AND member = ?", syncId, member);
        handle.execute("DELETE FROM outbox WHERE sync_id = ? AND member = ?", syncId, member);
        handle.execute(
                "UPDATE dead_letter SET state = 'discarded', updated_at = ? WHERE stage = 'sync' AND name = ?"
                        + " AND position = ? AND state = 'open'",
                Moments.bind(now),
                sync,
                profile);
    }
}
