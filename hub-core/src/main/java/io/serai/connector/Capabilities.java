package io.serai.connector;

import java.util.Set;

/**
 * What a destination can do.
 *
 * @param maxMembers most members of one delivery or one snapshot page
 * @param asynchronous it may answer with {@link Outcome.Pending}
 */
public record Capabilities(Set<SyncMode> modes, int maxMembers, boolean asynchronous) {
    public Capabilities {
        modes = Set.copyOf(modes);
    }

    /** Those of a destination that answers at once. */
    public Capabilities(Set<SyncMode> modes, int maxMembers) {
        this(modes, maxMembers, false);
    }
}
