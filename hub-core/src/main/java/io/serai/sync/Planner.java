package io.serai.sync;

import io.serai.connector.SyncMode;
import io.serai.crypto.Hash;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.Profile;
import io.serai.profile.ProfileStore;
import io.serai.store.BulkLoad;
import io.serai.store.BulkQuery;
import io.serai.store.BulkRows;
import io.serai.store.Moments;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/**
 * Diffs the members a destination should hold against the ledger. The segment is read in pages into a temporary table,
 * for consent and identifiers are sealed; the diff itself is set-based SQL over that table, the ledger and the outbox.
 */
final class Planner {
    /** The payload hash of a removal. */
    static final byte[] REMOVAL = new byte[Keyring.HASH_BYTES];
    /** The payload hash of an erasure: that a removal was refused says nothing of it. */
    static final byte[] ERASURE = filled((byte) 1);

    private static final int PAGE = 1_000;
    private static final int SAMPLE = 10;
    private static final BulkLoad STAGE =
            BulkLoad.insert("sync_desired", List.of("profile_id", "member", "withheld", "payload_hash", "sealed"));
    private static final BulkLoad FORBID = BulkLoad.insert("sync_forbidden", List.of("member"));

    private final ProfileStore profiles;
    private final Keyring keyring;
    private final Eligibility eligibility;

    private static byte[] filled(byte value) {
        byte[] hash = new byte[Keyring.HASH_BYTES];
        Arrays.fill(hash, value);
        return hash;
    }

    Planner(ProfileStore profiles, Keyring keyring, Eligibility eligibility) {
        this.profiles = profiles;
        this.keyring = keyring;
        this.eligibility = eligibility;
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
        createTables(handle);
        stage(handle, sync, syncId, segmentId(handle, sync), heartbeat);
        withholdDuplicates(handle);
        if (sync.mode() == SyncMode.ADD_ONLY) {
            forbidLeavers(handle, sync, syncId);
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
        // An identifier may have moved to another profile with the same payload: who has it now is asked for permission.
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

    private static int segmentId(Handle handle, SyncDefinition sync) {
        return handle.createQuery("SELECT id FROM segment WHERE name = ?")
                .bind(0, sync.segment())
                .mapTo(Integer.class)
                .findOne()
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND,
                        "The segment '" + sync.segment() + "' of sync '" + sync.name()
                                + "' has not been built yet. Build it, then run the sync."));
    }

    private static void createTables(Handle handle) {
        handle.execute("""
                CREATE OR REPLACE TEMPORARY TABLE sync_desired (
                    profile_id   BIGINT     NOT NULL PRIMARY KEY,
                    member       BINARY(16) NULL,
                    withheld     VARCHAR(30) CHARACTER SET ascii NOT NULL,
                    payload_hash BINARY(16) NULL,
                    sealed       BLOB       NOT NULL,
                    KEY (member)
                )""");
        handle.execute("""
                CREATE OR REPLACE TEMPORARY TABLE sync_change (
                    member       BINARY(16) NOT NULL PRIMARY KEY,
                    profile_id   BIGINT     NOT NULL,
                    operation    ENUM('remove', 'add', 'erase') NOT NULL,
                    kind         ENUM('add', 'update', 'refresh', 'same', 'remove', 'erase') NOT NULL,
                    payload_hash BINARY(16) NOT NULL,
                    sealed       BLOB       NOT NULL
                )""");
        handle.execute("CREATE OR REPLACE TEMPORARY TABLE sync_forbidden (member BINARY(16) NOT NULL PRIMARY KEY)");
    }

    /** While a page is read, the one before it is rendered on another core; the store works in this transaction only. */
    private void stage(Handle handle, SyncDefinition sync, int syncId, int segment, Runnable heartbeat)
            throws SQLException {
        Optional<CompletableFuture<BulkRows>> rendering = Optional.empty();
        List<Long> ids = page(handle, segment, Long.MIN_VALUE);
        while (!ids.isEmpty()) {
            List<Profile> page = profiles.findAll(handle, ids, sync.traits());
            Map<Long, Withheld> withheld = eligibility.withheld(handle, sync, page);
            load(handle, rendering);
            rendering = Optional.of(CompletableFuture.supplyAsync(() -> render(sync, syncId, page, withheld)));
            heartbeat.run();
            ids = page(handle, segment, ids.get(ids.size() - 1));
        }
        load(handle, rendering);
    }

    private static void load(Handle handle, Optional<CompletableFuture<BulkRows>> rendering) throws SQLException {
        if (rendering.isPresent()) {
            STAGE.run(handle.getConnection(), rendering.get().join());
        }
    }

    private static List<Long> page(Handle handle, int segment, long after) {
        return handle.createQuery("SELECT profile_id FROM membership WHERE segment_id = ? AND profile_id > ?"
                        + " ORDER BY profile_id LIMIT " + PAGE)
                .bind(0, segment)
                .bind(1, after)
                .mapTo(Long.class)
                .list();
    }

