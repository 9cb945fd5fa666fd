package io.serai.sync;

import io.serai.connector.Operation;
import io.serai.crypto.Keyring;
import io.serai.profile.Profile;
import io.serai.profile.ProfileStore;
import io.serai.store.BulkQuery;
import io.serai.store.Moments;
import java.nio.ByteBuffer;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Claims what is due in the outbox, batch by batch, and asks right before it is sent whether it still may be. */
final class Outbox {
    private static final String ROWS = "SELECT o.member, o.profile_id, o.sealed, o.attempts, o.first_at, o.most,"
            + " m.member IS NULL OR m.state = 'absent' AS fresh FROM outbox o";
    private static final String LEDGER = " LEFT JOIN sync_member m ON m.sync_id = o.sync_id AND m.member = o.member";

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
     * The next batch that is due; empty if nothing is. From here on its members count as perhaps held: the caller
     * commits this before it sends, {@linkplain #withhold asks for permission} right before, and {@linkplain #handBack
     * hands back} what it does not send.
     *
     * @param underWay what is being sent already
     */
    Optional<Batch> claim(Handle handle, SyncWork work, Optional<Batch> underWay) {
        Optional<Batch> due = due(handle, work, underWay);
        due.ifPresent(batch -> {
            work.lease().renew(handle);
            markSent(handle, work, batch);
        });
        return due;
    }

    /** When the next row is due that no job works on; empty if there is none. */
    static Optional<Instant> nextDue(Handle handle, int syncId) {
        return handle.createQuery("SELECT MIN(next_at) AS due FROM outbox WHERE sync_id = ? AND job_id IS NULL")
                .bind(0, syncId)
                .map((row, context) -> Optional.ofNullable(row.getObject("due", LocalDateTime.class))
                        .map(Moments::read))
                .one();
    }

