package io.serai.trait;

import io.serai.schema.ValueType;
import io.serai.segment.SegmentStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * How a computed trait stands.
 *
 * @param filled how many profiles had a value at {@code computedAt}
 * @param computedAt empty before it was computed as it is defined now
 * @param lag units of work committed since its values were right
 * @param error why the last try failed; it is tried again at every refresh
 */
public record TraitStatus(
        String name,
        ValueType type,
        SegmentStatus.State state,
        long filled,
        Optional<Instant> computedAt,
        long lag,
        Optional<SegmentStatus.Failure> error) {}
