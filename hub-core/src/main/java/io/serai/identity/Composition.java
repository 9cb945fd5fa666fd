package io.serai.identity;

import java.util.List;
import java.util.Optional;

/**
 * How a profile holds together: the strongest links that are enough to tie all of its records.
 *
 * @param ties in the order of their strength, so the last is the weakest; without it the profile would fall apart
 */
public record Composition(long profileId, List<Tie> ties) {
    public Composition {
        ties = List.copyOf(ties);
    }

    /**
     * One link.
     *
     * @param kind {@code decision}, the namespace of a shared value, or {@code weight}
     * @param weight in bits, for a link by weight
     */
    public record Tie(long one, long other, String kind, Optional<Double> weight) {}

    /** What would break first; empty for a profile of one record. */
    public Optional<Tie> weakest() {
        return ties.isEmpty() ? Optional.empty() : Optional.of(ties.get(ties.size() - 1));
    }
}
