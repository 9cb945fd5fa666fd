package io.serai.connector;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a destination can do.
 *
 * @param maxMembers most members of one delivery or one snapshot page
 * @param asynchronous it may answer with {@link Outcome.Pending}
 * @param erases it takes {@link Operation#ERASE}
 * @param refreshAfter how long after it was told of a member it wants to be told again, before it forgets; empty if it
 *     does not forget
 */
public record Capabilities(
        Set<SyncMode> modes, int maxMembers, boolean asynchronous, boolean erases, Optional<Duration> refreshAfter) {
    public Capabilities {
        modes = Set.copyOf(modes);
    }

    /** Those of a destination that answers at once, erases nobody and forgets nobody. */
    public Capabilities(Set<SyncMode> modes, int maxMembers) {
        this(modes, maxMembers, false, false, Optional.empty());
    }
}
