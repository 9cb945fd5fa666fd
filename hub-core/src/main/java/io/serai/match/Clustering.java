package io.serai.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Groups records into people. Links alone would chain strangers together, one false link at a time; so every pair in a
 * connected set of records is weighed, and the set is put together anew from its records by average linkage: the two
 * groups with the highest mean weight first, while that mean is not below the model's cut. A pure function: records must
 * come in an order that does not depend on when they arrived, and ties fall by it. Not thread-safe; one instance serves
 * one set of records.
 */
public final class Clustering {
    /** A set with more records than this is first taken apart at a higher weight. */
    static final int LARGEST = 500;

    private static final double STEP = 2;

    private final int records;
    private final double linkAt;
    private final double cutAt;
    private final Weights weights;
    private final Admission admission;
    private final int[] atom;
    private final List<Edge> edges = new ArrayList<>();
    private final int[] label;
    private final List<int[]> oversized = new ArrayList<>();

    /** Weighs pairs of records by their places. */
    @FunctionalInterface
    public interface Weights {
        /** The weight in bits; minus infinity if the two may never be grouped. Symmetric. */
        double of(int one, int other);
    }

    /** Has the last word on whether two groups may be joined: limits that no pair of records shows. */
    @FunctionalInterface
    public interface Admission {
        /** Lets all pass. */
        Admission ALL = (left, right) -> true;

        /** Whether these records may be one group. */
        boolean admits(int[] left, int[] right);
    }

    private record Edge(int one, int other, double weight) {}

    /**
     * @param records how many there are
     * @param linkAt the weight from which a pair is a link
     * @param cutAt the mean weight below which groups stay apart
     */
    public Clustering(int records, double linkAt, double cutAt, Weights weights, Admission admission) {
        this.records = records;
        this.linkAt = linkAt;
        this.cutAt = cutAt;
        this.weights = weights;
        this.admission = admission;
        this.atom = new int[records];
        this.label = new int[records];
        for (int record = 0; record < records; record++) {
            atom[record] = record;
            label[record] = record;
        }
    }

    /** Makes two records one group beforehand, whatever they weigh: a rule or a person has decided it. */
    public void bind(int one, int other) {
        int left = root(atom, one);
        int right = root(atom, other);
        atom[Math.max(left, right)] = Math.min(left, right);
    }

    /** Adds a pair that was weighed; it is a link if it weighs enough. */
    public void edge(int one, int other, double weight) {
        if (weight >= linkAt) {
            edges.add(new Edge(one, other, weight));
        }
    }

    /** Groups all records: for each the place of the first record of its group. */
    public int[] cluster() {
        int[] all = new int[records];
        for (int record = 0; record < records; record++) {
            all[record] = record;
        }
        split(all, edges, linkAt, true);
        return label.clone();
    }

    /** After {@link #cluster}: the sets that were too large to be weighed whole and had to be taken apart. */
    public List<int[]> oversized() {
        return List.copyOf(oversized);
    }

    /** Takes apart the sets that links connect, and groups each of them. */
    private void split(int[] members, List<Edge> links, double threshold, boolean outermost) {
        int[] parent = atom.clone();
        for (Edge edge : links) {
            if (edge.weight >= threshold) {
                int left = root(parent, edge.one);
                int right = root(parent, edge.other);
                parent[Math.max(left, right)] = Math.min(left, right);
            }
        }
        int[] order = Arrays.stream(members)
                .mapToLong(record -> ((long) root(parent, record) << 32) | record)
                .sorted()
                .mapToInt(packed -> (int) packed)
                .toArray();
        int start = 0;
        for (int end = 1; end <= order.length; end++) {
            if (end == order.length || root(parent, order[end]) != root(parent, order[start])) {
                piece(Arrays.copyOfRange(order, start, end), links, threshold, outermost);
                start = end;
            }
        }
    }

    private void piece(int[] members, List<Edge> links, double threshold, boolean outermost) {
        if (members.length == 1) {
            return;
        }
        List<int[]> groups = groups(members);
        if (groups.size() == 1) {
            name(groups.get(0));
        } else if (groups.size() <= LARGEST && members.length <= 4 * LARGEST) {
            new Linkage(groups).join().forEach(this::name);
        } else {
            if (outermost) {
                oversized.add(members);
            }
            boolean[] inside = new boolean[records];
            for (int member : members) {
                inside[member] = true;
            }
            List<Edge> own = links.stream().filter(edge -> inside[edge.one]).toList();
            split(members, own, threshold + STEP, false);
        }
    }

