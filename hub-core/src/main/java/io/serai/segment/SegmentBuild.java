package io.serai.segment;

import io.serai.store.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;

/**
 * Brings the members of segments up to date inside the caller's transaction, which holds their rows.
 *
 * <p>All conditions are evaluated at once, by one statement and so on one snapshot, into a temporary table in which each
 * segment has a bit of a word; who entered and who exited is the difference of that table and the memberships, taken in SQL.
 *
 * <p>Time works like this: with the verdict comes, for members and others alike, the first moment at which a condition on
 * time could change it ({@link CompiledSegment#recheckAt}). What comes due within {@link #AHEAD} is kept per profile, and a
 * profile whose moment has come is evaluated again with those that changed; when that time is over, everyone is looked at
 * once more. So the clock costs work only for the profiles it concerns, and few of them have to be written down.
 */
final class SegmentBuild {
    /** As many as a word of the store has bits. */
    static final int MOST_SEGMENTS = 64;

    /** How far ahead rechecks are written down. */
    static final Duration AHEAD = Duration.ofDays(1);

    /** Up to so many are looked up one by one, and beyond it if they are less than one in {@link #SHARE} of all. */
    private static final long FEW = 2_000;

    private static final long SHARE = 10;

    private final Handle handle;
    private final List<SegmentRow> rows;
    private final List<CompiledSegment> segments;
    private final Instant now;
    private final long sequence;
    private final Instant horizon;

    /**
     * @param rows of at most {@link #MOST_SEGMENTS} segments
     * @param segments what they are about, in the same order, compiled together
     * @param sequence read before this transaction reads any profile, so that nothing up to it is missed
     */
    SegmentBuild(Handle handle, List<SegmentRow> rows, List<CompiledSegment> segments, Instant now, long sequence) {
        this.handle = handle;
        this.rows = rows;
        this.segments = segments;
        this.now = now;
        this.sequence = sequence;
        this.horizon = now.plus(AHEAD);
    }

    /** Looks at every profile. */
    List<SegmentDelta> full() {
        begin();
        evaluate(Scope.EVERYONE);
        update("DELETE c FROM segment_pass b STRAIGHT_JOIN segment_recheck c ON c.segment_id = b.segment_id");
        update("UPDATE segment s JOIN segment_pass b ON b.segment_id = s.id"
                + " SET s.planned_until = CASE WHEN b.timed THEN :horizon END");
        return settle(Scope.EVERYONE, "segment_pass b STRAIGHT_JOIN membership m ON m.segment_id = b.segment_id");
    }

    /**
     * Looks at the profiles that changed after a sequence, and those the clock may have changed; at everyone if these are so
     * many that looking each up takes longer, or if places among all are asked for.
     */
    List<SegmentDelta> incremental(long after) {
        begin();
        long listed = list(after);
        boolean ranked = listed > 0 && segments.stream().anyMatch(CompiledSegment::ranked);
        if (ranked || (listed > FEW && listed * SHARE > profiles())) {
            return full();
        }
        evaluate(Scope.LISTED);
        update("DELETE c FROM segment_scope s STRAIGHT_JOIN segment_recheck c ON c.profile_id = s.profile_id"
                + " JOIN segment_pass b ON b.segment_id = c.segment_id");
        return settle(
                Scope.LISTED,
                "segment_scope s STRAIGHT_JOIN membership m ON m.profile_id = s.profile_id"
                        + " STRAIGHT_JOIN segment_pass b ON b.segment_id = m.segment_id");
    }

    private void begin() {
        temporary(
                "segment_pass",
                "segment_id INT NOT NULL PRIMARY KEY, bit BIGINT UNSIGNED NOT NULL, timed BOOLEAN NOT NULL");
        update("INSERT INTO segment_pass VALUES "
                + IntStream.range(0, rows.size())
                        .mapToObj(i -> "(" + rows.get(i).id() + ", 1 << " + i + ", "
                                + segments.get(i).dependsOnTime() + ")")
                        .collect(Collectors.joining(", ")));
    }

    private long list(long after) {
        temporary("segment_scope", "profile_id BIGINT NOT NULL PRIMARY KEY");
        try (var fill = bound("INSERT INTO segment_scope SELECT id FROM profile WHERE changed > :after"
                + " UNION SELECT c.profile_id FROM segment_pass b STRAIGHT_JOIN segment_recheck c"
                + " ON c.segment_id = b.segment_id AND c.recheck_at <= :now")) {
            return fill.bind("after", after).execute();
        }
    }

    private long profiles() {
        return handle.createQuery("SELECT COUNT(*) FROM profile")
                .mapTo(Long.class)
                .one();
    }

