package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.identity.Resolution.IdentityChange;
import io.serai.identity.Resolution.Kind;
import io.serai.profile.KnownHashes;
import io.serai.profile.Member;
import io.serai.profile.SubjectStore;
import io.serai.profile.SubjectStore.Holder;
import io.serai.profile.SubjectStore.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Recomputes who is who around the subjects a unit of work touches. Incremental, yet equal to a computation over the
 * whole store: everything a touched subject is linked to, directly or through others, is loaded and partitioned anew;
 * the rest cannot change. Runs under the ingest clock's lock; one instance serves one unit of work.
 */
final class Resolver {
    private final Handle handle;
    private final SubjectStore store;
    private final IdentityRules rules;
    private final Generics generics;
    private final KnownHashes known;
    private final IdentifierHasher hasher;
    private final Optional<Lookalikes> lookalikes;
    private final LongSupplier freshIds;
    private final long firstFresh;
    private final LongPredicate taken;
    private final boolean followAll;

    private final Map<Long, Member> members = new LinkedHashMap<>();
    private final Map<Long, Long> former = new HashMap<>();
    private final Set<Long> loadedProfiles = new HashSet<>();
    private final Set<Hash> lookedUp = new HashSet<>();
    private final Map<Long, Touched> touched = new LinkedHashMap<>();
    private final Map<Long, List<Links.Value>> linking = new HashMap<>();

    /**
     * @param lookalikes finds links between subjects that share no value, if anything is matched
     * @param freshIds numbers never used before
     * @param firstFresh the first number this unit of work may use; no stored profile has it or a greater one
     * @param taken whether a live profile has this number
     * @param followAll whether every loaded subject's identifiers are followed, not only those of touched subjects and
     *     divided profiles: needed when rules have changed, since stored profiles then are no closed sets
     */
    Resolver(
            Handle handle,
            SubjectStore store,
            IdentityRules rules,
            Generics generics,
            KnownHashes known,
            IdentifierHasher hasher,
            Optional<Lookalikes> lookalikes,
            LongSupplier freshIds,
            long firstFresh,
            LongPredicate taken,
            boolean followAll) {
        this.handle = handle;
        this.store = store;
        this.rules = rules;
        this.generics = generics;
        this.known = known;
        this.hasher = hasher;
        this.lookalikes = lookalikes;
        this.freshIds = freshIds;
        this.firstFresh = firstFresh;
        this.taken = taken;
        this.followAll = followAll;
    }

    Resolution resolve(Collection<Touched> subjects) {
        for (Touched subject : subjects) {
            long id = subject.member().id();
            touched.put(id, subject);
            subject.linkable().ifPresent(values -> linking.put(id, values));
        }
        boolean decided = DecisionStore.any(handle);
        Set<Long> wanted = new HashSet<>(seeds(decided));
        Decisions decisions = Decisions.NONE;
        while (!wanted.isEmpty()) {
            List<Member> arrived = load(wanted);
            wanted = new HashSet<>(follow(arrived));
            if (decided) {
                decisions = DecisionStore.about(handle, allKeys());
                wanted.addAll(counterparts(decisions));
            }
            wanted.removeAll(loadedProfiles);
        }
        if (decided && decisions.isEmpty()) {
            decisions = DecisionStore.about(handle, allKeys());
        }
        return assign(groups(decisions));
    }

    /** Puts the touched subjects in, settles which values are generic, and finds the stored profiles they lead to. */
    private Set<Long> seeds(boolean decided) {
        Set<Hash> interesting = new HashSet<>();
        for (Touched subject : touched.values()) {
            former.put(subject.member().id(), subject.profileId());
            if (!subject.member().state().isDeleted()) {
                members.put(subject.member().id(), subject.member());
            }
            linkable(subject.member()).forEach(value -> interesting.add(value.hash()));
            subject.removed().stream()
                    .filter(value -> rules.links(value.namespace()))
                    .forEach(value -> interesting.add(value.hash()));
        }
        List<Holder> holders = lookUp(interesting);
        Set<Long> dirty = new HashSet<>(settleGenerics(holders));
        for (Touched subject : touched.values()) {
            dirty.add(subject.profileId());
        }
        holders.stream()
                .filter(holder -> !generics.contains(holder.hash()))
                .forEach(holder -> dirty.add(holder.profileId()));
        if (decided) {
            dirty.addAll(counterparts(DecisionStore.about(handle, allKeys())));
        }
        lookalikes.ifPresent(likely -> {
            dirty.addAll(likely.begin(touched.values()));
            dirty.addAll(
                    likely.leads(touched.values().stream().map(Touched::member).toList()));
        });
        dirty.remove(0L);
        return dirty;
    }

    private List<Holder> lookUp(Collection<Hash> hashes) {
        List<Hash> fresh = hashes.stream()
                .filter(hash -> !generics.contains(hash))
                .filter(known::maybe)
                .filter(lookedUp::add)
                .toList();
        return fresh.isEmpty() ? List.of() : store.holders(handle, fresh);
    }

