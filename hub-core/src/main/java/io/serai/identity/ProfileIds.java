package io.serai.identity;

import io.serai.profile.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Keeps profile numbers through merges and splits. A stored profile's number goes to the group that holds most of its
 * former members (ties: the group with the smallest subject number); of several numbers that come to one group the
 * oldest lives on. A group that inherits none takes the smallest free number among its subjects' own, so a person split
 * off again gets back the number they had.
 */
final class ProfileIds {
    private final Predicate<Long> taken;
    private final LongSupplier fresh;

    /**
     * @param taken whether a live stored profile outside the groups at hand has this number
     * @param fresh a number never used before
     */
    ProfileIds(Predicate<Long> taken, LongSupplier fresh) {
        this.taken = taken;
        this.fresh = fresh;
    }

    /** The number of each group, in the groups' order; {@code former} gives members' stored profiles, 0 for none. */
    List<Long> assign(List<List<Member>> groups, Map<Long, Long> former) {
        Map<Long, Integer> heirs = heirs(groups, former);
        Map<Integer, Long> inherited = new HashMap<>();
        heirs.forEach((profile, group) -> inherited.merge(group, profile, Math::min));
        Set<Long> used = new HashSet<>(inherited.values());
        List<Long> ids = new ArrayList<>(groups.size());
        for (int group = 0; group < groups.size(); group++) {
            Long id = inherited.get(group);
            if (id == null) {
                id = own(groups.get(group), used);
                used.add(id);
            }
            ids.add(id);
        }
        return ids;
    }

    /** For each stored profile the group that inherits its number. */
    Map<Long, Integer> heirs(List<List<Member>> groups, Map<Long, Long> former) {
        Map<Long, Map<Integer, Integer>> overlaps = new HashMap<>();
        for (int group = 0; group < groups.size(); group++) {
            for (Member member : groups.get(group)) {
                long profile = former.getOrDefault(member.id(), 0L);
                if (profile != 0) {
                    overlaps.computeIfAbsent(profile, any -> new HashMap<>()).merge(group, 1, Integer::sum);
                }
            }
        }
        Map<Long, Integer> heirs = new HashMap<>();
        overlaps.forEach((profile, shares) -> heirs.put(
                profile,
                shares.entrySet().stream()
                        .max(Map.Entry.<Integer, Integer>comparingByValue()
                                .thenComparing(share -> -smallest(groups.get(share.getKey()))))
                        .map(Map.Entry::getKey)
                        .orElseThrow()));
        return heirs;
    }

    private static long smallest(List<Member> members) {
        return members.stream().mapToLong(Member::id).min().orElseThrow();
    }

    private long own(List<Member> members, Set<Long> used) {
        return members.stream()
                .map(Member::id)
                .sorted(Comparator.naturalOrder())
                .filter(id -> !used.contains(id) && !taken.test(id))
                .findFirst()
                .orElseGet(fresh::getAsLong);
    }
}