    private void name(int[] group) {
        for (int member : group) {
            label[member] = group[0];
        }
    }

    /** What is bound together among these, each group and all groups in the records' order. */
    private List<int[]> groups(int[] members) {
        List<int[]> groups = new ArrayList<>();
        int[] order = Arrays.stream(members)
                .mapToLong(record -> ((long) root(atom, record) << 32) | record)
                .sorted()
                .mapToInt(packed -> (int) packed)
                .toArray();
        int start = 0;
        for (int end = 1; end <= order.length; end++) {
            if (end == order.length || root(atom, order[end]) != root(atom, order[start])) {
                groups.add(Arrays.copyOfRange(order, start, end));
                start = end;
            }
        }
        return groups;
    }

    private static int root(int[] parent, int record) {
        int at = record;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Average linkage of one set of groups. */
    private final class Linkage {
        private final List<int[]> groups;
        private final int size;
        /** Sums of the weights between two groups; minus infinity for what may not be joined. */
        private final double[][] sums;

        private final boolean[] alive;
        private final int[] nearest;

        Linkage(List<int[]> groups) {
            this.groups = new ArrayList<>(groups);
            this.size = groups.size();
            this.sums = new double[size][size];
            this.alive = new boolean[size];
            this.nearest = new int[size];
            Arrays.fill(alive, true);
            for (int one = 0; one < size; one++) {
                for (int other = one + 1; other < size; other++) {
                    double sum = sum(groups.get(one), groups.get(other));
                    sums[one][other] = sum;
                    sums[other][one] = sum;
                }
            }
            for (int one = 0; one < size; one++) {
                nearest[one] = findNearest(one);
            }
        }

        private double sum(int[] left, int[] right) {
            double sum = 0;
            for (int one : left) {
                for (int other : right) {
                    sum += weights.of(one, other);
                }
            }
            return sum;
        }

        private double mean(int one, int other) {
            return sums[one][other] / ((double) groups.get(one).length * groups.get(other).length);
        }

        List<int[]> join() {
            int best = best();
            while (best >= 0) {
                int other = nearest[best];
                if (admission.admits(groups.get(best), groups.get(other))) {
                    merge(Math.min(best, other), Math.max(best, other));
                } else {
                    forbid(best, other);
                }
                best = best();
            }
            List<int[]> joined = new ArrayList<>();
            for (int one = 0; one < size; one++) {
                if (alive[one]) {
                    joined.add(groups.get(one));
                }
            }
            return joined;
        }

        /** The first group with the highest mean weight to another; -1 if none reaches the cut. */
        private int best() {
            int best = -1;
            double highest = cutAt;
            for (int one = 0; one < size; one++) {
                if (alive[one] && nearest[one] >= 0) {
                    double mean = mean(one, nearest[one]);
                    if (mean > highest || (best < 0 && mean >= highest)) {
                        best = one;
                        highest = mean;
                    }
                }
            }
            return best;
        }

        private int findNearest(int one) {
            int found = -1;
            double highest = Double.NEGATIVE_INFINITY;
            for (int other = 0; other < size; other++) {
                if (other != one && alive[other]) {
                    double mean = mean(one, other);
                    if (mean > highest) {
                        found = other;
                        highest = mean;
                    }
                }
            }
            return found;
        }

        private void forbid(int one, int other) {
            sums[one][other] = Double.NEGATIVE_INFINITY;
            sums[other][one] = Double.NEGATIVE_INFINITY;
            nearest[one] = findNearest(one);
            nearest[other] = findNearest(other);
        }

        private void merge(int kept, int gone) {
            int[] together = Arrays.copyOf(groups.get(kept), groups.get(kept).length + groups.get(gone).length);
            System.arraycopy(groups.get(gone), 0, together, groups.get(kept).length, groups.get(gone).length);
            Arrays.sort(together);
            groups.set(kept, together);
            alive[gone] = false;
            for (int other = 0; other < size; other++) {
                if (alive[other] && other != kept) {
                    sums[kept][other] += sums[gone][other];
                    sums[other][kept] = sums[kept][other];
                }
            }
            nearest[kept] = findNearest(kept);
            for (int other = 0; other < size; other++) {
                if (alive[other] && other != kept) {
                    if (nearest[other] == kept || nearest[other] == gone) {
                        nearest[other] = findNearest(other);
                    } else if (nearest[other] >= 0 && mean(other, kept) > mean(other, nearest[other])) {
                        nearest[other] = kept;
                    }
                }
            }
        }
    }
}
