package io.serai.sync;

import io.serai.connector.SyncMode;
import io.serai.crypto.Keyring;
import io.serai.store.Moments;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Diffs the members a destination should hold against the ledger: set-based SQL over the temporary table that they are
 * staged in, for consent and identifiers are sealed, the ledger and the outbox.
 */
final class Planner {
    /** The payload hash of a removal. */
    static final byte[] REMOVAL = new byte[Keyring.HASH_BYTES];
    /** The payload hash of an erasure: that a removal was refused says nothing of it. */
    static final byte[] ERASURE = filled((byte) 1);

    private static final int SAMPLE = 10;

    private final Desired desired;
    private final Leavers leavers;

    private static byte[] filled(byte value) {
        byte[] hash = new byte[Keyring.HASH_BYTES];
        Arrays.fill(hash, value);
        return hash;
    }

    Planner(Desired desired, Leavers leavers) {
        this.desired = desired;
        this.leavers = leavers;
    }

    /**
     * Works the plan out inside the caller's transaction, in temporary tables only.
     *
     * @param syncId 0 for a sync that has never run
     * @param stale members last sent by then are sent again as they are; empty if none are
     * @param erases whether the destination erases; who is to be erased is only removed otherwise
     * @param heartbeat called now and then while a large segment is read
     */
    SyncPlan plan(
            Handle handle, SyncDefinition sync, int syncId, Optional<Instant> stale, boolean erases, Runnable heartbeat)
            throws SQLException {
        createTable(handle);
        desired.stage(handle, sync, syncId, heartbeat);
        if (sync.mode() == SyncMode.ADD_ONLY) {
            leavers.stage(handle, sync, syncId);
        }
        findAdditions(handle, sync, syncId, stale);
        if (erases) {
            findErasures(handle, syncId);
        }
        findRemovals(handle, sync, syncId);
        SyncChanges changes = changes(handle, syncId);
        return new SyncPlan(books(handle, syncId), changes, false);
    }

    /** Makes the outbox what the plan of this transaction says; changes that wait already keep their attempts. */
    void apply(Handle handle, SyncDefinition sync, int syncId, Instant now) {
        handle.createUpdate("DELETE o FROM outbox o LEFT JOIN sync_change c ON c.member = o.member"
                        + " AND c.operation = o.operation AND c.payload_hash = o.payload_hash"
                        + " WHERE o.sync_id = :sync AND c.member IS NULL")
                .bind("sync", syncId)
                .execute();
        // An identifier may have moved to another profile with the same payload: who has it now is asked for
        // permission.
        handle.createUpdate("UPDATE outbox o JOIN sync_change c ON c.member = o.member AND c.operation = o.operation"
                        + " SET o.profile_id = c.profile_id WHERE o.sync_id = :sync AND o.profile_id <> c.profile_id")
                .bind("sync", syncId)
                .execute();
        handle.createUpdate("INSERT INTO outbox (sync_id, member, profile_id, operation, payload_hash, sealed, next_at,"
                        + " refresh) SELECT :sync, c.member, c.profile_id, c.operation, c.payload_hash, c.sealed, :now,"
                        + " c.kind = 'refresh'"
                        + " FROM sync_change c LEFT JOIN outbox o ON o.sync_id = :sync AND o.member = c.member"
                        + " WHERE o.member IS NULL"
                        + (sync.mode() == SyncMode.SNAPSHOT ? " AND c.operation <> 'remove'" : ""))
                .bind("sync", syncId)
                .bind("now", Moments.bind(now))
                .execute();
        handle.createUpdate("UPDATE sync_member m JOIN sync_desired d ON d.member = m.member"
                        + " SET m.profile_id = d.profile_id WHERE m.sync_id = :sync AND m.profile_id <> d.profile_id")
                .bind("sync", syncId)
                .execute();
        handle.createUpdate("DELETE m FROM sync_member m LEFT JOIN sync_desired d ON d.member = m.member"
                        + " WHERE m.sync_id = :sync AND m.state = 'absent' AND d.member IS NULL")
                .bind("sync", syncId)
                .execute();
    }

    private static void createTable(Handle handle) {
        handle.execute("""
                CREATE OR REPLACE TEMPORARY TABLE sync_change (
                    member       BINARY(16) NOT NULL PRIMARY KEY,
                    profile_id   BIGINT     NOT NULL,
                    operation    ENUM('remove', 'add', 'erase') NOT NULL,
                    kind         ENUM('add', 'update', 'refresh', 'same', 'remove', 'erase') NOT NULL,
                    payload_hash BINARY(16) NOT NULL,
                    sealed       BLOB       NOT NULL
                )""");
    }

    private static void findAdditions(Handle handle, SyncDefinition sync, int syncId, Optional<Instant> stale) {
        String settled = "(m.state = 'held' AND m.held_hash = d.payload_hash)";
        String fresh = stale.map(moment -> settled + " AND m.updated_at > '" + Moments.sql(moment) + "'")
                .orElse(settled);
        boolean anew = sync.mode() == SyncMode.SNAPSHOT;
        handle.createUpdate("INSERT INTO sync_change (member, profile_id, operation, kind, payload_hash, sealed)"
                        + " SELECT d.member, d.profile_id, 'add', CASE WHEN m.member IS NULL OR m.state IN ('absent', 'gone') THEN"
                        + " 'add' WHEN " + settled + " THEN '" + (anew ? "same" : "refresh") + "' ELSE 'update' END,"
                        + " d.payload_hash, d.sealed"
                        + " FROM sync_desired d LEFT JOIN sync_member m ON m.sync_id = :sync AND m.member = d.member"
                        + " WHERE d.withheld = '' AND NOT (m.refused_hash <=> d.payload_hash)"
                        + (anew ? "" : " AND (m.member IS NULL OR NOT (" + fresh + "))"))
                .bind("sync", syncId)
                .execute();
    }

