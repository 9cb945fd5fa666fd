package io.serai.segment;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A named set of profiles: those that meet a condition.
 *
 * @param description for people; empty if none was given
 * @param iab the unique id of the IAB Audience Taxonomy that it stands for
 */
public record SegmentDefinition(String name, String description, Optional<Integer> iab, Condition where) {
    /** The segments that the condition names, those of the segments it names left out. */
    public Set<String> segmentsUsed() {
        Set<String> used = new TreeSet<>();
        collect(where, used);
        return used;
    }

    private static void collect(Condition condition, Set<String> used) {
        if (condition instanceof Condition.InSegment other) {
            used.add(other.segment());
        } else {
            condition.parts().forEach(part -> collect(part, used));
        }
    }
}
