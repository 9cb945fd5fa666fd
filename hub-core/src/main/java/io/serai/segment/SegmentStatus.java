package io.serai.segment;

import io.serai.error.ErrorCode;
import java.time.Instant;
import java.util.Optional;

/**
 * How a segment stands.
 *
 * @param members how many there were at {@code computedAt}
 * @param computedAt empty before the first build
 * @param lag ingest transactions committed since its members were right
 * @param error why the last try failed; it is tried again at every refresh
 */
public record SegmentStatus(
        String name, State state, long members, Optional<Instant> computedAt, long lag, Optional<Failure> error) {
    /** Whether the members shown are those of now. */
    public enum State {
        FRESH,
        /** Behind the profiles, the clock or the definition; the next refresh brings it up to date. */
        STALE,
        /** The last try failed; the members are those before it. */
        FAILED
    }

    /** Why a try failed. */
    public record Failure(ErrorCode code, String message) {}
}
