package io.serai.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two partitions are compared by their pairs. */
class AuditTest {
    private static final int WORST = 3;

    /** Groups are words, records their letters. */
    private static Grouping grouping(String... groups) {
        Grouping grouping = new Grouping();
        for (String group : groups) {
            group.chars().mapToObj(Character::toString).forEach(record -> grouping.add(record, "of " + group));
        }
        return grouping;
    }

    @Test
    void whatIsTheSameIsRight() {
        // When
        Audit audit = Audit.of(grouping("abc", "d"), grouping("d", "cab"), WORST);
        // Then
        assertThat(audit.f1()).isEqualTo(1);
        assertThat(audit.precision()).isEqualTo(1);
        assertThat(audit.recall()).isEqualTo(1);
        assertThat(audit.exact()).isEqualTo(2);
        assertThat(audit.wrongest()).isEmpty();
        assertThat(audit.mostMissed()).isEmpty();
    }

    @Test
    void aMergeCostsPrecisionAndASplitRecall() {
        // When
        Audit audit = Audit.of(grouping("abcd", "e", "fg"), grouping("ab", "cde", "fg"), WORST);
        // Then
        assertThat(audit.found()).isEqualTo(new Audit.Side(3, 1, 4, 7, 3));
        assertThat(audit.truth()).isEqualTo(new Audit.Side(3, 1, 3, 5, 3));
        assertThat(audit.precision()).isEqualTo(3.0 / 7);
        assertThat(audit.recall()).isEqualTo(3.0 / 5);
        assertThat(audit.f1()).isCloseTo(0.5, within(1e-12));
        assertThat(audit.exact()).isEqualTo(1);
        assertThat(audit.wrongest())
                .containsExactly(
                        new Audit.Fault("of abcd", 4, Map.of("of ab", List.of("a", "b"), "of cde", List.of("c", "d"))));
        assertThat(audit.mostMissed())
                .containsExactly(
                        new Audit.Fault("of cde", 2, Map.of("of abcd", List.of("c", "d"), "of e", List.of("e"))));
    }

    @Test
    void theWorstComeFirstAndNoMoreThanAsked() {
        // When
        Audit audit = Audit.of(grouping("ab", "cdef", "ghi"), grouping("a", "b", "c", "d", "e", "f", "gh", "i"), 2);
        // Then
        assertThat(audit.wrongest()).extracting(Audit.Fault::cluster).containsExactly("of cdef", "of ghi");
        assertThat(audit.wrongest()).extracting(Audit.Fault::pairs).containsExactly(6L, 2L);
    }

    @Test
    void recordsOfOneSideAreToldAndNotCompared() {
        // When
        Audit audit = Audit.of(grouping("abx", "y"), grouping("abz"), WORST);
        // Then
        assertThat(audit.records()).isEqualTo(2);
        assertThat(audit.withoutTruth()).containsExactly("x", "y");
        assertThat(audit.withoutCluster()).containsExactly("z");
        assertThat(audit.f1()).isEqualTo(1);
        assertThat(audit.found().clusters()).isEqualTo(1);
    }

    @Test
    void whereThereAreNoPairsNothingIsWrong() {
        // When
        Audit audit = Audit.of(grouping("a", "b"), grouping("b", "a"), WORST);
        // Then
        assertThat(audit.f1()).isEqualTo(1);
        assertThat(audit.precision()).isEqualTo(1);
        assertThat(audit.recall()).isEqualTo(1);
    }

    @Test
    void aRecordIsInOneGroup() {
        // Given
        Grouping grouping = grouping("ab");
        // When
        boolean added = grouping.add("a", "another");
        // Then
        assertThat(added).isFalse();
        assertThat(Audit.of(grouping, grouping("ab"), WORST).exact()).isEqualTo(1);
    }

    /** The judge compares sets of pairs. */
    @Test
    void itCountsAsPairByPair() {
        SplittableRandom seeds = new SplittableRandom();
        for (int round = 0; round < 200; round++) {
            // Given
            long seed = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            int records = 1 + random.nextInt(30);
            int[] found = random.ints(records, 0, 1 + random.nextInt(12)).toArray();
            int[] truth = random.ints(records, 0, 1 + random.nextInt(12)).toArray();
            // When
            Audit audit = Audit.of(grouping(found), grouping(truth), records);
            // Then
            Set<Long> common = pairs(found);
            common.retainAll(pairs(truth));
            assertThat(audit.found().pairs())
                    .as("seed %d", seed)
                    .isEqualTo(pairs(found).size());
            assertThat(audit.truth().pairs())
                    .as("seed %d", seed)
                    .isEqualTo(pairs(truth).size());
            assertThat(audit.found().commonPairs()).as("seed %d", seed).isEqualTo(common.size());
            assertThat(audit.truth().commonPairs()).as("seed %d", seed).isEqualTo(common.size());
            assertThat(audit.wrongest().stream().mapToLong(Audit.Fault::pairs).sum())
                    .as("seed %d", seed)
                    .isEqualTo(audit.found().pairsAlone());
        }
    }

    private static Grouping grouping(int[] groups) {
        Grouping grouping = new Grouping();
        for (int record = 0; record < groups.length; record++) {
            grouping.add("r" + record, "g" + groups[record]);
        }
        return grouping;
    }

    private static Set<Long> pairs(int[] groups) {
        Set<Long> pairs = new HashSet<>();
        for (int one = 0; one < groups.length; one++) {
            for (int another = one + 1; another < groups.length; another++) {
                if (groups[one] == groups[another]) {
                    pairs.add((long) one * groups.length + another);
                }
            }
        }
        return pairs;
    }
}
