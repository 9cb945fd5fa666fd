package io.serai.segment;

import io.serai.segment.SegmentExplanation.Verdict;
import io.serai.segment.SegmentPreview.Count;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
    private final Duration limit;

    /** @param limit how long one statement may take; zero for no limit */
    SegmentQuery(Handle handle, CompiledSegment compiled, Instant now, Duration limit) {
        this.handle = handle;
        this.compiled = compiled;
        this.now = now;
        this.limit = limit;
    }

    /** Every count in one scan, which sees one state of everything. */
    SegmentPreview preview() {
        List<String> expressions = new ArrayList<>();
        collectCounts(compiled.root(), Optional.empty(), expressions);
        String sums = expressions.stream()
                .map(expression -> "COALESCE(SUM(" + expression + "), 0)")
                .collect(Collectors.joining(", "));
        SegmentPreview counted = bound("SELECT COUNT(*), " + sums + compiled.from(Scope.EVERYONE))
                .map((row, context) -> {
                    Count counts = count(compiled.root(), false, row, new int[] {1});
                    return new SegmentPreview(now, counts.profiles(), row.getLong(1), List.of(), counts);
                })
                .one();
        List<Long> sample = counted.members() == 0 ? List.of() : members(SAMPLE);
        return new SegmentPreview(now, counted.members(), counted.profiles(), sample, counted.counts());
    }

    /** @param together for a part of an {@code all}, the parts up to it */
    private static void collectCounts(Compiled node, Optional<String> together, List<String> expressions) {
        expressions.add(node.sql());
        together.ifPresent(expressions::add);
        List<String> before = new ArrayList<>();
        for (Compiled part : node.parts()) {
            before.add(part.sql());
            collectCounts(part, among(node).map(joint -> String.join(joint, before)), expressions);
        }
    }

    /** Reads the columns in the order in which {@link #collectCounts} wrote them. */
    private static Count count(Compiled node, boolean amongAll, ResultSet row, int[] column) throws SQLException {
        long profiles = row.getLong(++column[0]);
        Optional<Long> left = amongAll ? Optional.of(row.getLong(++column[0])) : Optional.empty();
        List<Count> parts = new ArrayList<>();
        for (Compiled part : node.parts()) {
            parts.add(count(part, among(node).isPresent(), row, column));
        }
        return new Count(node.condition().describe(), profiles, left, parts);
    }

    private static Optional<String> among(Compiled node) {
        return node.condition() instanceof Condition.All ? Optional.of(" AND ") : Optional.empty();
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
    List<Long> members(int most) {
        return bound("SELECT p.id" + compiled.from(Scope.EVERYONE) + " AND " + compiled.member()
                        + " ORDER BY p.id LIMIT " + most)
                .mapTo(Long.class)
                .list();
    }

    /** What holds for one profile, and until when; empty if it is not live. */
    Optional<SegmentExplanation> explain(String segment, long profileId, Optional<Instant> memberSince) {
        List<String> expressions = new ArrayList<>();
        collect(compiled.root(), expressions);
        return bound("SELECT " + compiled.recheckAt() + ", " + String.join(", ", expressions)
                        + compiled.from(Scope.ONE))
                .bind("profile", profileId)
                .map((row, context) -> {
                    Optional<Instant> next = Optional.ofNullable(row.getObject(1, LocalDateTime.class))
                            .map(Moments::read);
                    Verdict verdict = verdict(compiled.root(), row, new int[] {1});
                    return new SegmentExplanation(segment, profileId, now, memberSince, verdict, next);
                })
                .findOne();
    }

    private static void collect(Compiled node, List<String> expressions) {
        expressions.add(node.sql());
        node.value().ifPresent(expressions::add);
        node.parts().forEach(part -> collect(part, expressions));
    }

    /** Reads the columns in the order in which {@link #collect} wrote them. */
    private static Verdict verdict(Compiled node, ResultSet row, int[] column) throws SQLException {
        boolean holds = row.getBoolean(++column[0]);
        Optional<String> value =
                node.value().isPresent() ? Optional.ofNullable(row.getString(++column[0])) : Optional.empty();
        List<Verdict> parts = new ArrayList<>();
        for (Compiled part : node.parts()) {
            parts.add(verdict(part, row, column));
        }
        return new Verdict(node.condition().describe(), holds, value, parts);
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
                .setQueryTimeout((int) limit.toSeconds())
                .bindMap(compiled.parameters())
                .bind("now", Moments.sql(now));
    }
}
