package io.serai.identity;

import io.serai.profile.GoldenRecord;
import io.serai.profile.Member;
import java.time.Instant;
import java.util.List;

/**
 * Why a profile is one person, and why it shows what it shows.
 *
 * @param links the values its members share, strongest rule first
 * @param golden every trait with the record it came from
 * @param history merges and splits it took part in, oldest first
 */
public record Explanation(
        long profileId, List<Member> members, List<Link> links, GoldenRecord golden, List<Lineage> history) {

    /** The profile without the reasons. */
    public Shown shown() {
        return new Shown(profileId, members, golden);
    }

    /**
     * Something that holds members together.
     *
     * @param namespace the identifier's namespace, or {@code decision}
     * @param value the shared value; empty for a decision
     * @param subjects numbers of the members that share it
     */
    public record Link(String namespace, String value, List<Long> subjects) {}

    /**
     * A merge or split.
     *
     * @param id grows with time
     * @param subjects those that moved
     */
    public record Lineage(
            long id, Instant at, String kind, long profileId, long otherId, String cause, List<Long> subjects) {}
}
