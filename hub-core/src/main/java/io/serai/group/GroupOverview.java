package io.serai.group;

import java.util.List;

/**
 * All groups of one level.
 *
 * @param groups how many there are of two profiles or more
 * @param institutions how many values are on so many profiles that they make no group
 * @param most a value on more profiles than this is an institution's
 * @param largest some of both, largest first
 */
public record GroupOverview(long groups, long institutions, int most, List<Size> largest) {
    public GroupOverview {
        largest = List.copyOf(largest);
    }

    /** How large a group is, or would be. */
    public record Size(String id, long profiles, boolean isInstitution) {}
}
