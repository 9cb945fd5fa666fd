package io.serai.segment;

import io.serai.error.ErrorCode;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A row of the segment table, beside the hub's position and the first moment at which time may change its members. */
record SegmentRow(
        int id,
        String name,
        byte[] hash,
        int version,
        int builtVersion,
        long sequence,
        long hubSequence,
        Optional<Instant> computedAt,
        Optional<Instant> recheckAt,
        Optional<Instant> plannedUntil,
        long members,
        Optional<SegmentStatus.Failure> failure) {
    /** One index entry per segment, which MIN would not be; what a refresh costs when there is nothing to do. */
    private static final String ALL = """
            SELECT s.*, c.sequence AS hub_sequence,
                   (SELECT r.recheck_at FROM segment_recheck r WHERE r.segment_id = s.id
                     ORDER BY r.recheck_at LIMIT 1) AS recheck_at
              FROM hub_clock c JOIN segment s
             WHERE c.id = 1""";

    static List<SegmentRow> all(Handle handle) {
        return handle.createQuery(ALL + " ORDER BY s.name")
                .map((row, context) -> of(row))
                .list();
    }

    /** The segments' rows by name, kept from every other hub until the transaction ends. */
    static List<SegmentRow> lock(Handle handle, List<String> names) {
        List<Integer> ids = handle.createQuery(
                        "SELECT id FROM segment WHERE name IN (<names>) ORDER BY name FOR UPDATE")
                .bindList("names", names)
                .mapTo(Integer.class)
                .list();
        return ids.isEmpty()
                ? List.of()
                : handle.createQuery(ALL + " AND s.id IN (<ids>) ORDER BY s.name")
                        .bindList("ids", ids)
                        .map((row, context) -> of(row))
                        .list();
    }

    /**
     * Never built with this definition, or the clock has gone further than was planned for, or has been set back: then
     * what is stored does not say who is to be looked at.
     */
    boolean needsFull(Instant now) {
        return builtVersion != version
                || computedAt.isEmpty()
                || computedAt.get().isAfter(now)
                || plannedUntil.filter(end -> !end.isAfter(now)).isPresent();
    }

    /** Whether a refresh has something to do; after a failure always, if only to take the failure back. */
    boolean isBehind(Instant now) {
        return needsFull(now)
                || failure.isPresent()
                || sequence < hubSequence
                || recheckAt.filter(due -> !due.isAfter(now)).isPresent();
    }

    SegmentStatus status(Instant now) {
        SegmentStatus.State state = SegmentStatus.State.FRESH;
        if (failure.isPresent()) {
            state = SegmentStatus.State.FAILED;
        } else if (isBehind(now)) {
            state = SegmentStatus.State.STALE;
        }
        return new SegmentStatus(name, state, members, computedAt, hubSequence - sequence, failure);
    }

    private static SegmentRow of(ResultSet row) throws SQLException {
        String code = row.getString("error_code");
        String error = row.getString("error");
        return new SegmentRow(
                row.getInt("id"),
                row.getString("name"),
                row.getBytes("hash"),
                row.getInt("version"),
                row.getInt("built_version"),
                row.getLong("sequence"),
                row.getLong("hub_sequence"),
                moment(row, "computed_at"),
                moment(row, "recheck_at"),
                moment(row, "planned_until"),
                row.getLong("members"),
                code == null
                        ? Optional.empty()
                        : Optional.of(new SegmentStatus.Failure(ErrorCode.valueOf(code), error == null ? "" : error)));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class)).map(Moments::read);
    }
}
