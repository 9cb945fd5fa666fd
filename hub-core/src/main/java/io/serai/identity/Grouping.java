package io.serai.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Subjects in disjoint groups, by union-find, with what decides whether two groups may become one. Subjects are numbers
 * from 0; a group is called by its smallest. Not thread-safe.
 */
final class Grouping {
    private final IdentityRules rules;
    private final Optional<Likeness> likeness;
    private final int[] parent;
    /** By group: the different values of the namespaces that have a limit. Few, since there is a limit. */
    private final List<List<Links.Value>> limited = new ArrayList<>();
    /** By group: the kinds of subjects in it, as vetoes tell them apart. */
    private final List<Set<Integer>> kinds = new ArrayList<>();
    /** By group, if it has any: the subjects its members may not be grouped with. */
    private final Map<Integer, Set<Integer>> enemies = new HashMap<>();

    Grouping(List<Links> subjects, IdentityRules rules, Optional<Likeness> likeness) {
        this.rules = rules;
        this.likeness = likeness;
        this.parent = new int[subjects.size()];
        for (int subject = 0; subject < parent.length; subject++) {
            parent[subject] = subject;
            limited.add(limitedValues(subjects.get(subject)));
            kinds.add(kinds(subjects.get(subject)));
        }
    }

    private List<Links.Value> limitedValues(Links subject) {
        List<Links.Value> values = new ArrayList<>(2);
        for (Links.Value value : subject.values()) {
            if (rules.limit(value.namespace()) > 0 && !values.contains(value)) {
                values.add(value);
            }
        }
        return values;
    }

    private Set<Integer> kinds(Links subject) {
        return likeness.map(model -> model.kindOf(subject.recordKey()))
                .map(kind -> (Set<Integer>) new HashSet<>(Set.of(kind)))
                .orElse(Set.of());
    }

    /** Says that two subjects may not be grouped. */
    void setApart(int one, int other) {
        enemiesOf(one).add(other);
        enemiesOf(other).add(one);
    }

    private Set<Integer> enemiesOf(int group) {
        return enemies.computeIfAbsent(group, any -> new HashSet<>());
    }

    /** The group of a subject. */
    int of(int subject) {
        int at = subject;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Makes two groups one, whatever speaks against it. */
    void unite(int left, int right) {
        int keep = Math.min(left, right);
        int gone = Math.max(left, right);
        if (keep == gone) {
            return;
        }
        parent[gone] = keep;
        List<Links.Value> kept = limited.get(keep);
        for (Links.Value value : limited.get(gone)) {
            if (!kept.contains(value)) {
                kept.add(value);
            }
        }
        if (likeness.isPresent()) {
            kinds.get(keep).addAll(kinds.get(gone));
        }
        Set<Integer> inherited = enemies.get(gone);
        if (inherited != null) {
            enemiesOf(keep).addAll(inherited);
        }
    }

    /** Whether a decision keeps two groups apart. */
    boolean areEnemies(int left, int right) {
        return !enemies.isEmpty() && (isEnemy(left, right) || isEnemy(right, left));
    }

    private boolean isEnemy(int one, int other) {
        return enemies.getOrDefault(one, Set.of()).stream().anyMatch(enemy -> of(enemy) == other);
    }

    /** Whether limits and vetoes let two groups become one. */
    boolean areCompatible(int left, int right) {
        return withinLimits(limited.get(left), limited.get(right)) && mayBeOne(left, right);
    }

    /** Whether these groups may all become one, given that those of each side may. */
    boolean admits(Collection<Integer> left, Collection<Integer> right) {
        for (int one : left) {
            for (int other : right) {
                if (areEnemies(one, other)) {
                    return false;
                }
            }
        }
        return withinLimits(limited(left), limited(right));
    }

    private List<Links.Value> limited(Collection<Integer> groups) {
        return groups.stream()
                .flatMap(group -> limited.get(group).stream())
                .distinct()
                .toList();
    }

    private boolean withinLimits(List<Links.Value> some, List<Links.Value> others) {
        for (Links.Value value : some) {
            String namespace = value.namespace();
            long theirs = count(others, namespace);
            if (theirs > 0) {
                long together = theirs
                        + some.stream()
                                .filter(mine -> mine.namespace().equals(namespace) && !others.contains(mine))
                                .count();
                if (together > rules.limit(namespace)) {
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

    /** Whether what the subjects of two groups say rules none of their pairs out. */
    private boolean mayBeOne(int left, int right) {
        return likeness.isEmpty()
                || kinds.get(left).stream()
                        .noneMatch(one -> kinds.get(right).stream()
                                .anyMatch(other -> likeness.get().isRuledOut(one, other)));
    }
}