    /** Seals every payload: to ask the ledger first which of them it holds already would take longer. */
    private BulkRows render(SyncDefinition sync, int syncId, List<Profile> page, Map<Long, Withheld> withheld) {
        BulkRows rows = new BulkRows();
        for (Profile profile : page) {
            Withheld reason = withheld.get(profile.id());
            if (reason != null) {
                rows.number(profile.id()).none().plain(reason.word()).none().bytes(new byte[0]);
                rows.end();
                continue;
            }
            byte[] member = member(sync, profile);
            byte[] payload = Payload.of(sync, profile);
            rows.number(profile.id()).bytes(member).plain("").bytes(keyring.hash("payload", payload));
            rows.bytes(keyring.seal(payload, Payload.context(syncId, member))).end();
        }
        return rows;
    }

    private byte[] member(SyncDefinition sync, Profile profile) {
        return keyring.hashIdentifier(
                sync.identifier(), profile.identifier(sync.identifier()).orElseThrow());
    }

    /** Which of these profiles a destination should hold as the store is in this transaction: by member, its payload's hash. */
    Map<Hash, Hash> desired(Handle handle, SyncDefinition sync, Collection<Long> among) {
        if (among.isEmpty()) {
            return Map.of();
        }
        List<Long> members = BulkQuery.list(
                handle,
                "SELECT profile_id FROM membership WHERE segment_id = " + segmentId(handle, sync)
                        + " AND profile_id IN (" + BulkQuery.numbers(among) + ")",
                row -> row.getLong(1));
        List<Profile> found = profiles.findAll(handle, members, sync.traits());
        Map<Long, Withheld> withheld = eligibility.withheld(handle, sync, found);
        Map<Hash, Hash> desired = new HashMap<>();
        for (Profile profile : found) {
            if (!withheld.containsKey(profile.id())) {
                byte[] payload = keyring.hash("payload", Payload.of(sync, profile));
                desired.putIfAbsent(Hash.of(member(sync, profile)), Hash.of(payload));
            }
        }
        return desired;
    }

    /** Those of these members whom nobody may have sent any more: a destination that keeps leavers gives them up too. */
    long forbidden(Handle handle, SyncDefinition sync, Collection<Hash> members) {
        if (members.isEmpty()) {
            return 0;
        }
        List<byte[]> asked = members.stream().map(Hash::bytes).toList();
        Set<ByteBuffer> permitted = permitted(handle, sync, asked);
        return asked.stream()
                .filter(member -> !permitted.contains(ByteBuffer.wrap(member)))
                .count();
    }

    private static void withholdDuplicates(Handle handle) {
        handle.createUpdate(
                        "UPDATE sync_desired d JOIN (SELECT member, MIN(profile_id) AS winner FROM sync_desired"
                                + " WHERE withheld = '' GROUP BY member HAVING COUNT(*) > 1) w ON w.member = d.member"
                                + " SET d.withheld = :reason, d.member = NULL WHERE d.withheld = '' AND d.profile_id <> w.winner")
                .bind("reason", Withheld.DUPLICATE_IDENTIFIER.word())
                .execute();
    }

    /**
     * Add-only keeps who left the segment, unless nobody with this identifier may be sent any more: consent withdrawn,
     * suppressed, erased, or the identifier is no longer anybody's.
     */
    private void forbidLeavers(Handle handle, SyncDefinition sync, int syncId) throws SQLException {
        byte[] after = new byte[0];
        while (true) {
            List<byte[]> leavers = handle.createQuery("SELECT m.member FROM sync_member m LEFT JOIN sync_desired d"
                            + " ON d.member = m.member WHERE m.sync_id = :sync AND m.state IN ('held', 'sent')"
                            + " AND d.member IS NULL AND m.member > :after ORDER BY m.member LIMIT " + PAGE)
                    .bind("sync", syncId)
                    .bind("after", after)
                    .mapTo(byte[].class)
                    .list();
            if (leavers.isEmpty()) {
                return;
            }
            Set<ByteBuffer> permitted = permitted(handle, sync, leavers);
            BulkRows rows = new BulkRows();
            leavers.stream()
                    .filter(member -> !permitted.contains(ByteBuffer.wrap(member)))
                    .forEach(member -> rows.bytes(member).end());
            FORBID.run(handle.getConnection(), rows);
            after = leavers.get(leavers.size() - 1);
        }
    }

    private Set<ByteBuffer> permitted(Handle handle, SyncDefinition sync, List<byte[]> members) {
        Map<Long, List<ByteBuffer>> byProfile = new HashMap<>();
        BulkQuery.list(
                        handle,
                        "SELECT DISTINCT i.hash, r.profile_id FROM identifier i JOIN source_record r"
                                + " ON r.id = i.subject_id WHERE i.hash IN (" + BulkQuery.hashes(members)
                                + ") AND r.profile_id <> 0",
                        row -> Map.entry(row.getLong(2), ByteBuffer.wrap(row.getBytes(1))))
                .forEach(holder -> byProfile
                        .computeIfAbsent(holder.getKey(), id -> new ArrayList<>())
                        .add(holder.getValue()));
        List<Profile> holders = profiles.findAll(handle, byProfile.keySet());
        Map<Long, Withheld> withheld = eligibility.withheld(handle, sync, holders);
        Set<ByteBuffer> permitted = new HashSet<>();
        holders.stream()
                .filter(profile -> !withheld.containsKey(profile.id()))
                .forEach(profile -> permitted.addAll(byProfile.getOrDefault(profile.id(), List.of())));
        return permitted;
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
