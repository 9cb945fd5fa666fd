package io.serai.segment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a profile is in a segment or not.
 *
 * @param memberSince when it entered, by the last refresh; empty if it is no member
 * @param verdict what holds now
 * @param nextChange the moment before which time alone changes nothing of it; empty if it never does
 */
public record SegmentExplanation(
        String segment,
        long profileId,
        Instant at,
        Optional<Instant> memberSince,
        Verdict verdict,
        Optional<Instant> nextChange) {
    /**
     * A condition, whether it holds for the profile, and the same for the conditions it is made of.
     *
     * @param value what it was asked of, as text; empty if absent, and for conditions made of others
     */
    public record Verdict(String condition, boolean holds, Optional<String> value, List<Verdict> parts) {
        public Verdict {
            parts = List.copyOf(parts);
        }
    }
}
