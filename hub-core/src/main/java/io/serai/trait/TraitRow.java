package io.serai.trait;

import io.serai.error.ErrorCode;
import io.serai.schema.ValueType;
import io.serai.segment.SegmentStatus;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A row of the table of computed traits, beside the hub's position and the first moment at which time may change a value. */
record TraitRow(
        int id,
        String name,
        ValueType type,
        byte[] hash,
        long sequence,
        long hubSequence,
        Optional<Instant> computedAt,
        Optional<Instant> recheckAt,
        long filled,
        Optional<SegmentStatus.Failure> failure) {

    /** All of them, by name: one query, with one index entry for each. */
    static List<TraitRow> all(Handle handle) {
        return handle.createQuery("""
                        SELECT t.*, c.sequence AS hub_sequence,
                               (SELECT r.recheck_at FROM computed_recheck r WHERE r.trait_id = t.id
                                 ORDER BY r.recheck_at LIMIT 1) AS recheck_at
                          FROM hub_clock c JOIN computed_trait t
                         WHERE c.id = 1 ORDER BY t.name""").map((row, context) -> of(row)).list();
    }

    /** As {@link #all}, kept from every other hub until the transaction ends. */
    static List<TraitRow> lock(Handle handle) {
        handle.createQuery("SELECT id FROM computed_trait ORDER BY name FOR UPDATE")
                .mapTo(Integer.class)
                .list();
        return all(handle);
    }

    /** Never computed as it is defined now, or the clock has been set back: then what is stored says nothing. */
    boolean needsFull(Instant now) {
        return computedAt.isEmpty() || computedAt.get().isAfter(now);
    }

    /** Whether a refresh has something to do; after a failure always, if only to take the failure back. */
    boolean isBehind(Instant now) {
        return needsFull(now)
                || failure.isPresent()
                || sequence < hubSequence
                || recheckAt.filter(due -> !due.isAfter(now)).isPresent();
    }

    TraitStatus status(Instant now) {
        SegmentStatus.State state = SegmentStatus.State.FRESH;
        if (failure.isPresent()) {
            state = SegmentStatus.State.FAILED;
        } else if (isBehind(now)) {
            state = SegmentStatus.State.STALE;
        }
        return new TraitStatus(name, type, state, filled, computedAt, hubSequence - sequence, failure);
    }

    private static TraitRow of(ResultSet row) throws SQLException {
        Optional<String> error = Optional.ofNullable(row.getString("error"));
        return new TraitRow(
                row.getInt("id"),
                row.getString("name"),
                ValueType.of(row.getString("type")),
                row.getBytes("hash"),
                row.getLong("sequence"),
                row.getLong("hub_sequence"),
                moment(row, "computed_at"),
                moment(row, "recheck_at"),
                row.getLong("filled"),
                Optional.ofNullable(row.getString("error_code"))
                        .map(code -> new SegmentStatus.Failure(ErrorCode.valueOf(code), error.orElse(""))));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class)).map(Moments::read);
    }
}
