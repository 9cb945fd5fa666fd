package io.serai.segment;

import io.serai.store.Database;
import io.serai.store.Moments;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Who is in segments, who came and went, and where to. Reads only; thread-safe. */
public final class SegmentHistory {
    private final Database database;

    public SegmentHistory(Database database) {
        this.database = database;
    }

    /** A profile in a segment. */
    public record Member(long profileId, Instant since) {}

    /** A segment a profile is in. */
    public record Membership(String segment, Instant since) {}

    /**
     * A profile that entered or exited a segment.
     *
     * @param id grows with time within a segment
     */
    public record Change(long id, long profileId, boolean entered, Instant at) {}

    /**
     * How a day changed a segment.
     *
     * @param members at its end, in UTC
     */
    public record Day(LocalDate day, long entered, long exited, long members) {}

    /**
     * Where those went who left a segment, or came from who entered it.
     *
     * @param profiles how many of them entered (or left) the other segment in the same days
     */
    public record Flow(String segment, long profiles) {}

    /** The members of the ids after one, in the order of their ids. */
    public List<Member> members(String segment, long after, int most) {
        return list(
                "SELECT m.profile_id, m.since FROM membership m JOIN segment s ON s.id = m.segment_id"
                        + " WHERE s.name = :segment AND m.profile_id > :after ORDER BY m.profile_id LIMIT :most",
                Map.<String, Object>of("segment", segment, "after", after, "most", most),
                (row, context) -> new Member(row.getLong(1), moment(row.getObject(2, LocalDateTime.class))));
    }

    /** The segments a profile is in, by name. */
    public List<Membership> memberships(long profileId) {
        return list(
                "SELECT s.name, m.since FROM membership m JOIN segment s ON s.id = m.segment_id"
                        + " WHERE m.profile_id = :profile ORDER BY s.name",
                Map.<String, Object>of("profile", profileId),
                (row, context) -> new Membership(row.getString(1), moment(row.getObject(2, LocalDateTime.class))));
    }

    /** The changes after one, in the order in which they happened. */
    public List<Change> changes(String segment, long after, int most) {
        return list(
                "SELECT c.id, c.profile_id, c.kind = 'entered', c.changed_at FROM membership_change c"
                        + " JOIN segment s ON s.id = c.segment_id"
                        + " WHERE s.name = :segment AND c.id > :after ORDER BY c.id LIMIT :most",
                Map.<String, Object>of("segment", segment, "after", after, "most", most),
                (row, context) -> new Change(
                        row.getLong(1),
                        row.getLong(2),
                        row.getBoolean(3),
                        moment(row.getObject(4, LocalDateTime.class))));
    }

    /** Every day from one to another, both included, with or without changes. */
    public List<Day> days(String segment, LocalDate first, LocalDate last) {
        return database.read(handle -> {
            Map<LocalDate, long[]> changed = new LinkedHashMap<>();
            handle.createQuery("SELECT DATE(c.changed_at), SUM(c.kind = 'entered'), SUM(c.kind = 'exited')"
                            + " FROM membership_change c JOIN segment s ON s.id = c.segment_id"
                            + " WHERE s.name = :segment AND c.changed_at >= :from AND c.changed_at < :to GROUP BY 1")
                    .bind("segment", segment)
                    .bind("from", start(first))
                    .bind("to", start(last.plusDays(1)))
                    .map((row, context) -> changed.put(
                            row.getObject(1, Date.class).toLocalDate(), new long[] {row.getLong(2), row.getLong(3)}))
                    .list();
            long members = membersBefore(handle, segment, first);
            List<Day> days = new ArrayList<>();
            for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                long[] counts = changed.getOrDefault(day, new long[2]);
                members += counts[0] - counts[1];
                days.add(new Day(day, counts[0], counts[1], members));
            }
            return days;
        });
    }

    private static long membersBefore(Handle handle, String segment, LocalDate day) {
        return handle.createQuery("SELECT COALESCE(SUM(IF(c.kind = 'entered', 1, -1)), 0) FROM membership_change c"
                        + " JOIN segment s ON s.id = c.segment_id WHERE s.name = :segment AND c.changed_at < :from")
                .bind("segment", segment)
                .bind("from", start(day))
                .mapTo(Long.class)
                .one();
    }

    /** Which other segments those entered who exited this one in these days, those with most first. */
    public List<Flow> exits(String segment, LocalDate first, LocalDate last) {
        return flow(segment, "exited", "entered", first, last);
    }

    /** Which other segments those exited who entered this one in these days, those with most first. */
    public List<Flow> entries(String segment, LocalDate first, LocalDate last) {
        return flow(segment, "entered", "exited", first, last);
    }

    private List<Flow> flow(String segment, String here, String there, LocalDate first, LocalDate last) {
        return list(
                "SELECT o.name, COUNT(DISTINCT d.profile_id) FROM segment s"
                        + " JOIN membership_change c ON c.segment_id = s.id AND c.kind = :here"
                        + " JOIN membership_change d ON d.profile_id = c.profile_id AND d.kind = :there"
                        + " JOIN segment o ON o.id = d.segment_id AND o.id <> s.id"
                        + " WHERE s.name = :segment AND c.changed_at >= :from AND c.changed_at < :to"
                        + " AND d.changed_at >= :from AND d.changed_at < :to GROUP BY o.name ORDER BY 2 DESC, 1",
                Map.<String, Object>of(
                        "segment", segment,
                        "here", here,
                        "there", there,
                        "from", start(first),
                        "to", start(last.plusDays(1))),
                (row, context) -> new Flow(row.getString(1), row.getLong(2)));
    }

    private <T> List<T> list(String sql, Map<String, Object> values, RowMapper<T> mapper) {
        return database.read(
                handle -> handle.createQuery(sql).bindMap(values).map(mapper).list());
    }

    private static String start(LocalDate day) {
        return Moments.sql(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static Instant moment(LocalDateTime time) {
        return Moments.read(time);
    }
}