    /** Whoever must be forgotten is erased: those whom the destination holds, and those whom it held once. */
    private static void findErasures(Handle handle, int syncId) {
        handle.createUpdate("INSERT INTO sync_change (member, profile_id, operation, kind, payload_hash, sealed)"
                        + " SELECT m.member, m.profile_id, 'erase', 'erase', :erasure, m.sealed FROM sync_member m"
                        + Erasures.OWED + " LEFT JOIN sync_desired d ON d.member = m.member AND d.withheld = ''"
                        + " WHERE m.sync_id = :sync AND d.member IS NULL AND NOT (m.refused_hash <=> :erasure)")
                .bind("sync", syncId)
                .bind("erasure", ERASURE)
                .execute();
    }

    private static void findRemovals(Handle handle, SyncDefinition sync, int syncId) {
        handle.createUpdate("INSERT INTO sync_change (member, profile_id, operation, kind, payload_hash, sealed)"
                        + " SELECT m.member, m.profile_id, 'remove', 'remove', :removal, m.sealed FROM sync_member m"
                        + " LEFT JOIN sync_desired d ON d.member = m.member AND d.withheld = ''"
                        + " LEFT JOIN sync_change e ON e.member = m.member"
                        + " WHERE m.sync_id = :sync AND m.state IN ('held', 'sent') AND d.member IS NULL"
                        + " AND e.member IS NULL AND NOT (m.refused_hash <=> :removal)"
                        + " AND NOT (m.refused_hash <=> :erasure)"
                        + (sync.mode() == SyncMode.ADD_ONLY
                                ? " AND m.member IN (SELECT member FROM sync_forbidden)"
                                : ""))
                .bind("sync", syncId)
                .bind("removal", REMOVAL)
                .bind("erasure", ERASURE)
                .execute();
    }

    /** Changes that wait in the outbox already have passed the brake and are not counted again. */
    private static SyncChanges changes(Handle handle, int syncId) {
        Map<String, Long> counts = counts(
                handle,
                "SELECT c.kind, COUNT(*) FROM sync_change c LEFT JOIN outbox o ON o.sync_id = :sync"
                        + " AND o.member = c.member AND o.operation = c.operation WHERE o.member IS NULL GROUP BY c.kind",
                syncId);
        long ledger = handle.createQuery(
                        "SELECT COUNT(*) FROM sync_member WHERE sync_id = ? AND state IN ('held', 'sent')")
                .bind(0, syncId)
                .mapTo(Long.class)
                .one();
        List<SyncChanges.Change> sample = handle.createQuery(
                        "SELECT profile_id, kind FROM sync_change WHERE kind <> 'same' LIMIT " + SAMPLE)
                .map((row, context) -> new SyncChanges.Change(row.getLong(1), row.getString(2)))
                .list();
        return new SyncChanges(
                ledger,
                counts.getOrDefault("add", 0L),
                counts.getOrDefault("update", 0L),
                counts.getOrDefault("refresh", 0L),
                counts.getOrDefault("remove", 0L),
                counts.getOrDefault("erase", 0L),
                sample);
    }

    /** Each number by a query of its own, so that the equation can fail. */
    private static SyncBooks books(Handle handle, int syncId) {
        Map<String, Long> withheld = counts(
                handle,
                "SELECT withheld, COUNT(*) FROM sync_desired WHERE withheld <> '' AND :sync IS NOT NULL GROUP BY withheld",
                syncId);
        Map<String, Long> states = counts(
                handle,
                "SELECT CASE WHEN c.member IS NOT NULL THEN 'pending' WHEN m.state = 'held'"
                        + " AND m.held_hash = d.payload_hash THEN 'delivered' WHEN m.refused_hash = d.payload_hash THEN"
                        + " 'rejected' ELSE 'lost' END, COUNT(*) FROM sync_desired d"
                        + " LEFT JOIN sync_change c ON c.member = d.member AND c.operation = 'add'"
                        + " LEFT JOIN sync_member m ON m.sync_id = :sync AND m.member = d.member"
                        + " WHERE d.withheld = '' GROUP BY 1",
                syncId);
        long selected = handle.createQuery("SELECT COUNT(*) FROM sync_desired")
                .mapTo(Long.class)
                .one();
        return new SyncBooks(
                selected,
                states.getOrDefault("delivered", 0L),
                states.getOrDefault("rejected", 0L),
                withheld,
                states.getOrDefault("pending", 0L));
    }

    private static Map<String, Long> counts(Handle handle, String sql, int syncId) {
        Map<String, Long> counts = new LinkedHashMap<>();
        handle.createQuery(sql)
                .bind("sync", syncId)
                .map((row, context) -> counts.put(row.getString(1), row.getLong(2)) == null)
                .list();
        return counts;
    }
}
