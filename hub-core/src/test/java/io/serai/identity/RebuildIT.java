package io.serai.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.serai.config.Applied;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import io.serai.record.CanonicalRecord;
import io.serai.record.IdentifierValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plan says is what applying does; and what applying does is what the new rules had done from the start. */
class RebuildIT {
    private static final int PAGE = 7;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void thePlanOfChangedRulesIsWhatApplyingThemDoes(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<CanonicalRecord> records = records(random);
        try (TestHub hub = new TestHub(TestHub.SCHEMA, rules(random))) {
            hub.store("crm", records);
            for (int change = 0; change < 5; change++) {
                String rules = rules(random);
                Map<Long, Set<String>> before = hub.membership();
                Identity changed = with(rules, hub);
                // When
                Rebuild.Effect plan = new Rebuild(changed, PAGE).plan(done -> {});
                Map<Long, Set<String>> planned = hub.membership();
                Rebuild.Effect applied = new Rebuild(changed, PAGE).apply(done -> {});
                // Then
                assertThat(planned).isEqualTo(before);
                assertThat(plan)
                        .as("seed %d, change %d: %s", seed, change, rules)
                        .isEqualTo(applied);
                assertThat(hub.partition()).hasSize((int) plan.profiles());
                try (TestHub fresh = new TestHub(TestHub.SCHEMA, rules)) {
                    fresh.store("crm", records);
                    assertThat(hub.partition()).isEqualTo(fresh.partition());
                }
            }
        }
    }

    @Test
    void nothingIsStoredByRulesThatAnotherHubHasReplaced() {
        // Given
        try (TestHub hub = new TestHub()) {
            Applied applied = new Applied(hub.database(), hub.identity().clock());
            Applied.Texts texts = new Applied.Texts(TestHub.SCHEMA, TestHub.RULES, new TreeMap<>());
            Identity ours = under(applied.save(texts).number(), hub);
            assertThat(ours.<Long>work((handle, work) -> work.sequence())).isPositive();
            // When
            Identity theirs = under(applied.save(texts).number(), hub);
            // Then
            assertThatExceptionOfType(SeraiException.class)
                    .isThrownBy(() -> ours.<Long>work((handle, work) -> work.sequence()))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RULES_OVERTAKEN));
            assertThat(theirs.<Long>work((handle, work) -> work.sequence())).isPositive();
        }
    }

    private static Identity under(long applied, TestHub hub) {
        Identity identity = hub.identity();
        return new Identity(
                hub.database(),
                TestHub.KEYRING,
                identity.clock(),
                identity.schema(),
                identity.rules(),
                OptionalLong.of(applied));
    }

    @Test
    void aLowerCapSplitsWhoseValueIsNowGenericAndAHigherOneMergesThemAgain() {
        // Given
        try (TestHub hub = new TestHub(TestHub.SCHEMA, emailAbove(5))) {
            List<CanonicalRecord> records = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                records.add(record("r" + i, Map.of("email", "office@example.com")));
            }
            hub.store("crm", records);
            assertThat(hub.partition()).hasSize(1);
            // When
            Rebuild.Effect lower = new Rebuild(with(emailAbove(3), hub), PAGE).plan(done -> {});
            // Then
            assertThat(lower.split()).isEqualTo(3);
            assertThat(new Rebuild(with(emailAbove(3), hub), PAGE).apply(done -> {}))
                    .isEqualTo(lower);
            assertThat(hub.partition()).hasSize(4);
            // When
            Rebuild.Effect higher = new Rebuild(with(emailAbove(4), hub), PAGE).plan(done -> {});
            // Then
            assertThat(higher.merged()).isEqualTo(3);
            assertThat(new Rebuild(with(emailAbove(4), hub), PAGE).apply(done -> {}))
                    .isEqualTo(higher);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void applyingThatBreaksOffGoesOnWhereItWasAndKeepsTheSameNumbers(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<CanonicalRecord> records = records(random);
        String before = rules(random);
        String after = rules(random);
        try (TestHub straight = new TestHub(TestHub.SCHEMA, before);
                TestHub broken = new TestHub(TestHub.SCHEMA, before)) {
            straight.store("crm", records);
            broken.store("crm", records);
            assertThat(broken.membership()).isEqualTo(straight.membership());
            new Rebuild(with(after, straight), PAGE).apply(done -> {});
            // When
            int pages = 0;
            for (boolean ended = false; !ended; pages++) {
                try {
                    new Rebuild(with(after, broken), PAGE).apply(done -> {
                        throw new IllegalStateException("the hub dies");
                    });
                    ended = true;
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessage("the hub dies");
                }
            }
            // Then
            assertThat(pages).isGreaterThan(records.size() / PAGE);
            assertThat(broken.membership()).isEqualTo(straight.membership());
            assertThat(broken.content()).isEqualTo(straight.content());
            assertThat(lineage(broken)).isEqualTo(lineage(straight));
        }
    }

    private static List<String> lineage(TestHub hub) {
        return hub.database()
                .inTransaction(handle -> handle.createQuery("SELECT CONCAT_WS(' ', kind, profile_id, other_id, moved)"
                                + " FROM identity_change ORDER BY kind, profile_id, other_id, id")
                        .mapTo(String.class)
                        .list());
    }

    static Identity with(String rules, TestHub hub) {
        return new Identity(
                hub.database(),
                TestHub.KEYRING,
                hub.identity().clock(),
                hub.identity().schema(),
                TestHub.rules(rules, hub.identity().schema()));
    }

    private static String emailAbove(int cap) {
        return "{ identity: default, link_on: { email: { generic_above: %d } } }".formatted(cap);
    }

    static String rules(SplittableRandom random) {
        List<String> links = new ArrayList<>();
        for (String namespace : List.of("crm_id", "email", "phone")) {
            if (random.nextInt(4) > 0) {
                String limit = random.nextBoolean() ? ", limit: " + (1 + random.nextInt(3)) : "";
                String blocked = random.nextInt(3) == 0 ? ", blocked: ['*" + random.nextInt(10) + "']" : "";
                links.add("%s: { generic_above: %d%s%s }".formatted(namespace, 2 + random.nextInt(7), limit, blocked));
            }
        }
        String on = links.isEmpty() ? "phone: {}" : String.join(", ", links);
        return "{ identity: default, link_on: { " + on + " } }";
    }

    static List<CanonicalRecord> records(SplittableRandom random) {
        List<CanonicalRecord> records = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            Map<String, String> identifiers = new LinkedHashMap<>();
            identifiers.put("crm_id", "c" + random.nextInt(40));
            // The square makes some values common and most rare.
            identifiers.put("email", "user" + random.nextInt(1 + random.nextInt(60)));
            if (random.nextBoolean()) {
                identifiers.put("phone", "+4930" + random.nextInt(1 + random.nextInt(40)));
            }
            records.add(record("r" + i, identifiers));
        }
        return records;
    }

    private static CanonicalRecord record(String key, Map<String, String> identifiers) {
        Map<String, IdentifierValues> values = new LinkedHashMap<>();
        identifiers.forEach((name, value) -> values.put(name, new IdentifierValues(List.of(value), false)));
        return new CanonicalRecord(
                key, Optional.of(Instant.parse("2026-01-01T00:00:00Z")), false, values, Map.of(), Map.of(), List.of());
    }
}
