package io.serai.segment;

import io.serai.store.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** People, a clock and an engine over them, with what is stored of segments laid open. */
final class SegmentHub {
    final SegmentWorld world;
    final TestClock clock = new TestClock(Instant.parse("2026-11-24T09:30:15.123456Z"));
    final SegmentEngine engine;
    final RandomSegments random;

    SegmentHub(SegmentWorld world, SplittableRandom random, int people) {
        this.world = world;
        this.engine = new SegmentEngine(world.database, clock);
        this.random = new RandomSegments(random, clock.instant());
        world.write(java.util.stream.LongStream.rangeClosed(1, people)
                .mapToObj(this.random::person)
                .toList());
    }

    /** The members the store holds. */
    List<Long> members(String segment) {
        return ids(
                "SELECT m.profile_id FROM membership m JOIN segment s ON s.id = m.segment_id"
                        + " WHERE s.name = :segment ORDER BY 1",
                segment);
    }

    /** The members that follow from the log of those who entered and exited. */
    List<Long> replayed(String segment) {
        TreeSet<Long> members = new TreeSet<>();
        world.database
                .jdbi()
                .useHandle(handle -> changes(handle, segment).forEach((id, change) -> {
                    boolean sound = change.kind().equals("entered")
                            ? members.add(change.profile())
                            : members.remove(change.profile());
                    if (!sound) {
                        throw new AssertionError("change " + id + " of " + segment + " repeats what was so: " + change);
                    }
                }));
        return List.copyOf(members);
    }

    private record Change(String kind, long profile) {}

    private static TreeMap<Long, Change> changes(Handle handle, String segment) {
        TreeMap<Long, Change> changes = new TreeMap<>();
        handle.createQuery("SELECT c.id, c.kind, c.profile_id FROM membership_change c"
                        + " JOIN segment s ON s.id = c.segment_id WHERE s.name = :segment ORDER BY c.id")
                .bind("segment", segment)
                .map((row, context) -> changes.put(row.getLong(1), new Change(row.getString(2), row.getLong(3))))
                .list();
        return changes;
    }

    SegmentStatus status(String segment) {
        return engine.status().stream()
                .filter(status -> status.name().equals(segment))
                .findFirst()
                .orElseThrow();
    }

    List<Long> judged(Condition condition) {
        return SegmentJudge.members(condition, world.people(), clock.instant());
    }

    private List<Long> ids(String sql, String segment) {
        return world.database
                .jdbi()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("segment", segment)
                        .mapTo(Long.class)
                        .list());
    }
}
