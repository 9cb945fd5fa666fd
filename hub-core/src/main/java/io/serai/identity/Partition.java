package io.serai.identity;

import io.serai.crypto.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * namespace than its limit allows, or bring a cannot-pair together, is refused.
 */
public final class Partition {
    private final List<Links> subjects;
    private final IdentityRules rules;
    private final Map<Hash, Integer> positions = new HashMap<>();
    private final int[] parent;
    /** By root: the different values of the namespaces that have a limit. Few, since there is a limit. */
    private final List<List<Links.Value>> limited = new ArrayList<>();
    /** By root, if it has any: the positions its members may not be grouped with. */
    private final Map<Integer, Set<Integer>> enemies = new HashMap<>();

    private boolean refused;

    private Partition(List<Links> subjects, IdentityRules rules) {
        this.subjects = subjects;
        this.rules = rules;
        this.parent = new int[subjects.size()];
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
     * @return the groups, by the record key of their first member
     */
    public static List<Group> of(List<Links> subjects, IdentityRules rules, Decisions decisions) {
        List<Links> ordered =
                subjects.stream().sorted(Comparator.comparing(Links::recordKey)).toList();
        Partition partition = new Partition(ordered, rules);
        partition.prepare(decisions);
        partition.decide(decisions);
        partition.link();
        return partition.groups();
    }

    private void prepare(Decisions decisions) {
        for (int position = 0; position < subjects.size(); position++) {
            parent[position] = position;
            positions.put(subjects.get(position).recordKey(), position);
            limited.add(limitedValues(subjects.get(position)));
        }
        for (Pair pair : decisions.cannot()) {
            Integer low = positions.get(pair.low());
            Integer high = positions.get(pair.high());
            if (low != null && high != null) {
                enemiesOf(low).add(high);
                enemiesOf(high).add(low);
            }
        }
    }

    private Set<Integer> enemiesOf(int root) {
        return enemies.computeIfAbsent(root, any -> new HashSet<>());
    }

    private List<Links.Value> limitedValues(Links subject) {
        List<Links.Value> values = new ArrayList<>(2);
        for (Links.Value value : subject.values()) {
            if (rules.rule(value.namespace()).limit() > 0 && !values.contains(value)) {
                values.add(value);
            }
        }
        return values;
    }

    private void decide(Decisions decisions) {
        decisions.must().stream()
                .sorted(Comparator.comparing(Pair::low).thenComparing(Pair::high))
                .forEach(pair -> {
                    Integer low = positions.get(pair.low());
                    Integer high = positions.get(pair.high());
                    if (low != null && high != null) {
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

    private boolean join(int one, int other, boolean limitsApply) {
        int left = root(one);
        int right = root(other);
        if (left == right) {
            return true;
        }
        if (areEnemies(left, right) || (limitsApply && !withinLimits(left, right))) {
            refused = true;
            return false;
        }
        int keep = Math.min(left, right);
        int gone = Math.max(left, right);
        parent[gone] = keep;
        List<Links.Value> kept = limited.get(keep);
        for (Links.Value value : limited.get(gone)) {
            if (!kept.contains(value)) {
                kept.add(value);
            }
        }
        Set<Integer> inherited = enemies.get(gone);
        if (inherited != null) {
            enemiesOf(keep).addAll(inherited);
        }
        return true;
    }

    private boolean areEnemies(int left, int right) {
        return !enemies.isEmpty() && (isEnemy(left, right) || isEnemy(right, left));
    }

    private boolean isEnemy(int one, int other) {
        return enemies.getOrDefault(one, Set.of()).stream().anyMatch(enemy -> root(enemy) == other);
    }

    private boolean withinLimits(int left, int right) {
        List<Links.Value> some = limited.get(left);
        List<Links.Value> others = limited.get(right);
        for (Links.Value value : some) {
            String namespace = value.namespace();
            long theirs = count(others, namespace);
            if (theirs > 0) {
                long together = theirs
                        + some.stream()
                                .filter(mine -> mine.namespace().equals(namespace) && !others.contains(mine))
                                .count();
                if (together > rules.rule(namespace).limit()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long count(List<Links.Value> values, String namespace) {
        return values.stream()
                .filter(value -> value.namespace().equals(namespace))
                .count();
    }

    private int root(int position) {
        int at = position;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private List<Group> groups() {
        Map<Integer, List<Links>> members = new TreeMap<>();
        for (int position = 0; position < subjects.size(); position++) {
            members.computeIfAbsent(root(position), root -> new ArrayList<>()).add(subjects.get(position));
        }
        Set<Integer> divided = refused ? divided() : Set.of();
        return members.entrySet().stream()
                .map(entry -> new Group(entry.getValue(), divided.contains(entry.getKey())))
                .toList();
    }

    /** The roots of groups that share a value or a decision with another group. */
    private Set<Integer> divided() {
        Map<Links.Value, Set<Integer>> roots = new HashMap<>();
        for (int position = 0; position < subjects.size(); position++) {
            for (Links.Value value : subjects.get(position).values()) {
                roots.computeIfAbsent(value, any -> new HashSet<>()).add(root(position));
            }
        }
        Set<Integer> divided = roots.values().stream()
                .filter(sharing -> sharing.size() > 1)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        enemies.forEach((position, others) -> others.forEach(enemy -> {
            divided.add(root(position));
            divided.add(root(enemy));
        }));
        return divided;
    }
}
