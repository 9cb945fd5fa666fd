package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.profile.Member;
import java.util.List;
import java.util.Map;

/** What a match model says of the subjects of one {@link Partition}. Not thread-safe. */
final class Likeness {
    private final MatchRules rules;
    private final Lookalikes lookalikes;
    private final Map<Hash, Member> members;
    private final List<Lookalikes.Edge> edges;

    /** @param edges the links among these members */
    Likeness(MatchRules rules, Lookalikes lookalikes, Map<Hash, Member> members, List<Lookalikes.Edge> edges) {
        this.rules = rules;
        this.lookalikes = lookalikes;
        this.members = members;
        this.edges = edges;
    }

    MatchRules rules() {
        return rules;
    }

    List<Lookalikes.Edge> edges() {
        return edges;
    }

    /** The weight of a pair in bits; minus infinity if it is ruled out. */
    double weight(Hash one, Hash other) {
        return lookalikes.bond(member(one), member(other));
    }

    /** Subjects of one kind say the same wherever a veto looks. */
    int kindOf(Hash subject) {
        return lookalikes.kindOf(member(subject));
    }

    /** Whether subjects of these kinds may never be one person. */
    boolean isRuledOut(int one, int other) {
        return lookalikes.isRuledOut(one, other);
    }

    private Member member(Hash recordKey) {
        Member member = members.get(recordKey);
        if (member == null) {
            throw new IllegalStateException("the partition made a subject up");
        }
        return member;
    }
}
