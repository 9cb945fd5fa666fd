package io.serai.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.identity.PlanDetail.Glue;
import io.serai.identity.PlanDetail.Large;
import io.serai.ingest.TestHub;
import io.serai.record.CanonicalRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan says in detail is what people are after it is applied, and it leaves no trace. */
class PlanDetailIT {
    private static final List<String> TABLES = List.of(
            "profile",
            "source_record",
            "identity_change",
            "generic_identifier",
            "match_key",
            "profile_group",
            "membership",
            "checkpoint");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void theLargestProfilesTheGlueAndThePairsAreThoseOfTheAppliedRules(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<CanonicalRecord> records = RebuildIT.records(random);
        try (TestHub hub = new TestHub(TestHub.SCHEMA, RebuildIT.rules(random))) {
            hub.store("crm", records);
            for (int change = 0; change < 3; change++) {
                String rules = RebuildIT.rules(random);
                Identity changed = RebuildIT.with(rules, hub);
                Map<Long, Set<String>> before = hub.membership();
                Map<String, String> traces = traces(hub);
                PlanWitness witness = new PlanWitness(changed);
                // When
                Rebuild.Effect effect = new Rebuild(changed, 7).plan(done -> {}, page -> {
                    Runnable saw = witness.see(page);
                    page.write(page.everyone());
                    return saw;
                });
                // Then
                assertThat(traces(hub)).as(rules).isEqualTo(traces);
                new Rebuild(changed, 7).apply(done -> {});
                Map<Long, Set<String>> after = hub.membership();
                assertThat(witness.detail().largest()).as(rules).isEqualTo(largest(before, after));
                assertThat(witness.detail().glue().stream().map(Glue::profiles).toList())
                        .as(rules)
                        .isEqualTo(glue(hub, changed, before, after));
                assertThat(witness.detail().pairs().size())
                        .isEqualTo((int) (Math.min(5, effect.merged()) + Math.min(5, effect.split())));
                witness.detail()
                        .pairs()
                        .forEach(example -> assertThat(example.pair().isOnePerson())
                                .isEqualTo(example.change().kind() == Resolution.Kind.MERGE));
            }
        }
    }

    private static Map<String, String> traces(TestHub hub) {
        Map<String, String> traces = new TreeMap<>();
        for (String table : TABLES) {
            traces.put(
                    table,
                    hub.database()
                            .inTransaction(handle -> handle.createQuery("CHECKSUM TABLE " + table)
                                    .map((row, context) -> row.getString(2))
                                    .one()));
        }
        return traces;
    }

    private static List<Large> largest(Map<Long, Set<String>> before, Map<Long, Set<String>> after) {
        List<Large> all = new ArrayList<>();
        after.forEach((id, records) ->
                all.add(new Large(id, records.size(), sharing(before, records).size())));
        return all.stream()
                .sorted(java.util.Comparator.comparingInt(Large::subjects)
                        .reversed()
                        .thenComparingLong(Large::profileId))
                .limit(10)
                .toList();
    }

    private static Set<Long> sharing(Map<Long, Set<String>> profiles, Set<String> records) {
        Set<Long> sharing = new HashSet<>();
        profiles.forEach((id, members) -> {
            if (members.stream().anyMatch(records::contains)) {
                sharing.add(id);
            }
        });
        return sharing;
    }

    /** How many of the profiles of before each value joins, strongest first. */
    private static List<Integer> glue(
            TestHub hub, Identity changed, Map<Long, Set<String>> before, Map<Long, Set<String>> after) {
        Map<String, Map<String, Integer>> holders = new HashMap<>();
        Map<String, Set<String>> values = new HashMap<>();
        hub.database()
                .jdbi()
                .useHandle(handle -> changed.subjects().page(handle, 0, 1_000).forEach(stored -> {
                    String record = "crm:" + stored.member().state().key();
                    for (LinkRule rule : changed.rules().rules()) {
                        for (String value : stored.member().state().identifiers(rule.namespace())) {
                            values.computeIfAbsent(record, any -> new HashSet<>())
                                    .add(rule.namespace() + " " + value);
                            holders.computeIfAbsent(rule.namespace(), any -> new HashMap<>())
                                    .merge(value, 1, Integer::sum);
                        }
                    }
                }));
        Map<String, Set<String>> blocked = new HashMap<>();
        for (LinkRule rule : changed.rules().rules()) {
            holders.getOrDefault(rule.namespace(), Map.of()).forEach((value, count) -> {
                if (count > rule.genericAbove() || rule.isBlocked(value)) {
                    blocked.computeIfAbsent("all", any -> new HashSet<>()).add(rule.namespace() + " " + value);
                }
            });
        }
        List<Integer> glue = new ArrayList<>();
        after.values().forEach(records -> {
            Map<String, Set<String>> by = new HashMap<>();
            records.forEach(record -> values.getOrDefault(record, Set.of()).stream()
                    .filter(value -> !blocked.getOrDefault("all", Set.of()).contains(value))
                    .forEach(value ->
                            by.computeIfAbsent(value, any -> new HashSet<>()).add(record)));
            by.values().forEach(sharing -> glue.add(sharing(before, sharing).size()));
        });
        return glue.stream()
                .filter(profiles -> profiles > 1)
                .sorted(java.util.Comparator.reverseOrder())
                .limit(10)
                .toList();
    }
}
