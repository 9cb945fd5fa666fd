package io.serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.ingest.Histories.Said;
import io.serai.record.CanonicalRecord;
import io.serai.run.ImportCounts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored profiles are a pure function of what was said: whatever the order, the batches and the repetitions. */
class IngestPropertiesIT {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void orderBatchesAndRepetitionsDoNotMatter(long seed) {
        // Given
        Histories histories = new Histories(new SplittableRandom(seed));
        List<Said> statements = histories.statements(150);
        try (TestHub straight = new TestHub();
                TestHub shuffled = new TestHub();
                TestHub whole = new TestHub()) {
            // When
            feed(straight, histories.batches(statements));
            List<Said> twice = new java.util.ArrayList<>(statements);
            twice.addAll(statements);
            feed(shuffled, histories.batches(histories.shuffled(twice)));
            feed(whole, bySource(statements));
            // Then
            assertThat(shuffled.content()).isEqualTo(straight.content());
            assertThat(whole.content()).isEqualTo(straight.content());
            assertThat(shuffled.events()).isEqualTo(straight.events());
            assertThat(whole.events()).isEqualTo(straight.events());
            assertThat(straight.events()).hasSizeGreaterThan(20);
            assertThat(straight.partition()).hasSizeGreaterThan(5);
            assertThat(straight.partition().stream().anyMatch(people -> people.size() > 1))
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12})
    void withoutLimitsPeopleAreTheComponentsOfSharedValues(long seed) {
        // Given
        String rules = "{ identity: default, link_on: { crm_id: {}, email: { blocked: ['info@*'] }, phone: {} } }";
        Histories histories = new Histories(new SplittableRandom(seed));
        List<Said> statements = histories.statements(120);
        try (TestHub hub = new TestHub(TestHub.SCHEMA, rules)) {
            // When
            feed(hub, histories.batches(statements));
            // Then
            assertThat(hub.partition()).isEqualTo(UnionFindJudge.people(statements));
        }
    }

    @Test
    @Tag("any-store")
    void thousandsInBatchesOfAThousandAreTheSamePeople() {
        // Given
        String rules = "{ identity: default, link_on: { crm_id: {}, email: { blocked: ['info@*'] }, phone: {} } }";
        List<Said> statements = new Histories(new SplittableRandom(31), 3_000).statements(4_000);
        List<List<Said>> batches = bySource(statements).stream()
                .flatMap(all -> IntStream.iterate(0, from -> from < all.size(), from -> from + 1_000)
                        .mapToObj(from -> all.subList(from, Math.min(all.size(), from + 1_000))))
                .toList();
        try (TestHub hub = new TestHub(TestHub.SCHEMA, rules)) {
            // When
            ImportCounts counts = feed(hub, batches);
            // Then
            assertThat(counts.read()).isEqualTo(4_000);
            assertThat(hub.partition())
                    .isEqualTo(UnionFindJudge.people(statements))
                    .hasSizeGreaterThan(500);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21})
    void importingTheSameAgainWritesNothing(long seed) {
        // Given
        Histories histories = new Histories(new SplittableRandom(seed));
        List<List<Said>> batches = bySource(histories.statements(100));
        try (TestHub hub = new TestHub()) {
            feed(hub, batches);
            Map<Set<String>, String> before = hub.content();
            Map<String, String> events = hub.events();
            long changed = maxChanged(hub);
            // When
            ImportCounts again = feed(hub, batches);
            // Then
            assertThat(again).isEqualTo(new ImportCounts(100, 0, 100, 0, 0, 0));
            assertThat(hub.content()).isEqualTo(before);
            assertThat(hub.events()).isEqualTo(events);
            assertThat(maxChanged(hub)).isEqualTo(changed);
        }
    }

    static ImportCounts feed(TestHub hub, List<List<Said>> batches) {
        ImportCounts total = ImportCounts.NONE;
        for (List<Said> batch : batches) {
            List<CanonicalRecord> records = batch.stream().map(Said::record).toList();
            ImportCounts counts = hub.store(batch.get(0).source(), records);
            assertThat(counts.balance()).isTrue();
            total = total.plus(counts);
        }
        return total;
    }

    static List<List<Said>> bySource(List<Said> statements) {
        return List.copyOf(statements.stream()
                .sorted(Comparator.comparing(Said::source))
                .collect(java.util.stream.Collectors.groupingBy(Said::source))
                .values());
    }

    private static long maxChanged(TestHub hub) {
        return hub.database()
                .inTransaction(handle -> handle.createQuery("SELECT MAX(changed) FROM profile")
                        .mapTo(Long.class)
                        .one());
    }
}
