package io.serai.identity;

import io.serai.identity.PlanDetail.Example;
import io.serai.identity.PlanDetail.Glue;
import io.serai.identity.PlanDetail.Large;
import io.serai.identity.Resolution.IdentityChange;
import io.serai.identity.Resolution.Kind;
import io.serai.profile.Member;
import io.serai.profile.SubjectStore.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Gathers the {@link PlanDetail} of a plan, page by page. Not thread-safe. */
public final class PlanWitness implements Prospect.Witness {
    private static final int LISTED = 10;
    private static final int EXAMPLES = 5;
    /** Of this many records on either side the two that say most are looked for. */
    private static final int LOOKED_AT = 4;

    private static final Comparator<Large> LARGEST =
            Comparator.comparingInt(Large::subjects).reversed().thenComparingLong(Large::profileId);
    private static final Comparator<Glue> STRONGEST = Comparator.comparingInt(Glue::profiles)
            .reversed()
            .thenComparing(Glue::namespace)
            .thenComparing(Glue::value);

    private final Identity identity;
    private List<Large> largest = List.of();
    private List<Glue> glue = List.of();
    private final Map<Kind, List<Example>> examples = new EnumMap<>(Kind.class);

    /** @param identity with the rules that are planned */
    public PlanWitness(Identity identity) {
        this.identity = identity;
        for (Kind kind : Kind.values()) {
            examples.put(kind, new ArrayList<>());
        }
    }

    /** What was seen so far. */
    public PlanDetail detail() {
        return new PlanDetail(
                largest, glue, examples.values().stream().flatMap(List::stream).toList());
    }

    @Override
    public Runnable see(Prospect page) {
        Map<Long, Map<Long, Long>> origins = origins(page.resolution());
        List<Large> large = large(page.resolution(), origins);
        List<Glue> sticky = glue(page, origins);
        List<Example> some = examples(page);
        return () -> {
            largest = top(largest, large, LARGEST);
            glue = top(glue, sticky, STRONGEST);
            some.forEach(example -> examples.getOrDefault(example.change().kind(), new ArrayList<>())
                    .add(example));
        };
    }

    private static <T> List<T> top(List<T> known, List<T> more, Comparator<T> order) {
        return Stream.concat(known.stream(), more.stream())
                .sorted(order)
                .limit(LISTED)
                .toList();
    }

    /** By profile, the subjects that would come to it from another stored one, and from which. */
    private static Map<Long, Map<Long, Long>> origins(Resolution resolution) {
        Map<Long, Map<Long, Long>> origins = new HashMap<>();
        for (IdentityChange change : resolution.changes()) {
            Map<Long, Long> from = origins.computeIfAbsent(change.to(), any -> new HashMap<>());
            change.subjects().forEach(subject -> from.put(subject, change.from()));
        }
        return origins;
    }

    private static List<Large> large(Resolution resolution, Map<Long, Map<Long, Long>> origins) {
        return resolution.profiles().stream()
                .map(profile ->
                        new Large(profile.id(), profile.members().size(), joined(profile, origins.get(profile.id()))))
                .sorted(LARGEST)
                .limit(LISTED)
                .toList();
    }

    private static int joined(ResolvedProfile profile, @org.jspecify.annotations.Nullable Map<Long, Long> from) {
        if (from == null) {
            return 1;
        }
        Set<Long> joined = new HashSet<>();
        profile.members().forEach(member -> joined.add(from.getOrDefault(member.id(), profile.id())));
        return joined.size();
    }

    /** All holders of a value that links are in one page, so each is counted whole. */
    private List<Glue> glue(Prospect page, Map<Long, Map<Long, Long>> origins) {
        List<Glue> all = new ArrayList<>();
        for (ResolvedProfile profile : page.resolution().profiles()) {
            Map<Long, Long> from = origins.get(profile.id());
            if (from != null) {
                joined(page, profile, from).forEach((value, profiles) -> {
                    if (profiles.size() > 1) {
                        all.add(new Glue(value.namespace(), value.value(), profiles.size()));
                    }
                });
            }
        }
        return top(List.of(), all, STRONGEST);
    }

    private record Text(String namespace, String value) {}

    /** The stored profiles that each linking value is found in. */
    private Map<Text, Set<Long>> joined(Prospect page, ResolvedProfile profile, Map<Long, Long> from) {
        Map<Text, Set<Long>> joined = new HashMap<>();
        for (Member member : profile.members()) {
            long origin = from.getOrDefault(member.id(), profile.id());
            for (LinkRule rule : identity.rules().rules()) {
                for (String value : member.state().identifiers(rule.namespace())) {
                    if (!rule.isBlocked(value)
                            && !page.work().isGeneric(page.work().hasher().hash(rule.namespace(), value))) {
                        joined.computeIfAbsent(new Text(rule.namespace(), value), any -> new HashSet<>())
                                .add(origin);
                    }
                }
            }
        }
        return joined;
    }

    private List<Example> examples(Prospect page) {
        Map<Long, ResolvedProfile> profiles = new HashMap<>();
        page.resolution().profiles().forEach(profile -> profiles.put(profile.id(), profile));
        // Who is split off a profile that ends is split off the one that it goes on in.
        page.resolution().gone().forEach((ended, survivor) -> {
            ResolvedProfile heir = profiles.get(survivor);
            if (heir != null) {
                profiles.put(ended, heir);
            }
        });
        PairExplainer explainer = new PairExplainer(identity, page.handle(), page.work()::isGeneric);
        List<Example> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int wanted = EXAMPLES - examples.getOrDefault(kind, List.of()).size();
            page.resolution().changes().stream()
                    .filter(change -> change.kind() == kind)
                    .limit(wanted)
                    .flatMap(change -> example(change, profiles, explainer).stream())
                    .forEach(found::add);
        }
        return found;
    }

    /** Of a merge one record that comes and one that was there, of a split one that leaves and one that stays. */
    private static Optional<Example> example(
            IdentityChange change, Map<Long, ResolvedProfile> profiles, PairExplainer explainer) {
        Set<Long> moved = new HashSet<>(change.subjects());
        List<Stored> ones = side(profiles.get(change.to()), moved, true);
        List<Stored> others = side(profiles.get(change.profileId()), moved, false);
        return ones.stream()
                .flatMap(one -> others.stream().map(other -> explainer.why(one, other)))
                .max(Comparator.comparing(PairExplanation::isLinked)
                        .thenComparingDouble(pair -> pair.comparison()
                                .map(weighed -> weighed.waterfall().weight())
                                .orElse(0.0)))
                .map(pair -> new Example(change, pair));
    }

    private static List<Stored> side(
            @org.jspecify.annotations.Nullable ResolvedProfile profile, Set<Long> moved, boolean wanted) {
        if (profile == null) {
            return List.of();
        }
        return profile.members().stream()
                .filter(member -> moved.contains(member.id()) == wanted)
                .limit(LOOKED_AT)
                .map(member -> new Stored(member, profile.id()))
                .toList();
    }
}