    /**
     * IGNORE, because within an INSERT a stored property that is no date, or a moment past the calendar's end, is an
     * error that one record would inflict on all; with it the value is NULL, which is to say absent.
     */
    private void evaluate(Scope scope) {
        temporary(
                "segment_verdict",
                "profile_id BIGINT NOT NULL PRIMARY KEY, members BIGINT UNSIGNED NOT NULL, due BIGINT UNSIGNED NOT NULL,"
                        + " recheck_at DATETIME(6) NULL");
        String recheckAt = CompiledSegment.earliest(segments.stream()
                .flatMap(segment -> segment.changes().stream())
                .distinct()
                .toList());
        // In the order written, which is that of the scope: the server would weigh the orders of dozens of tables.
        String select = "SELECT STRAIGHT_JOIN p.id, " + bits(CompiledSegment::member) + " AS members, "
                + bits(segment -> "COALESCE(" + segment.recheckAt() + " <= :horizon, FALSE)") + " AS due, " + recheckAt
                + " AS recheck_at" + segments.get(0).from(scope);
        update(EventPass.of("INSERT IGNORE INTO segment_verdict SELECT v.* FROM (" + select
                + ") v WHERE v.members <> 0 OR v.due <> 0"));
    }

    private String bits(Function<CompiledSegment, String> question) {
        return IntStream.range(0, segments.size())
                .mapToObj(i -> "(" + question.apply(segments.get(i)) + " << " + i + ")")
                .collect(Collectors.joining(" | "));
    }

    /** @param memberships those in question, as {@code m}, with their segments as {@code b} */
    private List<SegmentDelta> settle(Scope scope, String memberships) {
        temporary(
                "segment_difference",
                "segment_id INT NOT NULL, profile_id BIGINT NOT NULL, entered BOOLEAN NOT NULL,"
                        + " PRIMARY KEY (segment_id, profile_id)");
        long gone = update("INSERT INTO segment_difference SELECT m.segment_id, m.profile_id, FALSE FROM " + memberships
                + " LEFT JOIN segment_verdict v ON v.profile_id = m.profile_id AND v.members & b.bit <> 0"
                + " WHERE v.profile_id IS NULL");
        long come = update("INSERT INTO segment_difference SELECT b.segment_id, v.profile_id, TRUE"
                + " FROM segment_pass b STRAIGHT_JOIN segment_verdict v LEFT JOIN membership m"
                + " ON m.segment_id = b.segment_id AND m.profile_id = v.profile_id"
                + " WHERE v.members & b.bit <> 0 AND m.profile_id IS NULL");
        if (gone + come > 0) {
            update("INSERT INTO membership_change (segment_id, profile_id, kind, changed_at, sequence)"
                    + " SELECT segment_id, profile_id, IF(entered, 'entered', 'exited'), :now, :sequence"
                    + " FROM segment_difference");
            update("DELETE m FROM segment_difference d STRAIGHT_JOIN membership m ON m.segment_id = d.segment_id"
                    + " AND m.profile_id = d.profile_id WHERE NOT d.entered");
            update("INSERT INTO membership (segment_id, profile_id, since)"
                    + " SELECT segment_id, profile_id, :now FROM segment_difference WHERE entered");
        }
        update("INSERT INTO segment_recheck (segment_id, profile_id, recheck_at) SELECT b.segment_id, v.profile_id,"
                + " v.recheck_at FROM segment_pass b STRAIGHT_JOIN segment_verdict v WHERE v.due & b.bit <> 0");
        List<SegmentDelta> deltas = deltas(scope);
        // The connection goes back to a pool and would keep them.
        handle.execute(
                "DROP TEMPORARY TABLE IF EXISTS segment_pass, segment_scope, segment_verdict, segment_difference");
        return deltas;
    }

    private List<SegmentDelta> deltas(Scope scope) {
        String counts = "SELECT segment_id, SUM(entered) AS entered, SUM(NOT entered) AS exited"
                + " FROM segment_difference GROUP BY segment_id";
        update("UPDATE segment s JOIN segment_pass b ON b.segment_id = s.id LEFT JOIN (" + counts
                + ") d ON d.segment_id = s.id SET s.sequence = :sequence, s.computed_at = :now,"
                + " s.built_version = s.version, s.members = s.members + COALESCE(d.entered - d.exited, 0),"
                + " s.error_code = NULL, s.error = NULL");
        Map<Integer, long[]> counted = handle.createQuery(counts)
                .map((row, context) -> Map.entry(row.getInt(1), new long[] {row.getLong(2), row.getLong(3)}))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return rows.stream()
                .map(row -> {
                    long[] count = counted.getOrDefault(row.id(), new long[2]);
                    return new SegmentDelta(row.name(), count[0], count[1], scope == Scope.EVERYONE);
                })
                .toList();
    }

    /** Leaves the transaction open, unlike other statements that make tables. */
    private void temporary(String table, String columns) {
        handle.execute("CREATE OR REPLACE TEMPORARY TABLE " + table + " (" + columns + ")");
    }

    private long update(String sql) {
        try (var statement = bound(sql)) {
            return statement.execute();
        }
    }

    private Update bound(String sql) {
        return handle.createUpdate(sql)
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bindMap(segments.get(0).parameters())
                .bind("now", Moments.sql(now))
                .bind("horizon", Moments.sql(horizon))
                .bind("sequence", sequence);
    }
}
