package io.serai.segment;

import io.serai.segment.SegmentExplanation.Verdict;
import io.serai.segment.SegmentPreview.ConditionCount;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/** Asks a compiled segment questions that write nothing. */
final class SegmentQuery {
    private static final int SAMPLE = 10;

    private final Handle handle;
    private final CompiledSegment compiled;
    private final Instant now;

    SegmentQuery(Handle handle, CompiledSegment compiled, Instant now) {
        this.handle = handle;
        this.compiled = compiled;
        this.now = now;
    }

    SegmentPreview preview() {
        List<Compiled> parts = compiled.root().parts();
        String sums = parts.stream().map(part -> ", SUM(" + part.sql() + ")").collect(Collectors.joining());
        SegmentPreview counted = bound("SELECT SUM(" + compiled.member() + ")" + sums + compiled.from(Scope.EVERYONE))
                .map((row, context) -> new SegmentPreview(now, row.getLong(1), List.of(), counts(parts, row)))
                .one();
        return new SegmentPreview(now, counted.members(), members(SAMPLE), counted.conditions());
    }

    private static List<ConditionCount> counts(List<Compiled> parts, ResultSet row) throws SQLException {
        List<ConditionCount> counts = new ArrayList<>();
        for (int index = 0; index < parts.size(); index++) {
            String condition = parts.get(index).condition().describe();
            counts.add(new ConditionCount(condition, row.getLong(index + 2)));
        }
        return counts;
    }

    /** Who would enter and exit a segment of this name. */
    SegmentPreview.Difference compare(String segment) {
        long before = handle.createQuery(
                        "SELECT COUNT(*) FROM membership m JOIN segment s ON s.id = m.segment_id" + " WHERE s.name = ?")
                .bind(0, segment)
                .mapTo(Long.class)
                .one();
        String current = " p.id IN (SELECT m.profile_id FROM membership m JOIN segment s ON s.id = m.segment_id"
                + " WHERE s.name = :segment)";
        return bound("SELECT COALESCE(SUM(" + compiled.member() + "), 0), COALESCE(SUM(" + compiled.member() + " AND"
                        + current + "), 0)" + compiled.from(Scope.EVERYONE))
                .bind("segment", segment)
                .map((row, context) ->
                        new SegmentPreview.Difference(before, row.getLong(1) - row.getLong(2), before - row.getLong(2)))
                .one();
    }

    /** The members of the lowest ids. */
    List<Long> members(int limit) {
        return bound("SELECT p.id" + compiled.from(Scope.EVERYONE) + " AND " + compiled.member()
                        + " ORDER BY p.id LIMIT " + limit)
                .mapTo(Long.class)
                .list();
    }

    /** Which conditions hold for one profile; empty if it is not live. */
    Optional<Verdict> verdict(long profileId) {
        List<String> expressions = new ArrayList<>();
        collect(compiled.root(), expressions);
        return bound("SELECT " + String.join(", ", expressions) + compiled.from(Scope.ONE))
                .bind("profile", profileId)
                .map((row, context) -> verdict(compiled.root(), row, new int[] {0}))
                .findOne();
    }

    private static void collect(Compiled node, List<String> expressions) {
        expressions.add(node.sql());
        node.parts().forEach(part -> collect(part, expressions));
    }

    /** Reads the columns in the order in which {@link #collect} wrote them. */
    private static Verdict verdict(Compiled node, ResultSet row, int[] column) throws SQLException {
        boolean holds = row.getBoolean(++column[0]);
        List<Verdict> parts = new ArrayList<>();
        for (Compiled part : node.parts()) {
            parts.add(verdict(part, row, column));
        }
        return new Verdict(node.condition().describe(), holds, parts);
    }

    static Optional<Instant> memberSince(Handle handle, String segment, long profileId) {
        return handle.createQuery("SELECT m.since FROM membership m JOIN segment s ON s.id = m.segment_id"
                        + " WHERE s.name = :name AND m.profile_id = :profile")
                .bind("name", segment)
                .bind("profile", profileId)
                .map((row, context) -> Moments.read(row.getObject(1, LocalDateTime.class)))
                .findOne();
    }

    private Query bound(String sql) {
        return handle.createQuery(sql)
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bindMap(compiled.parameters())
                .bind("now", Moments.sql(now));
    }
}
