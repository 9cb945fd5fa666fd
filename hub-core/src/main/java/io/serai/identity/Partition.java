package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.match.Clustering;
import io.serai.match.MatchModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who is who: splits subjects into people. A pure function of the subjects' values, the rules and the decisions; the
 * order the subjects come in does not matter, and a set of subjects closed under linking gives the same answer whatever
 * stands beside it.
 *
 * <p>Links are tried one by one in a fixed order (decisions first, then rules by priority, values by hash, holders by
 * record key: Kruskal's order) and joined by union-find. A link that would give a group more different values of a
 * namespace than its limit allows, or bring a cannot-pair together or two that a match model rules out, is refused.
 * What is joined then is one record to the model, whose links join these groups further, by average linkage and under the
 * same conditions.
 */
public final class Partition {
    private final List<Links> subjects;
    private final IdentityRules rules;
    private final Map<Hash, Integer> positions = new HashMap<>();
    private final Grouping grouping;
    /** What ties two subjects beside the values they share: decisions and weights. */
    private final List<Pair> links = new ArrayList<>();

    private boolean refused;

    private Partition(List<Links> subjects, IdentityRules rules, Optional<Likeness> likeness) {
        this.subjects = subjects;
        this.rules = rules;
        this.grouping = new Grouping(subjects, rules, likeness);
    }

    /**
     * A group of subjects that are one person.
     *
     * @param members in the order of their record keys
     * @param divided whether a link out of this group was refused
     */
    public record Group(List<Links> members, boolean divided) {}

    /**
     * Partitions one set of subjects that is closed under linking.
     *
     * @param likeness what a match model says of them, if anything is matched
     * @return the groups, by the record key of their first member
     */
    static List<Group> of(List<Links> subjects, IdentityRules rules, Decisions decisions, Optional<Likeness> likeness) {
        List<Links> ordered =
                subjects.stream().sorted(Comparator.comparing(Links::recordKey)).toList();
        Partition partition = new Partition(ordered, rules, likeness);
        partition.prepare(decisions);
        partition.decide(decisions);
        partition.link();
        likeness.ifPresent(partition::cluster);
        return partition.groups();
    }

    private void prepare(Decisions decisions) {
        for (int position = 0; position < subjects.size(); position++) {
            positions.put(subjects.get(position).recordKey(), position);
        }
        for (Pair pair : decisions.cannot()) {
            Integer low = positions.get(pair.low());
            Integer high = positions.get(pair.high());
            if (low != null && high != null) {
                grouping.setApart(low, high);
            }
        }
    }

    private void decide(Decisions decisions) {
        decisions.must().stream()
                .sorted(Comparator.comparing(Pair::low).thenComparing(Pair::high))
                .forEach(pair -> {
                    Integer low = positions.get(pair.low());
                    Integer high = positions.get(pair.high());
                    if (low != null && high != null) {
                        links.add(pair);
                        join(low, high, false);
                    }
                });
    }

    private void link() {
        Map<Links.Value, Integer> first = new HashMap<>(8 * subjects.size());
        Map<Links.Value, List<Integer>> shared = new HashMap<>();
        for (int position = 0; position < subjects.size(); position++) {
            for (Links.Value value : subjects.get(position).values()) {
                Integer earlier = first.putIfAbsent(value, position);
                if (earlier != null) {
                    shared.computeIfAbsent(value, any -> new ArrayList<>(List.of(earlier)))
                            .add(position);
                }
            }
        }
        Map<String, Integer> priority = new HashMap<>();
        rules.rules().forEach(rule -> priority.put(rule.namespace(), priority.size()));
        shared.keySet().stream()
                .filter(value -> priority.containsKey(value.namespace()))
                .sorted(Comparator.<Links.Value>comparingInt(value -> priority.getOrDefault(value.namespace(), 0))
                        .thenComparing(Links.Value::hash))
                .forEach(value -> joinHolders(shared.getOrDefault(value, List.of())));
    }

    /** Joins each holder of a value to the first earlier holder that may have it. */
    private void joinHolders(List<Integer> holders) {
        for (int i = 1; i < holders.size(); i++) {
            boolean joined = false;
            for (int j = 0; j < i && !joined; j++) {
                joined = join(holders.get(j), holders.get(i), true);
            }
        }
    }

    private boolean join(int one, int other, boolean conditionsApply) {
        int left = grouping.of(one);
        int right = grouping.of(other);
        if (left == right) {
            return true;
        }
        if (grouping.areEnemies(left, right) || (conditionsApply && !grouping.areCompatible(left, right))) {
            refused = true;
            return false;
        }
        grouping.unite(left, right);
        return true;
    }

    /** Joins groups further by what their subjects say. */
    private void cluster(Likeness likeness) {
        List<Lookalikes.Edge> edges = likeness.edges();
        if (edges.isEmpty()) {
            return;
        }
        MatchModel model = likeness.rules().model();
        Clustering clustering = new Clustering(
                subjects.size(),
                model.linkAt(),
                model.cutAt(),
                (one, other) -> likeness.weight(
                        subjects.get(one).recordKey(), subjects.get(other).recordKey()),
                (left, right) -> grouping.admits(groupsOf(left), groupsOf(right)));
        for (int position = 0; position < subjects.size(); position++) {
            clustering.bind(grouping.of(position), position);
        }
        for (Lookalikes.Edge edge : edges) {
            links.add(edge.pair());
            clustering.edge(position(edge.pair().low()), position(edge.pair().high()), edge.weight());
        }
        adopt(clustering.cluster(), likeness.rules().quarantineAbove());
    }

    /** Makes one group of what the model calls one, unless that would be suspiciously large. */
    private void adopt(int[] labels, int quarantineAbove) {
        int[] sizes = new int[labels.length];
        for (int label : labels) {
            sizes[label]++;
        }
        for (int position = 0; position < labels.length; position++) {
            if (sizes[labels[position]] <= quarantineAbove) {
                grouping.unite(grouping.of(labels[position]), grouping.of(position));
            }
        }
    }

    private Set<Integer> groupsOf(int[] members) {
        return Arrays.stream(members).map(grouping::of).boxed().collect(Collectors.toSet());
    }

    private int position(Hash recordKey) {
        Integer position = positions.get(recordKey);
        if (position == null) {
            throw new IllegalStateException("a link leads out of the partition");
        }
        return position;
    }

    private List<Group> groups() {
        Map<Integer, List<Links>> members = new TreeMap<>();
        for (int position = 0; position < subjects.size(); position++) {
            members.computeIfAbsent(grouping.of(position), group -> new ArrayList<>())
                    .add(subjects.get(position));
        }
        Set<Integer> divided = divided();
        return members.entrySet().stream()
                .map(entry -> new Group(entry.getValue(), divided.contains(entry.getKey())))
                .toList();
    }

    /** The groups that a link leads out of. */
    private Set<Integer> divided() {
        Set<Integer> divided = new HashSet<>();
        for (Pair pair : links) {
            int one = grouping.of(position(pair.low()));
            int other = grouping.of(position(pair.high()));
            if (one != other) {
                divided.add(one);
                divided.add(other);
            }
        }
        if (refused) {
            divided.addAll(sharing());
        }
        return divided;
    }

    /** The groups that share a value with another. */
    private Set<Integer> sharing() {
        Map<Links.Value, Set<Integer>> groups = new HashMap<>();
        for (int position = 0; position < subjects.size(); position++) {
            for (Links.Value value : subjects.get(position).values()) {
                groups.computeIfAbsent(value, any -> new HashSet<>()).add(grouping.of(position));
            }
        }
        return groups.values().stream()
                .filter(sharing -> sharing.size() > 1)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }
}