    private Optional<Batch> due(Handle handle, SyncWork work, Optional<Batch> underWay) {
        Instant now = clock.instant();
        Set<ByteBuffer> busy = underWay.stream()
                .flatMap(batch -> batch.members().stream())
                .map(ByteBuffer::wrap)
                .collect(Collectors.toSet());
        int most = work.destination().capabilities().maxMembers();
        for (Operation operation : Operation.values()) {
            List<Batch.Row> rows = handle
                    .createQuery(
                            ROWS + " FORCE INDEX (due)" + LEDGER + " WHERE o.sync_id = :sync AND o.job_id IS NULL"
                                    + " AND o.operation = :operation AND o.next_at <= :now ORDER BY o.next_at, o.member LIMIT :most")
                    .bind("sync", work.syncId())
                    .bind("operation", operation.word())
                    .bind("now", Moments.bind(now))
                    .bind("most", most + busy.size())
                    .map((row, context) -> busy.contains(ByteBuffer.wrap(row.getBytes("member")))
                            ? Optional.<Batch.Row>empty()
                            : Optional.of(row(row, work, now)))
                    .stream()
                    .flatMap(Optional::stream)
                    .limit(most)
                    .toList();
            if (!rows.isEmpty()) {
                return Optional.of(new Batch(operation, together(rows)));
            }
            if (mayBecomeJobs(handle, work, operation, underWay)) {
                // What comes next must not overtake them.
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Those that may go with the first. */
    private static List<Batch.Row> together(List<Batch.Row> rows) {
        int most = rows.get(0).most();
        return rows.stream().filter(row -> row.most() == most).limit(most).toList();
    }

    private static boolean mayBecomeJobs(Handle handle, SyncWork work, Operation operation, Optional<Batch> underWay) {
        if (!work.destination().capabilities().asynchronous()) {
            return false;
        }
        if (underWay.filter(batch -> batch.operation() == operation).isPresent()) {
            return true;
        }
        return handle.createQuery("SELECT EXISTS(SELECT 1 FROM sync_job WHERE sync_id = ? AND operation = ?)")
                .bind(0, work.syncId())
                .bind(1, operation.word())
                .mapTo(Boolean.class)
                .one();
    }

    /** The members that a job works on, in the order of its request. */
    List<Batch.Row> ofJob(Handle handle, SyncWork work, long job) {
        Instant now = clock.instant();
        return handle.createQuery(ROWS + LEDGER + " WHERE o.sync_id = :sync AND o.job_id = :job ORDER BY o.place")
                .bind("sync", work.syncId())
                .bind("job", job)
                .map((row, context) -> row(row, work, now))
                .list();
    }

    /** A page of a snapshot in the order of members; those that may no longer be sent have left the outbox. */
    List<Batch.Row> page(Handle handle, SyncWork work, byte[] after) {
        Instant now = clock.instant();
        return handle.createQuery(ROWS + LEDGER + " WHERE o.sync_id = :sync AND o.operation = 'add'"
                        + " AND o.member > :after ORDER BY o.member LIMIT :most")
                .bind("sync", work.syncId())
                .bind("after", after)
                .bind("most", work.destination().capabilities().maxMembers())
                .map((row, context) -> row(row, work, now))
                .list();
    }

    private Batch.Row row(ResultSet row, SyncWork work, Instant now) throws SQLException {
        byte[] member = row.getBytes("member");
        byte[] payload = keyring.open(row.getBytes("sealed"), Payload.context(work.syncId(), member));
        return new Batch.Row(
                member,
                row.getLong("profile_id"),
                payload,
                Payload.member(payload),
                row.getInt("attempts") + 1,
                Optional.ofNullable(row.getObject("first_at", LocalDateTime.class))
                        .map(Moments::read)
                        .orElse(now),
                row.getBoolean("fresh"),
                Optional.ofNullable(row.getObject("most", Integer.class)).orElse(Integer.MAX_VALUE));
    }

    /** The batch without those whose consent, suppression or identifier changed since the plan. */
    Batch withhold(Handle handle, SyncWork work, Batch batch) {
        SyncDefinition sync = work.sync();
        Map<Long, Profile> live = new HashMap<>();
        profiles.findAll(handle, batch.rows().stream().map(Batch.Row::profileId).toList())
                .forEach(profile -> live.put(profile.id(), profile));
        Map<Long, Withheld> withheld = eligibility.withheld(handle, sync, List.copyOf(live.values()));
        List<Batch.Row> allowed = new ArrayList<>();
        List<Batch.Row> barred = new ArrayList<>();
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
            barred.add(row);
            reasons.merge(reason.get(), 1L, Long::sum);
        }
        reasons.forEach((reason, count) -> log.withheld(handle, work.runId(), reason, count));
        delete(handle, work.syncId(), barred.stream().map(Batch.Row::member).toList());
        forget(handle, work.syncId(), barred);
        return new Batch(batch.operation(), allowed);
    }

    private static boolean stillHolds(SyncDefinition sync, Optional<Profile> profile, Batch.Row row) {
        String identifier = row.content().identifier();
        return profile.map(live -> live.identifiers().getOrDefault(sync.identifier(), List.of()))
                .filter(values -> values.contains(identifier))
                .isPresent();
    }

    /** From here on its members count as perhaps held; there must be at least one. */
    void markSent(Handle handle, SyncWork work, Batch batch) {
        String now = Moments.sql(clock.instant());
        String claimed = among(work.syncId(), batch.members());
        BulkQuery.update(
                handle,
                "UPDATE outbox SET attempts = attempts + 1, first_at = COALESCE(first_at, '" + now + "')" + claimed);
        BulkQuery.update(
                handle,
                "INSERT INTO sync_member (sync_id, member, profile_id, state, sealed, updated_at)"
                        + " SELECT sync_id, member, profile_id, 'sent', sealed, '" + now + "' FROM outbox" + claimed
                        + " ON DUPLICATE KEY UPDATE state = 'sent', profile_id = VALUES(profile_id),"
                        + " sealed = VALUES(sealed), updated_at = VALUES(updated_at)");
    }

    /** Undoes a claim: not one of its members was sent. */
    static void handBack(Handle handle, SyncWork work, Batch batch) {
        BulkQuery.update(
                handle,
                "UPDATE outbox SET first_at = IF(attempts = 1, NULL, first_at), attempts = attempts - 1"
                        + among(work.syncId(), batch.members()));
        forget(handle, work.syncId(), batch.rows());
    }

    /** Members that were claimed but not sent do not become known to the destination by a removal later on. */
    private static void forget(Handle handle, int syncId, List<Batch.Row> rows) {
        List<byte[]> fresh =
                rows.stream().filter(Batch.Row::fresh).map(Batch.Row::member).toList();
        if (!fresh.isEmpty()) {
            BulkQuery.update(handle, "UPDATE sync_member SET state = 'absent'" + among(syncId, fresh));
        }
    }

    static void delete(Handle handle, int syncId, List<byte[]> members) {
        if (!members.isEmpty()) {
            BulkQuery.update(handle, "DELETE FROM outbox" + among(syncId, members));
        }
    }

    /** Limits a statement to some members of a sync; there must be at least one. */
    static String among(int syncId, List<byte[]> members) {
        return " WHERE sync_id = " + syncId + " AND member IN (" + BulkQuery.hashes(members) + ")";
    }
}
