package io.serai.segment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a profile is in a segment or not.
 *
 * @param memberSince when it entered, by the last refresh; empty if it is no member
 * @param verdict what holds now
 */
public record SegmentExplanation(
        String segment, long profileId, Instant at, Optional<Instant> memberSince, Verdict verdict) {
    /** A condition, whether it holds for the profile, and the same for the conditions it is made of. */
    public record Verdict(String condition, boolean holds, List<Verdict> parts) {
        public Verdict {
            parts = List.copyOf(parts);
        }
    }
}
