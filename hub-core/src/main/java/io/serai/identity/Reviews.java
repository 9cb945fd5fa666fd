package io.serai.identity;

import io.serai.error.SeraiException;
import io.serai.profile.SubjectStore.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Possible matches for people to decide: pairs that are compared and weigh enough to be looked at, but are in two
 * profiles. The queue is not stored: it is what the records say now, so it is the same whatever came first, and a pair
 * leaves it when somebody decides or a record says something else. Thread-safe.
 */
public final class Reviews {
    private static final int PAGE = 200;

    private final Identity identity;

    public Reviews(Identity identity) {
        this.identity = identity;
    }

    /**
     * A pair of records.
     *
     * @param one a subject's number
     * @param weight in bits; {@code linkAt} or more if they are linked but were kept apart
     */
    public record Possible(long one, long profile, long other, long otherProfile, double weight) {}

    /**
     * Some of the queue.
     *
     * @param pairs heaviest first
     * @param next where to go on; 0 at the end
     */
    public record Page(List<Possible> pairs, long next) {
        public Page {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * Goes through the records after a number until {@code limit} pairs or more are found.
     *
     * @param after 0 to begin
     * @throws SeraiException NOT_MATCHED if no records are weighed
     */
    public Page list(long after, int limit) {
        identity.rules().requireMatch();
        List<Possible> found = new ArrayList<>();
        long at = after;
        boolean more = true;
        while (more && found.size() < limit) {
            Page page = page(at);
            found.addAll(page.pairs());
            at = page.next();
            more = at != 0;
        }
        found.sort(Comparator.comparingDouble(Possible::weight).reversed().thenComparingLong(Possible::one));
        return new Page(found, at);
    }

    private Page page(long after) {
        return identity.work((handle, work) -> {
            List<Stored> page = identity.subjects().page(handle, after, PAGE);
            if (page.isEmpty()) {
                work.discard();
                return new Page(List.of(), 0);
            }
            List<Stored> live =
                    page.stream().filter(stored -> stored.profileId() != 0).toList();
            List<Lookalikes.Likely> likely =
                    work.lookalikes(handle).orElseThrow().likely(live);
            Set<Pair> decided = DecisionStore.decided(
                    handle,
                    live.stream().map(stored -> stored.member().recordKey()).toList());
            work.discard();
            List<Possible> pairs = likely.stream()
                    .filter(pair -> !decided.contains(pair.pair()))
                    .map(Lookalikes.Likely::possible)
                    .toList();
            return new Page(pairs, page.get(page.size() - 1).member().id());
        });
    }

    /** What a person makes of a possible match. */
    public enum Verdict {
        ACCEPT,
        REFUSE,
        DEFER
    }
}
