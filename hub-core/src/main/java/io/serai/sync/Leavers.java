package io.serai.sync;

import io.serai.crypto.Hash;
import io.serai.profile.Profile;
import io.serai.profile.ProfileStore;
import io.serai.store.BulkLoad;
import io.serai.store.BulkQuery;
import io.serai.store.BulkRows;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Whom a destination that keeps who left the segment has to give up all the same: nobody may have them sent any more. */
final class Leavers {
    private static final int PAGE = 1_000;
    private static final BulkLoad FORBID = BulkLoad.insert("sync_forbidden", List.of("member"));

    private final ProfileStore profiles;
    private final Eligibility eligibility;

    Leavers(ProfileStore profiles, Eligibility eligibility) {
        this.profiles = profiles;
        this.eligibility = eligibility;
    }

    /**
     * Puts into the temporary table sync_forbidden who is given up: add-only keeps who left the segment, unless nobody with
     * this identifier may be sent any more: consent withdrawn, suppressed, erased, or the identifier is no longer anybody's.
     */
    void stage(Handle handle, SyncDefinition sync, int syncId) throws SQLException {
        handle.execute("CREATE OR REPLACE TEMPORARY TABLE sync_forbidden (member BINARY(16) NOT NULL PRIMARY KEY)");
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

    /** How many of these members are given up. */
    long count(Handle handle, SyncDefinition sync, Collection<Hash> members) {
        if (members.isEmpty()) {
            return 0;
        }
        List<byte[]> asked = members.stream().map(Hash::bytes).toList();
        Set<ByteBuffer> permitted = permitted(handle, sync, asked);
        return asked.stream()
                .filter(member -> !permitted.contains(ByteBuffer.wrap(member)))
                .count();
    }
}
