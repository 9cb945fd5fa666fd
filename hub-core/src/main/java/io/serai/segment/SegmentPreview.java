package io.serai.segment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a definition would select now.
 *
 * @param members how many profiles
 * @param profiles how many there are in all
 * @param sample the ids of a few members
 * @param counts the definition and the conditions it is made of, each with the number that meets it
 * @param overlaps with the segments that were named, in their order
 */
public record SegmentPreview(
        Instant at, long members, long profiles, List<Long> sample, Count counts, List<Overlap> overlaps) {
    public SegmentPreview {
        sample = List.copyOf(sample);
        overlaps = List.copyOf(overlaps);
    }

    /**
     * How many members are in another segment too.
     *
     * @param computedAt when the other one's members were right; empty if they never were
     * @param members how many the other one has
     * @param both how many of them the definition selects
     */
    public record Overlap(String segment, Optional<Instant> computedAt, long members, long both) {}

    /** What building a definition would do to the members its name has now. */
    public record Difference(long before, long entered, long exited) {}

    /**
     * How many profiles meet a condition.
     *
     * @param left for a part of an {@code all}, how many meet it and every part before it: what it keeps of them; empty
     *     elsewhere
     */
    public record Count(String condition, long profiles, Optional<Long> left, List<Count> parts) {
        public Count {
            parts = List.copyOf(parts);
        }
    }
}