    private List<Links.Value> linkable(Member member) {
        return linking.computeIfAbsent(member.id(), id -> linkable(member, rules, hasher));
    }

    /** The subject's values that may link, blocked ones left out (generic ones not yet). */
    static List<Links.Value> linkable(Member member, IdentityRules rules, IdentifierHasher hasher) {
        List<Links.Value> values = new ArrayList<>();
        for (LinkRule rule : rules.rules()) {
            for (String value : member.state().identifiers(rule.namespace())) {
                if (!rule.isBlocked(value)) {
                    values.add(new Links.Value(rule.namespace(), hasher.hash(rule.namespace(), value)));
                }
            }
        }
        return values;
    }

    /**
     * Counts the holders of every value a touched subject gains or loses, and moves values over or under their cap.
     *
     * @return stored profiles whose subjects thereby gain or lose a link
     */
    private Set<Long> settleGenerics(List<Holder> holders) {
        Map<Hash, Set<Long>> stored = new HashMap<>();
        holders.forEach(holder ->
                stored.computeIfAbsent(holder.hash(), any -> new HashSet<>()).add(holder.subjectId()));
        Map<Links.Value, Integer> deltas = new LinkedHashMap<>();
        for (Touched subject : touched.values()) {
            subject.added().stream().filter(this::mayLink).forEach(value -> deltas.merge(value, 1, Integer::sum));
            subject.removed().stream().filter(this::mayLink).forEach(value -> deltas.merge(value, -1, Integer::sum));
        }
        Set<Long> dirty = new HashSet<>();
        deltas.forEach((value, delta) -> {
            int cap = rules.rule(value.namespace()).genericAbove();
            Set<Long> had = stored.getOrDefault(value.hash(), Set.of());
            Generics.Crossing crossing = generics.settle(
                    value.hash(), delta, cap, had.size(), most -> store.countHolders(handle, value.hash(), most));
            switch (crossing) {
                case OVER -> dirty.addAll(store.profilesOf(handle, had));
                case UNDER -> {
                    store.holders(handle, List.of(value.hash())).forEach(holder -> dirty.add(holder.profileId()));
                    lookedUp.add(value.hash());
                }
                case NEITHER -> {}
            }
        });
        return dirty;
    }

    private boolean mayLink(Links.Value value) {
        return rules.links(value.namespace());
    }

    /** Loads whole profiles; touched subjects among their members are already there in their new state. */
    private List<Member> load(Set<Long> profiles) {
        loadedProfiles.addAll(profiles);
        List<Member> arrived = new ArrayList<>();
        for (Stored stored : store.ofProfiles(handle, profiles)) {
            if (!touched.containsKey(stored.member().id())) {
                lookalikes.ifPresent(likely -> likely.arrived(stored));
                members.put(stored.member().id(), stored.member());
                former.put(stored.member().id(), stored.profileId());
                arrived.add(stored.member());
            }
        }
        return arrived;
    }

    /** The profiles that newly loaded subjects lead on to. */
    private Set<Long> follow(List<Member> arrived) {
        if (arrived.isEmpty()) {
            return Set.of();
        }
        Set<Long> open = followAll ? Set.of() : store.divided(handle, loadedProfiles);
        List<Member> followed = arrived.stream()
                .filter(member -> followAll || open.contains(former.get(member.id())))
                .toList();
        Set<Hash> next = followed.stream()
                .flatMap(member -> linkable(member).stream())
                .map(Links.Value::hash)
                .collect(Collectors.toSet());
        Set<Long> profiles = lookUp(next).stream()
                .map(Holder::profileId)
                .filter(profile -> profile != 0)
                .collect(Collectors.toCollection(HashSet::new));
        lookalikes.ifPresent(likely -> profiles.addAll(likely.leads(followed)));
        return profiles;
    }

    private List<Hash> allKeys() {
        return members.values().stream().map(Member::recordKey).toList();
    }

    /** The profiles of records that a must-decision ties to a loaded one. */
    private Set<Long> counterparts(Decisions decisions) {
        Set<Hash> present = new HashSet<>(allKeys());
        Set<Hash> others = decisions.must().stream()
                .flatMap(pair -> java.util.stream.Stream.of(pair.low(), pair.high()))
                .filter(key -> !present.contains(key))
                .collect(Collectors.toSet());
        return store.heads(handle, others).values().stream()
                .map(SubjectStore.Head::profileId)
                .filter(profile -> profile != 0)
                .collect(Collectors.toSet());
    }

    private record Group(List<Member> members, boolean divided) {}

