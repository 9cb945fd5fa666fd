package io.serai.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A model that is passed on tells nobody who was in the records it was learnt from. */
class FrequentValuesTest {
    private static final MatchModel LEARNT = ShippedModel.people(List.of("surname", "email"))
            .counted(Map.of(
                    "surname", new Frequencies(Map.of("koch", 0.01, "zschokke", 0.0005), 0.0001, 0.001),
                    "email", new Frequencies(Map.of("ann@mail.example", 0.02), 0.0001, 0.0001)));

    @Test
    void frequentNamesStayAndNothingElse() {
        // When
        Map<String, Frequencies> kept = FrequentValues.only(LEARNT).frequencies();
        // Then
        assertThat(kept.get("surname").common()).containsOnlyKeys("koch");
        assertThat(kept.get("email").common()).isEmpty();
    }

    /** 0.9895 in values of 0.0001 each, and one of 0.0005. */
    @Test
    void whatIsLeftOutIsAmongTheRareOnes() {
        // When
        Frequencies surname = FrequentValues.only(LEARNT).frequencies().get("surname");
        // Then
        assertThat(surname.rare()).isCloseTo(0.99 / 9_896, within(1e-12));
        assertThat(surname.average()).isEqualTo(0.001);
    }

    @Test
    void onlyTheFrequenciesChange() {
        // When
        MatchModel kept = FrequentValues.only(LEARNT);
        // Then
        assertThat(kept.counted(Map.of())).isEqualTo(LEARNT.counted(Map.of()));
    }
}
