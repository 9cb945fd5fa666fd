package io.serai.segment;

import io.serai.store.Moments;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Moves several segments at once, in the caller's transaction: those in the same need share one build. */
final class SegmentPass {
    /** As many joins as one statement gets, well below what the server can take. */
    private static final int MOST_JOINS = SegmentReader.MAX_TABLES;

    private final Handle handle;
    private final Map<String, CompiledSegment> segments;
    private final Clock clock;

    /** @param segments those that there are, by name */
    SegmentPass(Handle handle, Map<String, CompiledSegment> segments, Clock clock) {
        this.handle = handle;
        this.segments = segments;
        this.clock = clock;
    }

    /**
     * Which segments may share a pass: as many as one statement can ask about, in the order of their names. Those that are
     * to stay alone do, and so do those in which places are asked for, as any change is about everyone there.
     */
    static List<List<String>> groups(
            Collection<String> names, Map<String, CompiledSegment> segments, Predicate<String> alone) {
        List<List<String>> groups = new ArrayList<>();
        List<String> group = new ArrayList<>();
        int joins = 0;
        for (String name : names.stream().sorted().toList()) {
            CompiledSegment segment = Objects.requireNonNull(segments.get(name));
            if (segment.ranked() || alone.test(name)) {
                groups.add(List.of(name));
                continue;
            }
            joins += segment.joins();
            if (group.size() == SegmentBuild.MOST_SEGMENTS || joins > MOST_JOINS) {
                groups.add(group);
                group = new ArrayList<>();
                joins = segment.joins();
            }
            group.add(name);
        }
        groups.add(group);
        groups.removeIf(List::isEmpty);
        return groups;
    }

    /**
     * Brings segments up to date, as far as they are behind.
     *
     * @param forced whether to look at everyone, whatever their state
     * @return what was done; nothing of a segment that another hub has another definition of
     */
    List<SegmentDelta> refresh(List<String> names, boolean forced) {
        List<SegmentRow> rows = lock(names);
        Instant now = now();
        List<SegmentRow> anew =
                rows.stream().filter(row -> forced || row.needsFull(now)).toList();
        Map<Long, List<SegmentRow>> behind = rows.stream()
                .filter(row -> !anew.contains(row) && row.isBehind(now))
                .collect(Collectors.groupingBy(SegmentRow::sequence, TreeMap::new, Collectors.toList()));
        List<SegmentDelta> deltas = new ArrayList<>();
        if (!anew.isEmpty()) {
            deltas.addAll(build(anew, now, anew.get(0).hubSequence()).full());
        }
        behind.forEach((after, some) ->
                deltas.addAll(build(some, now, some.get(0).hubSequence()).incremental(after)));
        deltas.stream().filter(SegmentDelta::full).forEach(delta -> book(delta.segment(), now));
        return deltas;
    }

    /**
     * What profiles that were written in this transaction do to those of the segments that are built.
     *
     * @param sequence the unit of work that wrote them
     */
    List<SegmentDelta> foresee(List<String> names, long sequence) {
        List<SegmentRow> rows = lock(names);
        Instant now = now();
        List<SegmentRow> built =
                rows.stream().filter(row -> !row.needsFull(now)).toList();
        return built.isEmpty() ? List.of() : build(built, now, sequence).incremental(sequence - 1);
    }

    /** A hub with another configuration has a segment otherwise; the last one applied counts. */
    private List<SegmentRow> lock(List<String> names) {
        return SegmentRow.lock(handle, names).stream()
                .filter(row -> Arrays.equals(row.hash(), segment(row.name()).hash()))
                .toList();
    }

    private SegmentBuild build(List<SegmentRow> rows, Instant now, long sequence) {
        List<Condition> conditions =
                rows.stream().map(row -> segment(row.name()).root().condition()).toList();
        return new SegmentBuild(handle, rows, SegmentCompiler.compile(conditions), now, sequence);
    }

    private CompiledSegment segment(String name) {
        return Objects.requireNonNull(segments.get(name));
    }

    private void book(String name, Instant started) {
        handle.createUpdate("""
                        INSERT INTO run (kind, name, state, started_at, updated_at, finished_at, selected)
                        SELECT 'segment', name, 'finished', :started, :finished, :finished, members
                          FROM segment WHERE name = :name""")
                .bind("name", name)
                .bind("started", Moments.sql(started))
                .bind("finished", Moments.sql(now()))
                .execute();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