    /** Subjects that have no link and are under no decision are people by themselves; only the rest is partitioned. */
    private List<Group> groups(Decisions decisions) {
        Map<Hash, Integer> holders = new HashMap<>(8 * members.size());
        Map<Long, List<Links.Value>> values = new HashMap<>(2 * members.size());
        for (Member member : members.values()) {
            List<Links.Value> live = generics.isEmpty()
                    ? linkable(member)
                    : linkable(member).stream()
                            .filter(value -> !generics.contains(value.hash()))
                            .toList();
            values.put(member.id(), live);
            live.forEach(value -> holders.merge(value.hash(), 1, Integer::sum));
        }
        Set<Hash> concerned = java.util.stream.Stream.concat(decisions.must().stream(), decisions.cannot().stream())
                .flatMap(pair -> java.util.stream.Stream.of(pair.low(), pair.high()))
                .collect(Collectors.toCollection(HashSet::new));
        List<Lookalikes.Edge> edges =
                lookalikes.map(likely -> likely.edges(members.values())).orElse(List.of());
        edges.forEach(edge -> {
            concerned.add(edge.pair().low());
            concerned.add(edge.pair().high());
        });
        List<Group> groups = new ArrayList<>();
        List<Links> linked = new ArrayList<>();
        Map<Hash, Member> byKey = new HashMap<>(2 * members.size());
        for (Member member : members.values()) {
            List<Links.Value> live = values.getOrDefault(member.id(), List.of());
            boolean alone = live.stream().allMatch(value -> holders.getOrDefault(value.hash(), 0) == 1);
            if (alone && !concerned.contains(member.recordKey())) {
                groups.add(new Group(List.of(member), false));
            } else {
                byKey.put(member.recordKey(), member);
                linked.add(new Links(member.recordKey(), rules.withSource(member, live)));
            }
        }
        Optional<Likeness> likeness = lookalikes.map(likely -> likely.likeness(byKey, edges));
        for (Partition.Group group : Partition.of(linked, rules, decisions, likeness)) {
            groups.add(new Group(
                    group.members().stream().map(links -> known(byKey, links)).toList(), group.divided()));
        }
        return groups;
    }

    private static Member known(Map<Hash, Member> byKey, Links links) {
        Member member = byKey.get(links.recordKey());
        if (member == null) {
            throw new IllegalStateException("the partition made a subject up");
        }
        return member;
    }

    private Resolution assign(List<Group> groups) {
        List<List<Member>> memberships = groups.stream().map(Group::members).toList();
        ProfileIds ids = new ProfileIds(id -> !loadedProfiles.contains(id) && taken.test(id), freshIds);
        List<Long> assigned = ids.assign(memberships, former);
        Map<Long, Long> moved = new HashMap<>();
        Set<Long> alive = new HashSet<>(assigned);
        List<ResolvedProfile> profiles = new ArrayList<>(groups.size());
        for (int i = 0; i < groups.size(); i++) {
            long id = assigned.get(i);
            Group group = groups.get(i);
            boolean known = loadedProfiles.contains(id);
            if (known
                    || group.members().stream().anyMatch(member -> touched.containsKey(member.id()))
                    || isNewHome(group, id)) {
                profiles.add(new ResolvedProfile(id, group.members(), id >= firstFresh, group.divided()));
            }
            for (Member member : group.members()) {
                long before = former.getOrDefault(member.id(), 0L);
                if (before != id) {
                    moved.put(member.id(), id);
                }
            }
        }
        Map<Long, Long> gone = new TreeMap<>();
        Map<Long, Integer> heirs = ids.heirs(memberships, former);
        for (long profile : loadedProfiles) {
            if (!alive.contains(profile)) {
                Integer heir = heirs.get(profile);
                gone.put(profile, heir == null ? 0L : assigned.get(heir));
            }
        }
        return new Resolution(profiles, moved, gone, changes(moved, gone));
    }

    private boolean isNewHome(Group group, long id) {
        return group.members().stream().anyMatch(member -> former.getOrDefault(member.id(), 0L) != id);
    }

    /** Merges and splits of stored profiles; a new record joining a profile is neither. */
    private List<IdentityChange> changes(Map<Long, Long> moved, Map<Long, Long> gone) {
        Map<List<Long>, List<Long>> journeys =
                new TreeMap<>(java.util.Comparator.<List<Long>>comparingLong(way -> way.get(0))
                        .thenComparingLong(way -> way.get(1)));
        moved.forEach((subject, to) -> {
            long from = former.getOrDefault(subject, 0L);
            if (from != 0) {
                journeys.computeIfAbsent(List.of(from, to), any -> new ArrayList<>())
                        .add(subject);
            }
        });
        List<IdentityChange> changes = new ArrayList<>();
        journeys.forEach((way, subjects) -> {
            long from = way.get(0);
            long to = way.get(1);
            List<Long> sorted = subjects.stream().sorted().toList();
            changes.add(
                    gone.getOrDefault(from, -1L) == to
                            ? new IdentityChange(Kind.MERGE, to, from, sorted)
                            : new IdentityChange(Kind.SPLIT, from, to, sorted));
        });
        return changes;
    }
}
