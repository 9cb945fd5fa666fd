package io.serai.match.population;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.match.Role;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Made-up people are always the same, as unevenly named as in life, and hard to tell apart where they should be. */
class PopulationTest {
    private static final int RECORDS = 20_000;
    private static final List<MadeUpRecord> SAMPLE =
            new Population(42).records(RECORDS).toList();

    @Test
    void aSeedIsAPopulation() {
        // When
        List<MadeUpRecord> again = new Population(42).records(1_000).toList();
        List<MadeUpRecord> others = new Population(43).records(1_000).toList();
        // Then
        assertThat(again).isEqualTo(SAMPLE.subList(0, 1_000)).isNotEqualTo(others);
    }

    @Test
    void everyTrapIsSetManyTimes() {
        // When
        Map<Trap, Long> traps = SAMPLE.stream()
                .flatMap(record -> record.traps().stream())
                .collect(groupingBy(trap -> trap, counting()));
        // Then
        assertThat(traps).containsOnlyKeys(Trap.values());
        assertThat(traps.values()).allMatch(count -> count > RECORDS / 200);
    }

    @Test
    void keysAreUniqueAndPeopleHaveSeveralRecords() {
        // When
        Map<String, Long> records = SAMPLE.stream().collect(groupingBy(MadeUpRecord::person, counting()));
        // Then
        assertThat(SAMPLE.stream().map(MadeUpRecord::key).distinct()).hasSize(RECORDS);
        assertThat(records.values()).contains(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(records.size()).isBetween(RECORDS / 3, RECORDS * 2 / 3);
    }

    @Test
    void frequentNamesAreFrequentAndMostAreRare() {
        // When
        Map<String, Set<String>> bearers = SAMPLE.stream()
                .collect(groupingBy(
                        record -> record.values().get(Role.SURNAME), mapping(MadeUpRecord::household, toSet())));
        List<Integer> sizes = bearers.values().stream()
                .map(Set::size)
                .sorted(Comparator.reverseOrder())
                .toList();
        // Then
        assertThat(sizes.get(0)).isGreaterThan(40);
        assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(2);
    }

    /** Shared addresses are those of households, or of a shop. */
    @Test
    void strangersShareNoMailbox() {
        // Given
        Map<String, Set<String>> households = new HashMap<>();
        // When
        SAMPLE.stream()
                .filter(record -> record.values().containsKey(Role.EMAIL) && isUnspoilt(record))
                .forEach(record -> households
                        .computeIfAbsent(record.values().get(Role.EMAIL), email -> new HashSet<>())
                        .add(record.household()));
        // Then
        assertThat(households.values()).allMatch(holders -> holders.size() == 1);
    }

    /** Each person's first record has no slips. */
    private static boolean isUnspoilt(MadeUpRecord record) {
        return record.key().endsWith("-0");
    }

    @Test
    void whatTellsTwoOfAHouseholdApartIsThere() {
        // When
        List<MadeUpRecord> twins = with(Trap.TWIN);
        List<MadeUpRecord> namesakes = with(Trap.NAMESAKE);
        // Then
        assertThat(twins).allMatch(record -> record.values().containsKey(Role.GIVEN_NAME));
        assertThat(namesakes).allMatch(record -> record.values().containsKey(Role.BIRTH_DATE));
        Map<String, Set<String>> births = namesakes.stream()
                .filter(PopulationTest::isUnspoilt)
                .collect(groupingBy(
                        MadeUpRecord::household,
                        mapping(record -> record.values().get(Role.BIRTH_DATE), toSet())));
        assertThat(births.values().stream().filter(dates -> dates.size() == 2).count())
                .isGreaterThan(births.size() / 2);
    }

    private static List<MadeUpRecord> with(Trap trap) {
        return SAMPLE.stream().filter(record -> record.traps().contains(trap)).toList();
    }
}
