package io.serai.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.serai.match.population.MadeUpRecord;
import io.serai.match.population.Population;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On made-up people, whose truth is known and whose households are full of traps. */
class BatchResolverTest {
    private static final List<MadeUpRecord> RECORDS =
            new Population(11).records(12_000).toList();

    private static MatchModel model() {
        Set<Role> roles = RECORDS.stream()
                .flatMap(record -> record.values().keySet().stream())
                .collect(Collectors.toSet());
        return ShippedModel.people(PersonReader.fieldsOf(roles));
    }

    private record Resolved(List<MadeUpRecord> records, BatchResolver.Result result) {
        Map<String, String> clusters() {
            Map<String, String> clusters = new HashMap<>();
            for (int record = 0; record < records.size(); record++) {
                clusters.put(
                        records.get(record).key(),
                        records.get(result.cluster()[record]).key());
            }
            return clusters;
        }

        Audit audit() {
            Grouping found = new Grouping();
            clusters().forEach(found::add);
            Grouping truth = new Grouping();
            records.forEach(record -> truth.add(record.key(), record.person()));
            return Audit.of(found, truth, 0);
        }

        /** How many clusters hold records of several people, all of whom are as asked. */
        long mixed(Predicate<Set<MadeUpRecord>> which) {
            Map<Integer, Set<MadeUpRecord>> members = new HashMap<>();
            for (int record = 0; record < records.size(); record++) {
                members.computeIfAbsent(result.cluster()[record], any -> new HashSet<>())
                        .add(records.get(record));
            }
            return members.values().stream()
                    .filter(cluster -> cluster.stream()
                                    .map(MadeUpRecord::person)
                                    .distinct()
                                    .count()
                            > 1)
                    .filter(which)
                    .count();
        }
    }

    private static Resolved resolve(List<MadeUpRecord> given, boolean train) {
        List<MadeUpRecord> records =
                given.stream().sorted(Comparator.comparing(MadeUpRecord::key)).toList();
        PersonReader reader = new PersonReader(model());
        List<Person> people = records.stream()
                .map(record -> reader.read(
                        record.values().entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                        Map.of()))
                .toList();
        return new Resolved(records, BatchResolver.resolve(people, model(), train, 1, stage -> {}));
    }

    @Test
    void noStrangersAreMerged() {
        assertThat(resolve(RECORDS, false).mixed(BatchResolverTest::areStrangers))
                .isZero();
    }

    /** Twins and namesakes of one address, with records that lack what tells them apart, are the hardest there is. */
    @ParameterizedTest
    @CsvSource({"false, 0.001, 0.90", "true, 0.002, 0.94"})
    void fewPairsAreWrongAndMostAreFound(boolean train, double wrong, double found) {
        Audit audit = resolve(RECORDS, train).audit();
        assertThat(audit.precision()).isGreaterThan(1 - wrong);
        assertThat(audit.recall()).isGreaterThan(found);
        assertThat(audit.found().largest())
                .isLessThanOrEqualTo(2 * audit.truth().largest());
    }

    private static boolean areStrangers(Set<MadeUpRecord> cluster) {
        return cluster.stream().map(MadeUpRecord::household).distinct().count() > 1;
    }

    @Test
    void theOrderOfTheRecordsDoesNotMatter() {
        List<MadeUpRecord> shuffled = new ArrayList<>(RECORDS);
        Collections.shuffle(shuffled, new Random(3));
        assertThat(resolve(shuffled, true).clusters())
                .isEqualTo(resolve(RECORDS, true).clusters());
    }

    @Test
    void learntWeightsRiseFromLevelToLevel() {
        for (FieldModel field : resolve(RECORDS, true).result().model().fields()) {
            for (int level = 1; level < field.m().size(); level++) {
                assertThat(field.weight(level))
                        .as("%s, %s", field.name(), field.comparison().levels().get(level))
                        .isGreaterThanOrEqualTo(field.weight(level - 1) - 1e-9);
            }
        }
    }

    @Test
    void aNumberOnMoreRecordsThanAKeyMayBeOnSaysNothing() {
        // Given
        MatchModel model = ShippedModel.people(Set.of("surname", "phone", "email"));
        PersonReader reader = new PersonReader(model);
        List<Person> people = IntStream.rangeClosed(0, model.keyCap())
                .mapToObj(record -> reader.read(
                        Map.of(
                                Role.SURNAME, List.of("Ziegelhofer"),
                                Role.PHONE, List.of("0304 23125148"),
                                Role.EMAIL, List.of("same@example.org", "own" + record + "@example.org")),
                        Map.of()))
                .toList();
        // When
        Person without = GenericValues.without(people, model).get(7);
        List<Person> fewer = people.subList(1, people.size());
        // Then
        assertThat(without.value(model.place("phone"))).isNull();
        assertThat(without.value(model.place("email"))).isEqualTo(Value.of("own7@example.org", "own7"));
        assertThat(without.value(model.place("surname"))).isNotNull();
        assertThat(GenericValues.without(fewer, model)).isSameAs(fewer);
    }

    @Test
    void aWaterfallAddsUp() {
        Resolved resolved = resolve(RECORDS.subList(0, 400), true);
        Matcher matcher = new Matcher(resolved.result().model());
        PersonReader reader = new PersonReader(resolved.result().model());
        List<Person> people = resolved.records().stream()
                .map(record -> reader.read(
                        record.values().entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                        Map.of()))
                .toList();
        for (int one = 0; one < people.size(); one++) {
            Person left = people.get(one);
            Person right = people.get((one * 7 + 1) % people.size());
            Waterfall waterfall = matcher.explain(left, right);
            double sum = waterfall.prior()
                    + waterfall.bars().stream()
                            .mapToDouble(bar -> bar.weight() + bar.rarity())
                            .sum();
            assertThat(sum).isCloseTo(waterfall.weight(), within(1e-6));
            assertThat(matcher.weight(right, left)).as("symmetric").isEqualTo(matcher.weight(left, right));
        }
    }
}
