package io.serai.segment;

import java.time.Instant;
import java.util.List;

/**
 * What a definition would select now.
 *
 * @param members how many profiles
 * @param sample the ids of a few of them
 * @param conditions the conditions the definition is made of at its top, each with the number that meets it alone
 */
public record SegmentPreview(Instant at, long members, List<Long> sample, List<ConditionCount> conditions) {
    public SegmentPreview {
        sample = List.copyOf(sample);
        conditions = List.copyOf(conditions);
    }

    /** What building a definition would do to the members its name has now. */
    public record Difference(long before, long entered, long exited) {}

    /** How many profiles meet a condition. */
    public record ConditionCount(String condition, long profiles) {}
}
