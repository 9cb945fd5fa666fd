package io.serai.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a unit of work does to identity.
 *
 * @param profiles the profiles to write, with all their members
 * @param moved the new profile of each stored subject that changes its profile, by the subject's number
 * @param gone stored profiles that end: the survivor they redirect to, 0 for none
 * @param changes merges and splits of stored profiles
 */
public record Resolution(
        List<ResolvedProfile> profiles, Map<Long, Long> moved, Map<Long, Long> gone, List<IdentityChange> changes) {

    /** Nothing changes. */
    public static final Resolution NOTHING = new Resolution(List.of(), Map.of(), Map.of(), List.of());

    /** The same of these profiles only; who moves is among them whole. */
    Resolution about(Collection<Long> some) {
        return new Resolution(
                profiles.stream().filter(profile -> some.contains(profile.id())).toList(), moved, gone, changes);
    }

    /** A merge into, or a split from, a stored profile; {@code subjects} are the numbers of those that moved. */
    public record IdentityChange(Kind kind, long profileId, long otherId, List<Long> subjects) {
        /** The profile the subjects left. */
        long from() {
            return kind == Kind.MERGE ? otherId : profileId;
        }

        /** The profile they came to. */
        long to() {
            return kind == Kind.MERGE ? profileId : otherId;
        }
    }

    /** What happened to a profile. */
    public enum Kind {
        MERGE,
        SPLIT
    }
}
