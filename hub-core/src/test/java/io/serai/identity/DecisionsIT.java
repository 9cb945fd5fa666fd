package io.serai.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import io.serai.profile.ProfileCount;
import io.serai.record.CanonicalRecord;
import io.serai.record.IdentifierValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-store")
class DecisionsIT {

    private static CanonicalRecord record(String key, Map<String, String> identifiers) {
        Map<String, IdentifierValues> values = identifiers.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> new IdentifierValues(List.of(entry.getValue()), false)));
        return new CanonicalRecord(
                key,
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                false,
                values,
                Map.of("city", Optional.of("City of " + key)),
                Map.of(),
                List.of());
    }

    private static final CanonicalRecord ANN = record("ann", Map.of("email", "ann@example.com"));
    private static final CanonicalRecord BOB = record("bob", Map.of("email", "bob@example.com", "phone", "+49301"));
    private static final CanonicalRecord SHARED = record("both", Map.of("email", "ann@example.com", "phone", "+49301"));

    @Test
    void whoIsCountedIsWhoThereIsNow() {
        try (TestHub hub = new TestHub()) {
            ProfileCount count = new ProfileCount(hub.database());
            assertThat(count.live()).isZero();
            hub.store("crm", List.of(ANN, BOB));
            assertThat(count.live()).isEqualTo(2);
            hub.store("crm", List.of(SHARED));
            assertThat(count.live()).isEqualTo(1);
            long profile = hub.membership().keySet().iterator().next();
            Explanation why = new Explainer(hub.identity()).explain(profile).orElseThrow();
            new Decider(hub.identity()).unmerge(profile, List.of(number(why, "bob")), TestHub.BY, "not the same");
            assertThat(count.live()).isEqualTo(2);
        }
    }

    @Test
    void unmergeEqualsNeverMergedAndSurvivesLaterRecords() {
        // Given
        try (TestHub never = new TestHub();
                TestHub hub = new TestHub()) {
            never.store("crm", List.of(ANN, BOB));
            hub.store("crm", List.of(ANN));
            hub.store("crm", List.of(BOB));
            Map<Long, Set<String>> apart = hub.membership();
            hub.store("crm", List.of(SHARED));
            assertThat(hub.partition()).containsExactly(Set.of("crm:ann", "crm:bob", "crm:both"));
            long profile = hub.membership().keySet().iterator().next();
            Explanation why = new Explainer(hub.identity()).explain(profile).orElseThrow();
            long bob = number(why, "bob");
            long both = number(why, "both");
            // When
            new Decider(hub.identity()).unmerge(profile, List.of(bob), TestHub.BY, "not the same person");
            hub.store("crm", List.of(deleted("both")));
            // Then
            assertThat(hub.content()).isEqualTo(never.content());
            assertThat(hub.membership()).isEqualTo(apart);
            // When the link comes back, the decision still stands
            hub.store("crm", List.of(again("both")));
            assertThat(hub.partition()).hasSize(2);
            assertThat(both).isNotEqualTo(bob);
        }
    }

    private static CanonicalRecord deleted(String key) {
        return new CanonicalRecord(
                key, Optional.of(Instant.parse("2026-02-01T00:00:00Z")), true, Map.of(), Map.of(), Map.of(), List.of());
    }

    private static CanonicalRecord again(String key) {
        return new CanonicalRecord(
                key,
                Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
                false,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    private static long number(Explanation why, String key) {
        return why.members().stream()
                .filter(member -> member.state().key().equals(key))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void aMergeByDecisionHoldsAndTheOlderNumberLivesOn() {
        // Given
        try (TestHub hub = new TestHub()) {
            hub.store("crm", List.of(ANN, BOB));
            List<Long> ids = List.copyOf(hub.membership().keySet());
            // When
            new Decider(hub.identity()).merge(ids.get(1), ids.get(0), TestHub.BY, "married name");
            // Then
            assertThat(hub.membership()).isEqualTo(Map.of(ids.get(0), Set.of("crm:ann", "crm:bob")));
            Optional<Long> redirect = hub.database()
                    .inTransaction(handle -> hub.identity().profiles().resolve(handle, ids.get(1)));
            assertThat(redirect).contains(ids.get(0));
            Explanation why = new Explainer(hub.identity()).explain(ids.get(1)).orElseThrow();
            assertThat(why.links()).extracting(Explanation.Link::namespace).containsExactly("decision");
            assertThat(why.history()).extracting(Explanation.Lineage::kind).containsExactly("merge");
            assertThatThrownBy(() -> new Decider(hub.identity()).unmerge(ids.get(0), List.of(), TestHub.BY, "?"))
                    .isInstanceOf(SeraiException.class);
        }
    }

    @Test
    void rulesThatChangeAreAppliedToWhatIsStoredAndThePlanSaysSoBefore() {
        // Given
        String strict = "{ identity: default, link_on: { crm_id: {} } }";
        try (TestHub hub = new TestHub(TestHub.SCHEMA, strict)) {
            hub.store("crm", List.of(ANN, BOB, SHARED));
            assertThat(hub.partition()).hasSize(3);
            Identity changed = new Identity(
                    hub.database(),
                    TestHub.KEYRING,
                    hub.identity().clock(),
                    hub.identity().schema(),
                    TestHub.rules(TestHub.RULES, hub.identity().schema()));
            // When
            Rebuild.Effect plan = new Rebuild(changed).plan(count -> {});
            // Then
            assertThat(plan.merged()).isEqualTo(2);
            assertThat(plan.profiles()).isEqualTo(1);
            assertThat(hub.partition()).hasSize(3);
            // When
            Rebuild.Effect applied = new Rebuild(changed).apply(count -> {});
            // Then
            assertThat(applied).isEqualTo(plan);
            assertThat(hub.partition()).hasSize(1);
        }
    }

    @Test
    void aValueOnTooManyRecordsLinksNoOneUntilEnoughAreGone() {
        // Given: e-mail is generic above 6
        try (TestHub hub = new TestHub()) {
            List<CanonicalRecord> six = java.util.stream.IntStream.range(0, 6)
                    .mapToObj(i -> record("r" + i, Map.of("email", "office@example.com")))
                    .toList();
            hub.store("crm", six);
            assertThat(hub.partition()).hasSize(1);
            // When
            hub.store("crm", List.of(record("r6", Map.of("email", "office@example.com"))));
            // Then
            assertThat(hub.partition()).hasSize(7);
            // When
            hub.store("crm", List.of(deleted("r3")));
            // Then
            assertThat(hub.partition()).hasSize(1);
        }
    }
}
