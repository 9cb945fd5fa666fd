package io.serai.sync;

import io.serai.connector.Operation;
import io.serai.crypto.Keyring;
import io.serai.profile.Profile;
import io.serai.profile.ProfileStore;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes what is due out of the outbox, page by page, and asks again whether it may be sent. */
final class Outbox {
    private final ProfileStore profiles;
    private final Keyring keyring;
    private final Eligibility eligibility;
    private final RunLog log;
    private final Clock clock;

    Outbox(ProfileStore profiles, Keyring keyring, Eligibility eligibility, RunLog log, Clock clock) {
        this.profiles = profiles;
        this.keyring = keyring;
        this.eligibility = eligibility;
        this.log = log;
        this.clock = clock;
    }

    /**
     * The next batch that may be sent; empty if nothing is due. From here on its members count as perhaps held: the
     * caller commits this before it sends. Members that may no longer be sent leave the outbox.
     */
    Optional<Batch> claim(Handle handle, SyncWork work) {
        while (true) {
            Optional<Batch> due = due(handle, work);
            if (due.isEmpty() || due.get().operation() == Operation.REMOVE) {
                due.ifPresent(batch -> markSent(handle, work, batch));
                return due;
            }
            Batch allowed = withhold(handle, work, due.get());
            if (!allowed.rows().isEmpty()) {
                markSent(handle, work, allowed);
                return Optional.of(allowed);
            }
        }
    }

    /** When the next row is due; empty if the outbox is. */
    static Optional<Instant> nextDue(Handle handle, int syncId) {
        return handle.createQuery("SELECT MIN(next_at) AS due FROM outbox WHERE sync_id = ?")
                .bind(0, syncId)
                .map((row, context) -> Optional.ofNullable(row.getObject("due", LocalDateTime.class))
                        .map(Moments::read))
                .one();
    }

    private Optional<Batch> due(Handle handle, SyncWork work) {
        Instant now = clock.instant();
        for (Operation operation : Operation.values()) {
            List<Batch.Row> rows = handle.createQuery(
                            "SELECT member, profile_id, sealed, attempts, first_at FROM outbox"
                                    + " WHERE sync_id = :sync AND operation = :operation AND next_at <= :now"
                                    + " ORDER BY next_at, member LIMIT :most")
                    .bind("sync", work.syncId())
                    .bind("operation", operation.word())
                    .bind("now", Moments.bind(now))
                    .bind("most", work.destination().capabilities().maxMembers())
                    .map((row, context) -> row(row, work, now))
                    .list();
            if (!rows.isEmpty()) {
                return Optional.of(new Batch(operation, rows));
            }
        }
        return Optional.empty();
    }

    /** A page of a snapshot in the order of members; those that may no longer be sent have left the outbox. */
    List<Batch.Row> page(Handle handle, SyncWork work, byte[] after) {
        Instant now = clock.instant();
        return handle.createQuery("SELECT member, profile_id, sealed, attempts, first_at FROM outbox"
                        + " WHERE sync_id = :sync AND member > :after ORDER BY member LIMIT :most")
                .bind("sync", work.syncId())
                .bind("after", after)
                .bind("most", work.destination().capabilities().maxMembers())
                .map((row, context) -> row(row, work, now))
                .list();
    }

    private Batch.Row row(ResultSet row, SyncWork work, Instant now) throws SQLException {
        byte[] member = row.getBytes("member");
        return new Batch.Row(
                member,
                row.getLong("profile_id"),
                keyring.open(row.getBytes("sealed"), Payload.context(work.syncId(), member)),
                row.getInt("attempts") + 1,
                Optional.ofNullable(row.getObject("first_at", LocalDateTime.class))
                        .map(Moments::read)
                        .orElse(now));
    }

    /** The batch without those whose consent, suppression or identifier changed since the plan. */
    Batch withhold(Handle handle, SyncWork work, Batch batch) {
        SyncDefinition sync = work.sync();
        Map<Long, Profile> live = new HashMap<>();
        profiles.findAll(handle, batch.rows().stream().map(Batch.Row::profileId).toList())
                .forEach(profile -> live.put(profile.id(), profile));
        Map<Long, Withheld> withheld = eligibility.withheld(handle, sync, List.copyOf(live.values()));
        List<Batch.Row> allowed = new ArrayList<>();
        List<byte[]> barred = new ArrayList<>();
        Map<Withheld, Long> reasons = new EnumMap<>(Withheld.class);
        for (Batch.Row row : batch.rows()) {
            Optional<Withheld> reason = Optional.ofNullable(withheld.get(row.profileId()))
                    .or(() -> stillHolds(sync, Optional.ofNullable(live.get(row.profileId())), row)
                            ? Optional.empty()
                            : Optional.of(Withheld.CHANGED));
            if (reason.isEmpty()) {
                allowed.add(row);
                continue;
            }
            barred.add(row.member());
            reasons.merge(reason.get(), 1L, Long::sum);
        }
        reasons.forEach((reason, count) -> log.withheld(handle, work.runId(), reason, count));
        delete(handle, work.syncId(), barred);
        return new Batch(batch.operation(), allowed);
    }

    private static boolean stillHolds(SyncDefinition sync, Optional<Profile> profile, Batch.Row row) {
        String identifier = Payload.member(row.payload()).identifier();
        return profile.map(live -> live.identifiers().getOrDefault(sync.identifier(), List.of()))
                .filter(values -> values.contains(identifier))
                .isPresent();
    }

    private void markSent(Handle handle, SyncWork work, Batch batch) {
        LocalDateTime now = Moments.bind(clock.instant());
        handle.createUpdate("UPDATE outbox SET attempts = attempts + 1, first_at = COALESCE(first_at, :now)"
                        + " WHERE sync_id = :sync AND member IN (<members>)")
                .bind("sync", work.syncId())
                .bind("now", now)
                .bindList("members", batch.members())
                .execute();
        handle.createUpdate("INSERT INTO sync_member (sync_id, member, profile_id, state, sealed, updated_at)"
                        + " SELECT sync_id, member, profile_id, 'sent', sealed, :now FROM outbox"
                        + " WHERE sync_id = :sync AND member IN (<members>)"
                        + " ON DUPLICATE KEY UPDATE state = 'sent', profile_id = VALUES(profile_id),"
                        + " sealed = VALUES(sealed), updated_at = VALUES(updated_at)")
                .bind("sync", work.syncId())
                .bind("now", now)
                .bindList("members", batch.members())
                .execute();
    }

    static void delete(Handle handle, int syncId, List<byte[]> members) {
        if (!members.isEmpty()) {
            handle.createUpdate("DELETE FROM outbox WHERE sync_id = :sync AND member IN (<members>)")
                    .bind("sync", syncId)
                    .bindList("members", members)
                    .execute();
        }
    }
}
