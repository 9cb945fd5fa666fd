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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

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

    /**
     * Every count and the sample in one scan, which sees one state of everything.
     *
     * @param others joined to the compiled segment
     */
    SegmentPreview preview(Others others) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        Column column = sql -> columns.computeIfAbsent(sql, any -> columns.size() + 3);
        number(compiled.root(), Optional.empty(), column);
        List<Shared> shared = IntStream.range(0, others.rows().size())
                .mapToObj(index -> shared(others, index, column))
                .toList();
        String sums = columns.keySet().stream()
                .map(expression -> "COUNT(CASE WHEN " + expression + " THEN 1 END)")
                .collect(Collectors.joining(", "));
        String sample = "GROUP_CONCAT(CASE WHEN " + compiled.member() + " THEN p.id END LIMIT " + SAMPLE + ")";
        return bound("SELECT COUNT(*), " + sample + ", " + sums + compiled.from(Scope.EVERYONE))
                .map((row, context) -> {
                    Count counts =
                            number(compiled.root(), Optional.empty(), column).read(row);
                    List<SegmentPreview.Overlap> overlaps = new ArrayList<>();
                    for (Shared other : shared) {
                        overlaps.add(other.read(row));
                    }
                    return new SegmentPreview(
                            now, counts.profiles(), row.getLong(1), ids(row.getString(2)), counts, overlaps);
                })
                .one();
    }

    /** Another segment with the columns of its counts. */
    private record Shared(SegmentRow segment, int members, int both) {
        SegmentPreview.Overlap read(ResultSet row) throws SQLException {
            return new SegmentPreview.Overlap(
                    segment.name(), segment.computedAt(), row.getLong(members), row.getLong(both));
        }
    }

    private Shared shared(Others others, int index, Column column) {
        String has = others.has(index);
        return new Shared(
                others.rows().get(index), column.of(has), column.of("(" + compiled.member() + " AND " + has + ")"));
    }

    private static List<Long> ids(@Nullable String joined) {
        return joined == null
                ? List.of()
                : Arrays.stream(joined.split(",")).map(Long::valueOf).sorted().toList();
    }

    /** Which column of the answer an expression is counted in; equal ones share one. */
    private interface Column {
        int of(String sql);
    }

    /** A condition with the columns of its counts. */
    private record Numbered(Compiled node, int profiles, Optional<Integer> left, List<Numbered> parts) {
        Count read(ResultSet row) throws SQLException {
            List<Count> counts = new ArrayList<>();
            for (Numbered part : parts) {
                counts.add(part.read(row));
            }
            Optional<Long> kept = left.isPresent() ? Optional.of(row.getLong(left.get())) : Optional.empty();
            return new Count(node.condition().describe(), row.getLong(profiles), kept, counts);
        }
    }

    /** @param together for a part of an {@code all}, it and the parts before it */
    private static Numbered number(Compiled node, Optional<String> together, Column column) {
        int profiles = column.of(node.sql());
        Optional<Integer> left = together.map(column::of);
        List<Numbered> parts = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (Compiled part : node.parts()) {
            before.add(part.sql());
            Optional<String> all = among(node).map(joint -> joined(before, joint));
            parts.add(number(part, all, column));
        }
        return new Numbered(node, profiles, left, parts);
    }

    /** As the compiler joins them, so that the last is the whole and the first is the part. */
    private static String joined(List<String> parts, String joint) {
        return parts.size() == 1 ? parts.get(0) : parts.stream().collect(Collectors.joining(joint, "(", ")"));
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
        return handle.createQuery(EventPass.of(sql, limit))
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bindMap(compiled.parameters())
                .bind("now", Moments.sql(now));
    }
}
