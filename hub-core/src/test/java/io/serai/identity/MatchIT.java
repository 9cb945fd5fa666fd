package io.serai.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.crypto.Hash;
import io.serai.ingest.TestHub;
import io.serai.record.CanonicalRecord;
import io.serai.record.IdentifierValues;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records that share no value are one person if enough of what they say agrees, and none if it contradicts. */
class MatchIT {
    private static final String RULES = """
            identity: default
            link_on: { email: {} }
            match:
              model: people
              fields: { given_name: first_name, surname: last_name, birth_date: born, city: city, postcode: postcode }
              %s
            """;

    private static final LocalDate BORN = LocalDate.of(1984, 2, 29);
    private static final CanonicalRecord ANN = said("ann", 1, "Ann", "Schmidt", BORN, "Berlin", "10115");
    private static final CanonicalRecord TYPED = said("typed", 1, "Anne", "Schmitd", BORN, "Berlin", "10115");
    private static final CanonicalRecord BOB =
            said("bob", 1, "Bob", "Schmidt", LocalDate.of(1981, 7, 3), "Berlin", "10115");

    private static TestHub hub(String more) {
        return new TestHub(Lookalike.SCHEMA, RULES.formatted(more));
    }

    private static CanonicalRecord said(
            String key, int day, String given, String surname, LocalDate born, String city, String postcode) {
        Map<String, Optional<Object>> traits = new LinkedHashMap<>();
        traits.put("first_name", Optional.of(given));
        traits.put("last_name", Optional.of(surname));
        traits.put("born", Optional.of(born));
        traits.put("city", Optional.of(city));
        traits.put("postcode", Optional.of(postcode));
        return new CanonicalRecord(key, at(day), false, Map.of(), traits, Map.of(), List.of());
    }

