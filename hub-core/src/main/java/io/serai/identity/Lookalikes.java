package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.match.Matcher;
import io.serai.match.Person;
import io.serai.match.Vetoes;
import io.serai.profile.KnownHashes;
import io.serai.profile.Member;
import io.serai.profile.SubjectStore;
import io.serai.profile.SubjectStore.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Finds and weighs records that may be one person though they share no value. The matching side of a {@link Resolver};
 * one instance serves one unit of work, under the ingest clock's lock.
 */
final class Lookalikes {
    private final Handle handle;
    private final SubjectStore store;
    private final MatchRules rules;
    private final MatchKeyStore keys;
    private final FeatureReader reader;
    private final Matcher matcher;
    private final Generics generics;
    private final KnownHashes known;

    private final Vetoes vetoes;
    private final Map<Hash, Integer> kinds = new HashMap<>();
    private final Map<Long, Features.Change> changed = new HashMap<>();
    private final Set<Long> touched = new HashSet<>();
    private final Map<Long, Stored> stored = new HashMap<>();
    private final Map<Hash, Person> people = new HashMap<>();
    private final Map<Hash, List<Hash>> keysOf = new HashMap<>();
    private final Map<Hash, List<Long>> holders = new HashMap<>();
    private final Map<Pair, Double> bonds = new HashMap<>();

    Lookalikes(
            Handle handle,
            SubjectStore store,
            Matching matching,
            FeatureReader reader,
            Generics generics,
            KnownHashes known) {
        this.handle = handle;
        this.store = store;
        this.rules = matching.rules();
        this.keys = matching.keys();
        this.reader = reader;
        this.matcher = reader.matcher();
        this.vetoes = new Vetoes(rules.model());
        this.generics = generics;
        this.known = known;
    }

    /** Two records, by their keys, that are linked by what they say. */
    record Edge(Pair pair, double weight) {}

    /**
     * Puts the touched subjects in, and settles which keys too many have.
     *
     * @return stored profiles whose subjects thereby gain or lose a link
     */
    Set<Long> begin(Collection<Touched> subjects) {
        Map<Hash, Integer> deltas = new LinkedHashMap<>();
        for (Touched subject : subjects) {
            touched.add(subject.member().id());
            subject.features().ifPresent(change -> {
                changed.put(subject.member().id(), change);
                people.put(subject.member().recordKey(), change.after().person());
                keysOf.put(subject.member().recordKey(), change.after().keys());
                change.added().forEach(key -> deltas.merge(key, 1, Integer::sum));
                change.removed().forEach(key -> deltas.merge(key, -1, Integer::sum));
            });
        }
        fetch(deltas.keySet());
        Set<Long> crossed = new HashSet<>();
        Set<Long> freed = new HashSet<>();
        int cap = rules.model().keyCap();
        deltas.forEach((key, delta) -> {
            List<Long> had = holders.getOrDefault(key, List.of());
            switch (generics.settle(key, delta, cap, had.size(), most -> keys.count(handle, key, most))) {
                case OVER -> crossed.addAll(had);
                case UNDER -> {
                    fetch(Set.of(key));
                    freed.addAll(holders.getOrDefault(key, List.of()));
                }
                case NEITHER -> {}
            }
        });
        Set<Long> dirty = new HashSet<>(store.profilesOf(handle, freed));
        // A link that is lost was inside a profile, or led out of one that is marked so.
        dirty.addAll(store.profilesLinkedThrough(handle, crossed));
        return dirty;
    }

    /** Says that a subject is loaded, so that it need not be read again. */
    void arrived(Stored subject) {
        stored.put(subject.member().id(), subject);
    }

    /** The stored profiles that these subjects are linked to, or were before this unit of work. */
    Set<Long> leads(Collection<Member> from) {
        Set<Hash> wanted = new HashSet<>();
        from.forEach(member -> wanted.addAll(keysOf(member)));
        fetch(wanted);
        read(wanted);
        Set<Long> profiles = new HashSet<>();
        for (Member member : from) {
            for (long candidate : candidates(member)) {
                Stored other = stored.get(candidate);
                if (other != null && !profiles.contains(other.profileId()) && isLinked(member, other.member())) {
                    profiles.add(other.profileId());
                }
            }
        }
        profiles.remove(0L);
        return profiles;
    }

    /** The stored subjects that agree with one on a key, as far as they were looked up. */
    private Set<Long> candidates(Member member) {
        Set<Long> candidates = new HashSet<>();
        keysOf(member).stream()
                .filter(key -> !generics.contains(key))
                .forEach(key -> candidates.addAll(holders.getOrDefault(key, List.of())));
        candidates.remove(member.id());
        return candidates;
    }

    private boolean isLinked(Member member, Member other) {
        double linkAt = rules.model().linkAt();
        if (bond(member, other) >= linkAt) {
            return true;
        }
        Features.Change change = changed.get(member.id());
        return change != null
                && change.before()
                        .filter(before -> judge(member, before.person(), other, personOf(other)) >= linkAt)
                        .isPresent();
    }

