package io.serai.connector;

import java.util.Set;

/**
 * What a destination can do.
 *
 * @param maxMembers most members of one delivery or one snapshot page
 */
public record Capabilities(Set<SyncMode> modes, int maxMembers) {
    public Capabilities {
        modes = Set.copyOf(modes);
    }
}
