package io.serai.identity;

import io.serai.profile.Member;
import java.util.List;

/**
 * A profile as it is to be after a unit of work.
 *
 * @param isNew whether no row with this number was ever stored; a number that comes back after a split has one
 * @param divided whether a link out of it was refused
 */
public record ResolvedProfile(long id, List<Member> members, boolean isNew, boolean divided) {
    public ResolvedProfile {
        members = List.copyOf(members);
    }
}
