package io.serai.group;

import java.util.List;

/**
 * A household or an account as it stands.
 *
 * @param id of 32 hexadecimal digits: a keyed hash of what its members share, the same for as long as they share it
 * @param by what they share, such as {@code postcode + street + surname}
 * @param profiles how many share it
 * @param isInstitution whether so many share it that it is no group; it has no members then
 * @param members some of their ids, smallest first
 */
public record Group(String id, String by, long profiles, boolean isInstitution, List<Long> members) {
    public Group {
        members = List.copyOf(members);
    }
}
