package io.serai.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the clusters that were found are those that are true. Only records that both sides know are compared; time and
 * memory grow with the records, not with their pairs. Immutable.
 *
 * @param records how many both sides know
 * @param withoutTruth keys of records that only the found clusters have
 * @param withoutCluster keys of records that only the truth has
 * @param found the clusters that were found
 * @param truth the clusters that are true, one a person
 * @param exact how many found clusters have all records of one person and no other
 * @param wrongest the clusters with most pairs of strangers, worst first
 * @param mostMissed the people with most pairs that were not found, worst first
 */
public record Audit(
        int records,
        List<String> withoutTruth,
        List<String> withoutCluster,
        Side found,
        Side truth,
        int exact,
        List<Fault> wrongest,
        List<Fault> mostMissed) {

    /**
     * One of the two partitions.
     *
     * @param clusters how many have a record that both sides know
     * @param divided how many have records that the other side has in several clusters: on the found side those that
     *     merge people, on the true side people who are split
     * @param largest records of the largest
     * @param pairs pairs of records in one cluster
     * @param commonPairs those of them that the other side has in one cluster, too
     */
    public record Side(int clusters, int divided, int largest, long pairs, long commonPairs) {
        /** Pairs that the other side does not have. */
        public long pairsAlone() {
            return pairs - commonPairs;
        }

        /** The part of the pairs that the other side has, too; 1 if there are no pairs. */
        double share() {
            return pairs == 0 ? 1 : (double) commonPairs / pairs;
        }
    }

    /**
     * A cluster that the other side divides.
     *
     * @param cluster its name
     * @param pairs pairs of it that the other side does not have
     * @param parts the keys of its records, by the other side's names of their clusters
     */
    public record Fault(String cluster, long pairs, Map<String, List<String>> parts) {}

    public Audit {
        withoutTruth = List.copyOf(withoutTruth);
        withoutCluster = List.copyOf(withoutCluster);
        wrongest = List.copyOf(wrongest);
        mostMissed = List.copyOf(mostMissed);
    }

    /**
     * @param worst how many faults of each kind are named
     */
    public static Audit of(Grouping found, Grouping truth, int worst) {
        List<String> shared = new ArrayList<>();
        List<String> withoutTruth = new ArrayList<>();
        List<String> withoutCluster = new ArrayList<>();
        found.records().forEach(record -> (truth.group(record).isPresent() ? shared : withoutTruth).add(record));
        truth.records().forEach(record -> {
            if (found.group(record).isEmpty()) {
                withoutCluster.add(record);
            }
        });
        Division byTruth = new Division(shared, found, truth);
        Division byFound = new Division(shared, truth, found);
        return new Audit(
                shared.size(),
                withoutTruth,
                withoutCluster,
                byTruth.side(),
                byFound.side(),
                byTruth.exact(byFound),
                byTruth.worst(worst),
                byFound.worst(worst));
    }

    /** The part of the found pairs that are true; 1 if none was found. */
    public double precision() {
        return found.share();
    }

    /** The part of the true pairs that were found; 1 if there are none. */
    public double recall() {
        return truth.share();
    }

    /** The harmonic mean of {@link #precision} and {@link #recall}. */
    public double f1() {
        long pairs = found.pairs() + truth.pairs();
        return pairs == 0 ? 1 : 2.0 * found.commonPairs() / pairs;
    }

    /** How one side's clusters fall into the other's: a contingency table, of which each row is made in turn. */
    private static final class Division {
        private final List<String> records;
        private final Grouping clusters;
        private final Grouping others;
        private final int[] clusterOf;
        private final int[] otherOf;

        /** Where the members of a cluster begin in {@link #members}, and at the end how many there are in all. */
        private final int[] begins;

        private final int[] members;
        private final int[] parts;
        private final long[] common;

        Division(List<String> records, Grouping clusters, Grouping others) {
            this.records = records;
            this.clusters = clusters;
            this.others = others;
            clusterOf = groups(records, clusters);
            otherOf = groups(records, others);
            begins = new int[clusters.size() + 1];
            members = new int[records.size()];
            parts = new int[clusters.size()];
            common = new long[clusters.size()];
            collect();
            count();
        }

        private static int[] groups(List<String> records, Grouping grouping) {
            return records.stream()
                    .mapToInt(record -> grouping.group(record).orElseThrow())
                    .toArray();
        }

        private void collect() {
            for (int cluster : clusterOf) {
                begins[cluster + 1]++;
            }
            for (int cluster = 0; cluster < clusters.size(); cluster++) {
                begins[cluster + 1] += begins[cluster];
            }
            int[] next = begins.clone();
            for (int record = 0; record < members.length; record++) {
                members[next[clusterOf[record]]++] = record;
            }
        }

        private void count() {
            int[] seen = new int[others.size()];
            for (int cluster = 0; cluster < clusters.size(); cluster++) {
                for (int i = begins[cluster]; i < begins[cluster + 1]; i++) {
                    int other = otherOf[members[i]];
                    parts[cluster] += seen[other] == 0 ? 1 : 0;
                    common[cluster] += seen[other]++;
                }
                for (int i = begins[cluster]; i < begins[cluster + 1]; i++) {
                    seen[otherOf[members[i]]] = 0;
                }
            }
        }

        private int size(int cluster) {
            return begins[cluster + 1] - begins[cluster];
        }

        private long pairs(int cluster) {
            return (long) size(cluster) * (size(cluster) - 1) / 2;
        }

        private long pairsAlone(int cluster) {
            return pairs(cluster) - common[cluster];
        }

        Side side() {
            int present = 0;
            int divided = 0;
            int largest = 0;
            long pairs = 0;
            long together = 0;
            for (int cluster = 0; cluster < clusters.size(); cluster++) {
                present += parts[cluster] > 0 ? 1 : 0;
                divided += parts[cluster] > 1 ? 1 : 0;
                largest = Math.max(largest, size(cluster));
                pairs += pairs(cluster);
                together += common[cluster];
            }
            return new Side(present, divided, largest, pairs, together);
        }

        /** How many clusters are clusters of the other side, too. */
        int exact(Division other) {
            int exact = 0;
            for (int cluster = 0; cluster < clusters.size(); cluster++) {
                boolean whole = parts[cluster] == 1 && other.size(otherOf[members[begins[cluster]]]) == size(cluster);
                exact += whole ? 1 : 0;
            }
            return exact;
        }

        List<Fault> worst(int count) {
            List<Integer> divided = new ArrayList<>();
            for (int cluster = 0; cluster < clusters.size(); cluster++) {
                if (parts[cluster] > 1) {
                    divided.add(cluster);
                }
            }
            divided.sort((one, another) -> Long.compare(pairsAlone(another), pairsAlone(one)));
            return divided.stream().limit(count).map(this::fault).toList();
        }

        private Fault fault(int cluster) {
            Map<String, List<String>> keys = new LinkedHashMap<>();
            for (int i = begins[cluster]; i < begins[cluster + 1]; i++) {
                keys.computeIfAbsent(others.name(otherOf[members[i]]), name -> new ArrayList<>())
                        .add(records.get(members[i]));
            }
            return new Fault(clusters.name(cluster), pairsAlone(cluster), keys);
        }
    }
}