    /** The keys of a subject, before this unit of work and after. */
    private Set<Hash> keysOf(Member member) {
        Set<Hash> all = new HashSet<>(keysNow(member));
        Features.Change change = changed.get(member.id());
        if (change != null) {
            all.addAll(change.removed());
        }
        return all;
    }

    /** Looks up who has these keys, as far as anyone has and not too many do. */
    private void fetch(Collection<Hash> wanted) {
        List<Hash> fresh = wanted.stream()
                .filter(key -> !generics.contains(key) && !holders.containsKey(key) && known.maybe(key))
                .toList();
        if (!fresh.isEmpty()) {
            fresh.forEach(key -> holders.put(key, new ArrayList<>()));
            keys.holders(handle, fresh)
                    .forEach(holder ->
                            holders.getOrDefault(holder.hash(), List.of()).add(holder.subjectId()));
        }
    }

    /** Reads the holders of these keys that are neither touched nor read before. */
    private void read(Collection<Hash> wanted) {
        Set<Long> missing = new HashSet<>();
        for (Hash key : wanted) {
            if (!generics.contains(key)) {
                for (long holder : holders.getOrDefault(key, List.of())) {
                    if (!touched.contains(holder) && !stored.containsKey(holder)) {
                        missing.add(holder);
                    }
                }
            }
        }
        if (!missing.isEmpty()) {
            store.ofIds(handle, missing).forEach(this::arrived);
        }
    }

    private Person personOf(Member member) {
        return people.computeIfAbsent(member.recordKey(), any -> reader.person(member.state()));
    }

    private List<Hash> keysNow(Member member) {
        return keysOf.computeIfAbsent(member.recordKey(), any -> reader.keys(personOf(member)));
    }

    /** The weight of a pair in bits; minus infinity if it is ruled out. */
    double bond(Member one, Member other) {
        return bonds.computeIfAbsent(
                Pair.of(one.recordKey(), other.recordKey()), pair -> judge(one, personOf(one), other, personOf(other)));
    }

    /** Weighs in the order of the record keys, so that not a bit depends on who came first. */
    private double judge(Member one, Person ofOne, Member other, Person ofOther) {
        return one.recordKey().compareTo(other.recordKey()) <= 0
                ? matcher.bond(ofOne, ofOther)
                : matcher.bond(ofOther, ofOne);
    }

    /** Subjects of one kind say the same wherever a veto looks. */
    int kindOf(Member member) {
        return kinds.computeIfAbsent(member.recordKey(), any -> vetoes.kindOf(personOf(member)));
    }

    /** Whether subjects of these kinds may never be one person. */
    boolean isRuledOut(int one, int other) {
        return vetoes.between(one, other);
    }

    /** The links among these: pairs that agree on a key which not too many have, and weigh enough. */
    List<Edge> edges(Collection<Member> members) {
        Map<Hash, List<Member>> sharing = new HashMap<>();
        for (Member member : members) {
            for (Hash key : keysNow(member)) {
                if (!generics.contains(key)) {
                    sharing.computeIfAbsent(key, any -> new ArrayList<>(1)).add(member);
                }
            }
        }
        Map<Pair, Edge> edges = new HashMap<>();
        for (List<Member> block : sharing.values()) {
            for (int one = 0; one < block.size(); one++) {
                for (int other = one + 1; other < block.size(); other++) {
                    double weight = bond(block.get(one), block.get(other));
                    if (weight >= rules.model().linkAt()) {
                        Pair pair = Pair.of(
                                block.get(one).recordKey(), block.get(other).recordKey());
                        edges.put(pair, new Edge(pair, weight));
                    }
                }
            }
        }
        return List.copyOf(edges.values());
    }

    /** A pair in two profiles that weighs enough to be looked at. */
    record Likely(Pair pair, Reviews.Possible possible) {}

    /** The pairs in which one of these live subjects has the smaller number. */
    List<Likely> likely(Collection<Stored> from) {
        from.forEach(this::arrived);
        leads(from.stream().map(Stored::member).toList());
        List<Likely> likely = new ArrayList<>();
        for (Stored one : from) {
            for (long candidate : candidates(one.member())) {
                Stored other = stored.get(candidate);
                if (other != null && one.member().id() < candidate && one.profileId() != other.profileId()) {
                    double weight = bond(one.member(), other.member());
                    if (weight >= rules.model().reviewAt()) {
                        likely.add(likely(one, other, weight));
                    }
                }
            }
        }
        return likely;
    }

    private static Likely likely(Stored one, Stored other, double weight) {
        return new Likely(
                Pair.of(one.member().recordKey(), other.member().recordKey()),
                new Reviews.Possible(
                        one.member().id(), one.profileId(), other.member().id(), other.profileId(), weight));
    }

    /** What is to be said of these members, whose links are {@code edges}. */
    Likeness likeness(Map<Hash, Member> members, List<Edge> edges) {
        return new Likeness(rules, this, members, edges);
    }
}
