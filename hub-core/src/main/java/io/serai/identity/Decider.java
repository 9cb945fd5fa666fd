package io.serai.identity;

import io.serai.audit.Act;
import io.serai.audit.Audit;
import io.serai.audit.Origin;
import io.serai.crypto.Hash;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.Member;
import io.serai.profile.SubjectStore.Stored;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * People's decisions about who is who. A decision is an input like a record: it is stored, survives every re-run, and
 * the partition is recomputed around it; so an unmerge equals never having merged. Thread-safe.
 */
public final class Decider {
    private final Identity identity;
    private final Audit audit;

    public Decider(Identity identity) {
        this.identity = identity;
        this.audit = new Audit(identity.database(), identity.keyring(), identity.clock());
    }

    /**
     * Splits subjects off a profile: none of them may be grouped with any of the others again.
     *
     * @param subjects numbers of subjects of the profile, some but not all of them
     * @return what changed
     * @throws SeraiException NOT_FOUND or USAGE
     */
    public Resolution unmerge(long profileId, Collection<Long> subjects, Origin by, String reason) {
        Deed deed = new Deed(Act.UNMERGE, by, "profile " + profileId, reason);
        return decide(deed, handle -> apart(handle, profileId, subjects, by, reason));
    }

    /**
     * What {@link #unmerge} would come to; nothing is kept of it.
     *
     * @throws SeraiException NOT_FOUND or USAGE
     */
    public Resolution foresee(long profileId, Collection<Long> subjects, Origin by) {
        return identity.work((handle, work) -> {
            Resolution resolution = work.resolve(apart(handle, profileId, subjects, by, "").stream()
                    .map(Touched::again)
                    .toList());
            work.discard();
            return resolution;
        });
    }

    private List<Stored> apart(Handle handle, long profileId, Collection<Long> subjects, Origin by, String reason) {
        List<Stored> members = members(handle, profileId);
        Set<Long> off = new HashSet<>(subjects);
        List<Hash> left = keys(members, off, false);
        List<Hash> right = keys(members, off, true);
        if (right.size() != off.size() || left.isEmpty() || right.isEmpty()) {
            throw new SeraiException(
                    ErrorCode.USAGE,
                    "Name some, but not all, of the records of profile " + profileId
                            + "; 'serai profile explain' lists them.");
        }
        Instant now = identity.clock().instant();
        for (Hash one : left) {
            for (Hash other : right) {
                DecisionStore.record(handle, Pair.of(one, other), DecisionStore.Kind.CANNOT, by.actor(), reason, now);
            }
        }
        return members;
    }

    /**
     * Makes two profiles one person, whatever the rules say; decisions that kept them apart are withdrawn.
     *
     * @throws SeraiException NOT_FOUND or USAGE
     */
    public Resolution merge(long profileId, long otherId, Origin by, String reason) {
        return decide(new Deed(Act.MERGE, by, "profiles " + profileId + " and " + otherId, reason), handle -> {
            List<Stored> members = members(handle, profileId);
            List<Stored> others = members(handle, otherId);
            if (profileId == otherId) {
                throw new SeraiException(ErrorCode.USAGE, "Profile " + profileId + " is one person already.");
            }
            for (Stored one : members) {
                for (Stored other : others) {
                    DecisionStore.forget(
                            handle,
                            Pair.of(one.member().recordKey(), other.member().recordKey()));
                }
            }
            DecisionStore.record(
                    handle,
                    Pair.of(smallest(members), smallest(others)),
                    DecisionStore.Kind.MUST,
                    by.actor(),
                    reason,
                    identity.clock().instant());
            return java.util.stream.Stream.concat(members.stream(), others.stream())
                    .toList();
        });
    }

    /**
     * Decides about two records. A later decision about the same two takes the place of an earlier one.
     *
     * @param one a subject's number
     * @throws SeraiException NOT_FOUND or USAGE
     */
    public Resolution decide(long one, long other, Reviews.Verdict verdict, Origin by, String reason) {
        if (one == other) {
            throw new SeraiException(ErrorCode.USAGE, "Name two records, not one of them twice.");
        }
        return decide(new Deed(Act.REVIEW, by, "records " + one + " and " + other, reason), handle -> {
            List<Stored> both = identity.subjects().ofIds(handle, List.of(one, other)).stream()
                    .filter(stored -> stored.profileId() != 0)
                    .toList();
            if (both.size() < 2) {
                throw new SeraiException(
                        ErrorCode.NOT_FOUND,
                        "One of these records is not there, or not any more; 'serai identity review list' lists pairs.");
            }
            DecisionStore.Kind kind = switch (verdict) {
                case ACCEPT -> DecisionStore.Kind.MUST;
                case REFUSE -> DecisionStore.Kind.CANNOT;
                case DEFER -> DecisionStore.Kind.DEFERRED;
            };
            Pair pair = Pair.of(
                    both.get(0).member().recordKey(), both.get(1).member().recordKey());
            DecisionStore.record(
                    handle, pair, kind, by.actor(), reason, identity.clock().instant());
            return both;
        });
    }

    /** Writes decisions and answers the subjects they are about. */
    private interface Step {
        List<Stored> run(Handle handle);
    }

    /** What is done, and by whom. */
    private record Deed(Act act, Origin by, String target, String reason) {
        private String cause() {
            return act.name().toLowerCase(Locale.ROOT) + " by " + by.actor();
        }
    }

    private Resolution decide(Deed deed, Step step) {
        return identity.work((handle, work) -> {
            List<Touched> touched =
                    step.run(handle).stream().map(Touched::again).toList();
            Resolution resolution = work.resolve(touched);
            work.write(resolution, deed.cause(), Set.of());
            audit.append(handle, deed.by(), deed.act(), deed.target(), deed.reason());
            return resolution;
        });
    }

    private List<Stored> members(Handle handle, long profileId) {
        List<Stored> members = identity.subjects().ofProfiles(handle, List.of(profileId));
        if (members.isEmpty()) {
            throw new SeraiException(ErrorCode.NOT_FOUND, "There is no live profile " + profileId + ".");
        }
        return members;
    }

    private static List<Hash> keys(List<Stored> members, Set<Long> chosen, boolean isChosen) {
        return members.stream()
                .map(Stored::member)
                .filter(member -> chosen.contains(member.id()) == isChosen)
                .map(Member::recordKey)
                .toList();
    }

    private static Hash smallest(List<Stored> members) {
        return members.stream()
                .map(stored -> stored.member().recordKey())
                .min(java.util.Comparator.naturalOrder())
                .orElseThrow();
    }
}
