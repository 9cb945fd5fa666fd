package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.profile.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * New subjects none of whose linking values and blocking keys anyone else has: most of a growing store. They are people by themselves, so
 * their identity is known without a look at the store.
 *
 * @param subjects the strangers
 * @param resolution what becomes of them
 * @param others the touched subjects whose identity must be resolved
 */
public record Strangers(List<Touched> subjects, Resolution resolution, List<Touched> others) {

    /** Sets no one apart. */
    static Strangers none(Collection<Touched> touched) {
        return new Strangers(List.of(), Resolution.NOTHING, List.copyOf(touched));
    }

    /**
     * Sets strangers apart.
     *
     * @param firstFresh the first number of this unit of work; a subject with a smaller one is stored already
     * @param isFree whether a value is surely not stored
     * @param isGeneric whether a value is on so many subjects that one more makes no difference
     */
    static Strangers among(
            Collection<Touched> touched,
            IdentityRules rules,
            IdentifierHasher hasher,
            long firstFresh,
            Predicate<Hash> isFree,
            Predicate<Hash> isGeneric) {
        Set<Hash> held = new HashSet<>(8 * touched.size());
        Set<Hash> shared = new HashSet<>();
        List<List<Hash>> linking = new ArrayList<>(touched.size());
        for (Touched subject : touched) {
            List<Hash> values = new ArrayList<>();
            subject.linkable()
                    .orElseGet(() -> Resolver.linkable(subject.member(), rules, hasher))
                    .forEach(value -> values.add(value.hash()));
            subject.features().ifPresent(change -> values.addAll(change.after().keys()));
            values.removeIf(isGeneric);
            linking.add(values);
            for (Hash value : values) {
                if (!held.add(value)) {
                    shared.add(value);
                }
            }
        }
        Predicate<Hash> isOnlyTheirs = hash -> !shared.contains(hash) && isFree.test(hash);
        List<Touched> strangers = new ArrayList<>(touched.size());
        List<Touched> others = new ArrayList<>();
        int at = 0;
        for (Touched subject : touched) {
            Member member = subject.member();
            boolean alone =
                    member.id() >= firstFresh && !member.state().isDeleted() && all(linking.get(at), isOnlyTheirs);
            (alone ? strangers : others).add(subject);
            at++;
        }
        return new Strangers(strangers, alone(strangers), others);
    }

    private static boolean all(List<Hash> values, Predicate<Hash> condition) {
        for (Hash value : values) {
            if (!condition.test(value)) {
                return false;
            }
        }
        return true;
    }

    private static Resolution alone(List<Touched> strangers) {
        List<ResolvedProfile> profiles = new ArrayList<>(strangers.size());
        Map<Long, Long> homes = new HashMap<>(2 * strangers.size());
        for (Touched stranger : strangers) {
            long id = stranger.member().id();
            profiles.add(new ResolvedProfile(id, List.of(stranger.member()), true, false));
            homes.put(id, id);
        }
        return new Resolution(profiles, homes, Map.of(), List.of());
    }
}