    private static Optional<Instant> at(int day) {
        return Optional.of(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day));
    }

    private static CanonicalRecord withEmail(CanonicalRecord record) {
        Map<String, IdentifierValues> email = Map.of("email", new IdentifierValues(List.of("home@example.com"), false));
        return new CanonicalRecord(
                record.key(), record.observedAt(), false, email, record.traits(), Map.of(), List.of());
    }

    private static CanonicalRecord deleted(String key) {
        return new CanonicalRecord(key, at(9), true, Map.of(), Map.of(), Map.of(), List.of());
    }

    @Test
    void aMisspeltNameIsTheSamePersonUntilTheRecordSaysOtherwise() {
        // Given
        try (TestHub hub = hub("")) {
            hub.store("crm", List.of(ANN, BOB));
            // When
            hub.store("web", List.of(TYPED));
            // Then
            assertThat(hub.partition()).containsExactlyInAnyOrder(Set.of("crm:ann", "web:typed"), Set.of("crm:bob"));
            // When
            hub.store("web", List.of(said("typed", 2, "Zoe", "Weber", BORN.plusDays(900), "Bonn", "53111")));
            // Then
            assertThat(hub.partition()).hasSize(3);
        }
    }

    @Test
    void aCoupleWithOneMailboxStaysTwoPeople() {
        // Given
        try (TestHub hub = hub("");
                TestHub exact = new TestHub(Lookalike.SCHEMA, "{ identity: default, link_on: { email: {} } }")) {
            // When
            hub.store("crm", List.of(withEmail(ANN), withEmail(BOB), TYPED));
            exact.store("crm", List.of(withEmail(ANN), withEmail(BOB), TYPED));
            // Then
            assertThat(exact.partition()).containsExactlyInAnyOrder(Set.of("crm:ann", "crm:bob"), Set.of("crm:typed"));
            assertThat(hub.partition()).containsExactlyInAnyOrder(Set.of("crm:ann", "crm:typed"), Set.of("crm:bob"));
        }
    }

    @Test
    void aKeyOnTooManyRecordsComparesNoOneUntilEnoughAreGone() {
        // Given
        String oneKey = "keys: [surname + birth_date]\n  key_cap: 3";
        try (TestHub hub = hub(oneKey)) {
            hub.store("crm", List.of(ANN));
            hub.store("web", List.of(said("same", 1, "Ann", "Schmidt", BORN, "Berlin", "10115")));
            assertThat(hub.partition()).hasSize(1);
            // When
            hub.store(
                    "crm",
                    IntStream.range(0, 2)
                            .mapToObj(
                                    i -> said("twin" + i, 1, "Kim" + "xyz".charAt(i), "Schmidt", BORN, "Bonn", "53111"))
                            .toList());
            // Then
            assertThat(hub.partition()).hasSize(4);
            // When
            hub.restart();
            hub.store("crm", List.of(deleted("twin0")));
            // Then
            assertThat(hub.partition()).containsExactlyInAnyOrder(Set.of("crm:ann", "web:same"), Set.of("crm:twin1"));
        }
    }

    @Test
    void aSourceWithOneRecordAPersonHasNoTwoInOneProfile() {
        // Given
        try (TestHub hub = hub("one_to_one: [crm]")) {
            // When
            hub.store("crm", List.of(ANN, said("ann2", 1, "Ann", "Schmidt", BORN, "Berlin", "10115")));
            hub.store("web", List.of(TYPED));
            // Then
            assertThat(hub.partition())
                    .hasSize(2)
                    .noneMatch(people -> people.containsAll(Set.of("crm:ann", "crm:ann2")));
            // When
            hub.store("crm", List.of(deleted("ann2")));
            // Then
            assertThat(hub.partition()).containsExactly(Set.of("crm:ann", "web:typed"));
        }
    }

    @Test
    void aGroupOfSuspiciousSizeIsLeftToPeople() {
        // Given
        try (TestHub hub = hub("quarantine_above: 3")) {
            // When
            hub.store("crm", List.of(ANN, TYPED, said("third", 1, "Anna", "Schmidt", BORN, "Berlin", "10115")));
            // Then
            assertThat(hub.partition()).hasSize(1);
            // When
            hub.store("web", List.of(said("fourth", 1, "Ann", "Schmidt", BORN, "Berlin", "10115")));
            // Then
            assertThat(hub.partition()).hasSize(4);
        }
    }

    @Test
    void onePersonFromSeveralThreadsIsOnePerson() {
        // Given
        try (TestHub hub = hub("")) {
            List<CompletableFuture<Void>> threads = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> hub.store(
                            i % 2 == 0 ? "crm" : "web",
                            List.of(said(
                                    "k" + i, 1, i % 3 == 0 ? "Anne" : "Ann", "Schmidt", BORN, "Berlin", "10115")))))
                    .toList();
            // When
            threads.forEach(CompletableFuture::join);
            // Then
            assertThat(hub.partition()).hasSize(1);
        }
    }

    @Test
    void matchingIsTurnedOnAndOffForWhatIsStoredAndThePlanSaysSoBefore() {
        // Given
        try (TestHub hub = new TestHub(Lookalike.SCHEMA, "{ identity: default, link_on: { email: {} } }")) {
            hub.store("crm", List.of(ANN, BOB));
            hub.store("web", List.of(TYPED));
            Map<Long, Set<String>> before = hub.membership();
            Identity matching = new Identity(
                    hub.database(),
                    TestHub.KEYRING,
                    hub.identity().clock(),
                    hub.identity().schema(),
                    TestHub.rules(RULES.formatted(""), hub.identity().schema()));
            // When
            Rebuild.Effect plan = new Rebuild(matching, 2).plan(done -> {});
            // Then
            assertThat(plan.merged()).isEqualTo(1);
            assertThat(hub.membership()).isEqualTo(before);
            assertThat(keys(hub)).isZero();
            // When
            Rebuild.Effect applied = new Rebuild(matching, 2).apply(done -> {});
            // Then
            assertThat(applied).isEqualTo(plan);
            assertThat(hub.partition()).containsExactlyInAnyOrder(Set.of("crm:ann", "web:typed"), Set.of("crm:bob"));
            assertThat(keys(hub)).isPositive();
            // When
            hub.restart();
            new Rebuild(hub.identity(), 2).apply(done -> {});
            // Then
            assertThat(hub.membership()).isEqualTo(before);
            assertThat(keys(hub)).isZero();
        }
    }

    @Test
    void whyWhyNotHowAndWhatIfAreAnswered() {
        // Given
        try (TestHub hub = hub("")) {
            CanonicalRecord far = said("far", 1, "Zoe", "Weber", BORN.plusDays(900), "Bonn", "53111");
            hub.store("crm", List.of(ANN, BOB, TYPED, far));
            MatchExplainer explainer = new MatchExplainer(hub.identity());
            // When
            PairExplanation linked = explainer.why(number(hub, "ann"), number(hub, "typed"));
            PairExplanation ruledOut = explainer.why(number(hub, "ann"), number(hub, "bob"));
            PairExplanation strangers = explainer.why(number(hub, "bob"), number(hub, "far"));
            // Then
            double weight = linked.comparison().orElseThrow().waterfall().weight();
            assertThat(linked.isOnePerson()).isTrue();
            assertThat(weight).isGreaterThanOrEqualTo(5);
            assertThat(linked.reasons()).hasSize(1).first().asString().endsWith("5.0 make a link.");
            assertThat(ruledOut.reasons())
                    .containsExactly("They are ruled out to be one person: birth_date differ, given_name differ.");
            assertThat(strangers.comparison().orElseThrow().isMade()).isFalse();
            assertThat(strangers.comparison().orElseThrow().keys())
                    .extracting(PairExplanation.Key::key)
                    .contains("surname + birth_date");
            // When
            Composition how = explainer.how(linked.profile()).orElseThrow();
            // Then
            assertThat(how.weakest().orElseThrow().weight()).contains(weight);
            assertThat(explainer.whatIf(linked.profile(), weight + 1)).hasSize(2);
            assertThat(explainer.whatIf(linked.profile(), weight - 1)).hasSize(1);
            assertThat(hub.partition()).hasSize(3);
        }
    }

    @Test
    void possibleMatchesAreDecidedByPeopleAndStayDecided() {
        // Given
        try (TestHub hub = hub("link_at: 40")) {
            hub.store("crm", List.of(ANN, BOB, TYPED));
            Reviews reviews = new Reviews(hub.identity());
            Decider decider = new Decider(hub.identity());
            long ann = number(hub, "ann");
            long typed = number(hub, "typed");
            assertThat(reviews.list(0, 10).pairs())
                    .extracting(Reviews.Possible::one, Reviews.Possible::other)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(ann, typed));
            // When
            decider.decide(ann, typed, Reviews.Verdict.DEFER, TestHub.BY, "later");
            // Then
            assertThat(reviews.list(0, 10).pairs()).isEmpty();
            assertThat(hub.partition()).hasSize(3);
            // When
            decider.decide(ann, typed, Reviews.Verdict.ACCEPT, TestHub.BY, "asked");
            hub.store("crm", List.of(withEmail(ANN), TYPED));
            // Then
            assertThat(hub.partition()).containsExactlyInAnyOrder(Set.of("crm:ann", "crm:typed"), Set.of("crm:bob"));
            // When
            decider.decide(ann, typed, Reviews.Verdict.REFUSE, TestHub.BY, "two people");
            new Rebuild(hub.identity(), 2).apply(done -> {});
            // Then
            assertThat(hub.partition()).hasSize(3);
            assertThat(reviews.list(0, 10).pairs()).isEmpty();
        }
    }

    private static long number(TestHub hub, String key) {
        return hub.database()
                .inTransaction(handle -> hub.identity()
                        .subjects()
                        .heads(handle, List.of(Hash.of(TestHub.KEYRING.hash("crm.records", key))))
                        .values()
                        .iterator()
                        .next()
                        .id());
    }

    private static long keys(TestHub hub) {
        return hub.database()
                .inTransaction(handle -> handle.createQuery("SELECT COUNT(*) FROM match_key")
                        .mapTo(Long.class)
                        .one());
    }
}
