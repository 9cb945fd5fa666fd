package io.serai.sync;

import io.serai.crypto.Hash;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.Profile;
import io.serai.profile.ProfileStore;
import io.serai.store.BulkLoad;
import io.serai.store.BulkQuery;
import io.serai.store.BulkRows;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/** Whom a destination should hold: a segment's people, but for those who may not be sent. Reads profiles in pages. */
final class Desired {
    private static final int PAGE = 1_000;
    private static final BulkLoad STAGE =
            BulkLoad.insert("sync_desired", List.of("profile_id", "member", "withheld", "payload_hash", "sealed"));

    private final ProfileStore profiles;
    private final Keyring keyring;
    private final Eligibility eligibility;

    Desired(ProfileStore profiles, Keyring keyring, Eligibility eligibility) {
        this.profiles = profiles;
        this.keyring = keyring;
        this.eligibility = eligibility;
    }

    /**
     * Puts them into the temporary table sync_desired, and those who are withheld with the reason. While a page is read, the
     * one before it is rendered on another core; the store works in this transaction only.
     *
     * @param syncId 0 for a sync that has never run
     * @param heartbeat called now and then while a large segment is read
     */
    void stage(Handle handle, SyncDefinition sync, int syncId, Runnable heartbeat) throws SQLException {
        handle.execute("""
                CREATE OR REPLACE TEMPORARY TABLE sync_desired (
                    profile_id   BIGINT     NOT NULL PRIMARY KEY,
                    member       BINARY(16) NULL,
                    withheld     VARCHAR(30) CHARACTER SET ascii NOT NULL,
                    payload_hash BINARY(16) NULL,
                    sealed       BLOB       NOT NULL,
                    KEY (member)
                )""");
        int segment = segmentId(handle, sync);
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
        withholdDuplicates(handle);
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

    private static void withholdDuplicates(Handle handle) {
        handle.createUpdate(
                        "UPDATE sync_desired d JOIN (SELECT member, MIN(profile_id) AS winner FROM sync_desired"
                                + " WHERE withheld = '' GROUP BY member HAVING COUNT(*) > 1) w ON w.member = d.member"
                                + " SET d.withheld = :reason, d.member = NULL WHERE d.withheld = '' AND d.profile_id <> w.winner")
                .bind("reason", Withheld.DUPLICATE_IDENTIFIER.word())
                .execute();
    }

    /** Which of these profiles a destination should hold as the store is in this transaction: by member, its payload's hash. */
    Map<Hash, Hash> among(Handle handle, SyncDefinition sync, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<Long> members = BulkQuery.list(
                handle,
                "SELECT profile_id FROM membership WHERE segment_id = " + segmentId(handle, sync)
                        + " AND profile_id IN (" + BulkQuery.numbers(ids) + ")",
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
}
