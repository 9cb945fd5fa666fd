package io.serai.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.serai.match.population.Population;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {
    /** Values of Winkler's own papers. */
    @ParameterizedTest
    @CsvSource({
        "martha, marhta, 0.9611",
        "dwayne, duane, 0.84",
        "dixon, dicksonx, 0.8133",
        "jones, johnson, 0.8324",
        "abc, abc, 1",
        "abc, xyz, 0",
        "'', '', 1",
        "'', a, 0"
    })
    void isJaroWinkler(String one, String other, double expected) {
        assertThat(Similarity.jaroWinkler(one, other)).isCloseTo(expected, within(0.0001));
    }

    @ParameterizedTest
    @CsvSource({
        "anna, anna, true",
        "anna, ana, true",
        "anna, annna, true",
        "anna, anne, true",
        "anna, nana, true",
        "anna, nnaa, false",
        "wil, wli, true",
        "ab, ba, true",
        "abc, cba, false",
        "a, '', true",
        "ab, '', false",
        "aa, aaa, true"
    })
    void knowsOneEdit(String one, String other, boolean within) {
        assertThat(Similarity.withinOneEdit(one, other)).isEqualTo(within);
        assertThat(Similarity.withinOneEdit(other, one)).isEqualTo(within);
    }

    /** Whatever is looked at first to be done sooner, no pair that is alike enough may be lost by it. */
    @Test
    void knowsEveryPairThatIsAlikeEnough() {
        List<String> names = new Population(3)
                .records(600)
                .map(record -> record.values().getOrDefault(Role.SURNAME, ""))
                .toList();
        for (String one : names) {
            for (String other : names) {
                double alike = Similarity.jaroWinkler(one, other);
                double found = Similarity.jaroWinkler(one, other, 0.8);
                assertThat(found >= 0.8 ? found : 0).as("%s, %s", one, other).isEqualTo(alike >= 0.8 ? alike : 0);
            }
        }
    }

    @Test
    void doesNotDependOnTheOrderOfTwoTexts() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 20_000; round++) {
            String one = text(random);
            String other = text(random);
            assertThat(Similarity.jaroWinkler(one, other))
                    .as("%s and %s", one, other)
                    .isEqualTo(Similarity.jaroWinkler(other, one))
                    .isBetween(0.0, 1.0);
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append((char) ('a' + random.nextInt(4)));
        }
        return text.toString();
    }
}
