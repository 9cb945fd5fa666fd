package io.serai.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.match.population.Population;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KeyHashesTest {
    private static final MatchModel MODEL = ShippedModel.people(Set.of(
            "given_name", "surname", "birth_date", "email", "phone", "street", "postcode", "city", "birth_place"));

    /** Some with two names that are the same, and some with several values, beside made-up people. */
    private static List<Person> people() {
        PersonReader reader = new PersonReader(MODEL);
        List<Map<Role, List<String>>> said = new Population(5)
                .records(2_000)
                .map(record -> record.values().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))))
                .collect(Collectors.toList());
        said.add(Map.of(
                Role.GIVEN_NAME, List.of("Otto"), Role.SURNAME, List.of("Otto"), Role.BIRTH_DATE, List.of("1980-02")));
        said.add(Map.of(
                Role.GIVEN_NAME, List.of("Otto", "Ottokar"),
                Role.SURNAME, List.of("Otto", "Weber"),
                Role.BIRTH_DATE, List.of("1980-02-03"),
                Role.POSTCODE, List.of("10115", "20095")));
        return said.stream().map(roles -> reader.read(roles, Map.of())).toList();
    }

    @Test
    void equalTextsHaveEqualHashesAndOthersOthers() {
        Matcher matcher = new Matcher(MODEL);
        List<Person> people = people();
        for (int key = 0; key < MODEL.keys().size(); key++) {
            KeyHashes hashes = new KeyHashes(MODEL.keys().get(key), MODEL);
            Map<String, Long> byText = new HashMap<>();
            for (Person person : people) {
                // When
                hashes.of(person);
                // Then
                Set<Long> found = new HashSet<>();
                for (int at = 0; at < hashes.count(); at++) {
                    found.add(hashes.get(at));
                }
                assertThat(found).hasSize(hashes.count());
                List<String> texts = matcher.keys(person, key);
                assertThat(found).hasSameSizeAs(texts);
                if (texts.size() == 1) {
                    long hash = found.iterator().next();
                    assertThat(byText.merge(texts.get(0), hash, (before, now) -> before))
                            .isEqualTo(hash);
                } else {
                    texts.stream()
                            .filter(byText::containsKey)
                            .forEach(text -> assertThat(found).contains(byText.getOrDefault(text, 0L)));
                }
            }
            assertThat(new HashSet<>(byText.values())).hasSameSizeAs(byText.keySet());
        }
    }
}
