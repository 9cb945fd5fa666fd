package io.serai.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ClusteringTest {
    private static final double LINK = 3;
    private static final double CUT = -2;

    private static Clustering clustering(double[][] weights) {
        return clustering(weights, Clustering.Admission.ALL);
    }

    private static Clustering clustering(double[][] weights, Clustering.Admission admission) {
        Clustering clustering =
                new Clustering(weights.length, LINK, CUT, (one, other) -> weights[one][other], admission);
        for (int one = 0; one < weights.length; one++) {
            for (int other = one + 1; other < weights.length; other++) {
                clustering.edge(one, other, weights[one][other]);
            }
        }
        return clustering;
    }

    /** Two households of three, each sure of itself, and one false link between them. */
    private static double[][] bridged(double between) {
        double[][] weights = new double[6][6];
        for (int one = 0; one < 6; one++) {
            for (int other = 0; other < 6; other++) {
                weights[one][other] = one / 3 == other / 3 ? 12 : -9;
            }
        }
        weights[2][3] = between;
        weights[3][2] = between;
        return weights;
    }

    @Test
    void oneFalseLinkDoesNotGlueTwoPeople() {
        assertThat(clustering(bridged(8)).cluster()).containsExactly(0, 0, 0, 3, 3, 3);
    }

    @Test
    void whatIsBoundStaysTogether() {
        Clustering clustering = clustering(bridged(8));
        clustering.bind(2, 3);
        assertThat(clustering.cluster()[2]).isEqualTo(clustering.cluster()[3]);
    }

    @Test
    void aPairThatMayNeverBeGroupedIsNot() {
        double[][] weights = {
            {0, 9, 9},
            {9, 0, Double.NEGATIVE_INFINITY},
            {9, Double.NEGATIVE_INFINITY, 0},
        };
        assertThat(clustering(weights).cluster()).containsExactly(0, 0, 2);
    }

    @Test
    void admissionHasTheLastWord() {
        double[][] weights = new double[4][4];
        Arrays.stream(weights).forEach(row -> Arrays.fill(row, 9));
        int[] cluster = clustering(weights, (left, right) -> left.length + right.length <= 2)
                .cluster();
        assertThat(cluster).containsExactly(0, 0, 2, 2);
    }

    @Test
    void aSetTooLargeToWeighIsTakenApartAndSaid() {
        int size = Clustering.LARGEST + 100;
        Clustering clustering = new Clustering(
                size, LINK, CUT, (one, other) -> one / 10 == other / 10 ? 10 : -10, Clustering.Admission.ALL);
        for (int record = 1; record < size; record++) {
            clustering.edge(record - 1, record, record % 10 == 0 ? LINK : 10);
        }
        int[] cluster = clustering.cluster();
        for (int record = 0; record < size; record++) {
            assertThat(cluster[record]).isEqualTo(record / 10 * 10);
        }
        assertThat(clustering.oversized())
                .singleElement()
                .satisfies(members -> assertThat(members).hasSize(size));
    }

    /** A connected set is grouped the same whatever else is there: incremental work may leave the rest aside. */
    @RepeatedTest(50)
    void aConnectedSetIsGroupedTheSameByItself(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        int size = 12;
        double[][] both = new double[2 * size][2 * size];
        for (int one = 0; one < 2 * size; one++) {
            for (int other = one + 1; other < 2 * size; other++) {
                double weight = one / size == other / size ? random.nextInt(-12, 13) : -20;
                both[one][other] = weight;
                both[other][one] = weight;
            }
        }
        double[][] alone = new double[size][];
        for (int one = 0; one < size; one++) {
            alone[one] = Arrays.copyOf(both[one], size);
        }
        assertThat(Arrays.copyOf(clustering(both).cluster(), size))
                .as("seed %d", repetition.getCurrentRepetition())
                .isEqualTo(clustering(alone).cluster());
    }
}
