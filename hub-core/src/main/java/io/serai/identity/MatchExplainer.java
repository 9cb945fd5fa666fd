package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Composition.Tie;
import io.serai.profile.Member;
import io.serai.profile.SubjectStore.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Answers why two records are one person or not, how a profile holds together, and what another threshold would make of
 * it. Everything is computed anew by the functions that made the profiles. Thread-safe.
 */
public final class MatchExplainer {
    private final Identity identity;

    public MatchExplainer(Identity identity) {
        this.identity = identity;
    }

    /**
     * Why two records are one person, or why not.
     *
     * @param one a subject's number
     * @throws SeraiException NOT_FOUND
     */
    public PairExplanation why(long one, long other) {
        return identity.database().inTransaction(handle -> {
            Map<Long, Stored> found = new HashMap<>();
            identity.subjects()
                    .ofIds(handle, List.of(one, other))
                    .forEach(stored -> found.put(stored.member().id(), stored));
            return why(handle, require(found, one), require(found, other));
        });
    }

    private static Stored require(Map<Long, Stored> found, long subject) {
        return Optional.ofNullable(found.get(subject))
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND,
                        "There is no record " + subject + "; 'serai profile explain' lists a person's records."));
    }

    private PairExplanation why(Handle handle, Stored one, Stored other) {
        return new PairExplainer(identity, handle, hash -> isGeneric(handle, hash)).why(one, other);
    }

    private boolean isGeneric(Handle handle, Hash hash) {
        return !identity.subjects()
                .present(handle, List.of(hash), "generic_identifier", "hash")
                .isEmpty();
    }

    /** How a live profile, or the one an old number now stands for, holds together; empty if there is none. */
    public Optional<Composition> how(long profileId) {
        return identity.database()
                .inTransaction(handle -> identity.profiles()
                        .resolve(handle, profileId)
                        .map(live -> new Composition(live, spanning(ties(handle, live)))));
    }

    /** All links within a profile, strongest first. */
    private List<Tie> ties(Handle handle, long profile) {
        List<Stored> members = identity.subjects().ofProfiles(handle, List.of(profile)).stream()
                .sorted(Comparator.comparing(stored -> stored.member().recordKey()))
                .toList();
        List<Tie> ties = new ArrayList<>();
        for (int one = 0; one < members.size(); one++) {
            for (int other = one + 1; other < members.size(); other++) {
                strongest(why(handle, members.get(one), members.get(other))).ifPresent(ties::add);
            }
        }
        List<String> order = new ArrayList<>(List.of("decision"));
        identity.rules().rules().forEach(rule -> order.add(rule.namespace()));
        order.add("weight");
        ties.sort(Comparator.<Tie>comparingInt(tie -> order.indexOf(tie.kind()))
                .thenComparingDouble(tie -> -tie.weight().orElse(0.0)));
        return ties;
    }

    private static Optional<Tie> strongest(PairExplanation pair) {
        if (pair.decision().filter("must"::equals).isPresent()) {
            return Optional.of(new Tie(pair.one(), pair.other(), "decision", Optional.empty()));
        }
        return pair.shared().stream()
                .filter(value -> !value.isGeneric())
                .findFirst()
                .map(value -> new Tie(pair.one(), pair.other(), value.namespace(), Optional.empty()))
                .or(() -> pair.comparison()
                        .filter(PairExplanation::isLink)
                        .map(weighed -> new Tie(
                                pair.one(),
                                pair.other(),
                                "weight",
                                Optional.of(weighed.waterfall().weight()))));
    }

    /** Those that tie records not tied by stronger ones. */
    private static List<Tie> spanning(List<Tie> ties) {
        Map<Long, Long> parent = new HashMap<>();
        List<Tie> kept = new ArrayList<>();
        for (Tie tie : ties) {
            long one = root(parent, tie.one());
            long other = root(parent, tie.other());
            if (one != other) {
                parent.put(other, one);
                kept.add(tie);
            }
        }
        return kept;
    }

    private static long root(Map<Long, Long> parent, long subject) {
        long at = subject;
        while (parent.containsKey(at)) {
            at = parent.getOrDefault(at, at);
        }
        return at;
    }

    /**
     * The people that a profile's records, and whom they would be linked to, would be if another weight made a link.
     * Nothing is kept of it.
     *
     * @return the subjects of each, by number
     * @throws SeraiException NOT_FOUND, or NOT_MATCHED if no records are weighed
     */
    public List<List<Long>> whatIf(long profileId, double linkAt) {
        identity.rules().requireMatch();
        return identity.work((handle, work) -> {
            List<Touched> members = identity.subjects().ofProfiles(handle, List.of(profileId)).stream()
                    .map(Touched::again)
                    .toList();
            if (members.isEmpty()) {
                throw new SeraiException(ErrorCode.NOT_FOUND, "There is no live profile " + profileId + ".");
            }
            Resolution resolution = work.resolveAt(members, linkAt);
            work.discard();
            return resolution.profiles().stream()
                    .map(profile ->
                            profile.members().stream().map(Member::id).sorted().toList())
                    .toList();
        });
    }
}
