package io.serai.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.audit.Origin;
import io.serai.identity.Decider;
import io.serai.identity.Identity;
import io.serai.identity.Rebuild;
import io.serai.ingest.TestHub;
import io.serai.record.CanonicalRecord;
import io.serai.record.IdentifierValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Households and accounts are what profiles share, whatever happened before, and merge nobody. */
class GroupsIT {
    private static final String BARE = "identity: default\nlink_on: { email: { generic_above: 4 }, phone: {} }\n";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void orderBatchesMergesAndUnmergesMakeNoDifference(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<CanonicalRecord> statements = new Neighbours(random).statements(120);
        List<CanonicalRecord> shuffled = new ArrayList<>(statements);
        Collections.shuffle(shuffled, new Random(seed));
        try (TestHub whole = new TestHub(Neighbours.SCHEMA, Neighbours.RULES);
                TestHub pieces = new TestHub(Neighbours.SCHEMA, Neighbours.RULES);
                TestHub late = new TestHub(Neighbours.SCHEMA, BARE)) {
            // When
            whole.store("crm", statements);
            late.store("crm", statements);
            for (int at = 0; at < shuffled.size(); ) {
                int end = Math.min(shuffled.size(), at + 1 + random.nextInt(20));
                pieces.store("crm", shuffled.subList(at, end));
                mergeAndUnmerge(pieces, random);
                assertThat(Neighbours.stored(pieces)).isEqualTo(Neighbours.judged(pieces));
                at = end;
            }
            new Rebuild(with(Neighbours.RULES, late)).apply(done -> {});
            // Then
            assertThat(Neighbours.stored(whole))
                    .isEqualTo(Neighbours.judged(whole))
                    .hasSizeGreaterThan(9);
            assertThat(pieces.content()).isEqualTo(whole.content());
            assertThat(Neighbours.stored(pieces)).isEqualTo(Neighbours.stored(whole));
            assertThat(Neighbours.stored(late)).isEqualTo(Neighbours.stored(whole));
            assertThat(ids(late)).isEqualTo(ids(whole)).isEqualTo(ids(pieces));
            // When
            new Rebuild(with(BARE, late)).apply(done -> {});
            // Then
            assertThat(Neighbours.stored(late)).isEmpty();
            assertThat(late.content()).isEqualTo(whole.content());
        }
    }

    /** Makes two people one and two again, so that what is left is what was. */
    private static void mergeAndUnmerge(TestHub hub, SplittableRandom random) {
        List<Long> ids = List.copyOf(hub.membership().keySet());
        if (ids.size() > 1) {
            int one = random.nextInt(ids.size() - 1);
            new Decider(hub.identity()).merge(ids.get(one), ids.get(one + 1), new Origin("tester", ""), "one person");
            assertThat(Neighbours.stored(hub)).isEqualTo(Neighbours.judged(hub));
            hub.database().inTransaction(handle -> handle.execute("DELETE FROM match_decision"));
            new Rebuild(hub.identity()).apply(done -> {});
        }
    }

    private static Identity with(String rules, TestHub hub) {
        return new Identity(
                hub.database(),
                TestHub.KEYRING,
                hub.identity().clock(),
                hub.identity().schema(),
                TestHub.rules(rules, hub.identity().schema()));
    }

    private static Set<String> ids(TestHub hub) {
        return Set.copyOf(hub.database()
                .inTransaction(handle -> handle.createQuery("SELECT DISTINCT HEX(hash) FROM profile_group")
                        .mapTo(String.class)
                        .list()));
    }

    private static Groups groups(TestHub hub) {
        return new Groups(
                hub.database(),
                TestHub.KEYRING,
                hub.identity().profiles(),
                hub.identity().rules().groups());
    }

    private static CanonicalRecord at(String key, int second, String surname, String street) {
        return Neighbours.record(
                key,
                second,
                false,
                Map.of(),
                Map.of(
                        "last_name", Optional.of(surname),
                        "street", Optional.of(street),
                        "postcode", Optional.of("10115")));
    }

    private static CanonicalRecord works(String key, int second, String email, String account) {
        return Neighbours.record(
                key,
                second,
                false,
                Map.of(
                        "email", new IdentifierValues(List.of(email), false),
                        "crm_account", new IdentifierValues(account.isEmpty() ? List.of() : List.of(account), false)),
                Map.of());
    }

    private static long profile(TestHub hub, String record) {
        return hub.membership().entrySet().stream()
                .filter(entry -> entry.getValue().contains("crm:" + record))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @Test
    void whoSharesAHomeAndASurnameIsAHouseholdUntilSomebodyMovesOrIsGone() {
        // Given
        try (TestHub hub = new TestHub(Neighbours.SCHEMA, Neighbours.RULES)) {
            hub.store(
                    "crm",
                    List.of(
                            at("ann", 1, "Müller", "Hauptstr. 5"),
                            at("bob", 1, "Mueller", "Hauptstraße 5"),
                            at("guest", 1, "Koch", "Hauptstraße 5"),
                            at("street", 1, "Müller", "Hauptstraße")));
            Groups groups = groups(hub);
            long ann = profile(hub, "ann");
            long bob = profile(hub, "bob");
            // When
            Group home = groups.of(GroupLevel.HOUSEHOLD, ann).get(0);
            // Then
            assertThat(home.members()).containsExactly(ann, bob);
            assertThat(home.by()).isEqualTo("postcode + street + surname");
            assertThat(groups.find(GroupLevel.HOUSEHOLD, home.id(), 0, 10)).isEqualTo(home);
            assertThat(groups.find(GroupLevel.HOUSEHOLD, home.id(), ann, 10).members())
                    .containsExactly(bob);
            assertThat(groups.of(GroupLevel.HOUSEHOLD, profile(hub, "street"))).isEmpty();
            assertThat(groups.why(GroupLevel.HOUSEHOLD, ann, bob).shared()).containsExactly(home.id());
            assertThat(groups.why(GroupLevel.HOUSEHOLD, ann, profile(hub, "guest"))
                            .reasons())
                    .containsExactly("No shared household: surname differs.");
            assertThat(groups.why(GroupLevel.HOUSEHOLD, ann, profile(hub, "street"))
                            .reasons())
                    .containsExactly("No shared household: street is not said by both.");
            assertThat(hub.partition()).hasSize(4);
            // When
            Decider decider = new Decider(hub.identity());
            decider.merge(ann, bob, new Origin("tester", ""), "one person");
            // Then
            assertThat(groups.of(GroupLevel.HOUSEHOLD, ann).get(0).members()).containsExactly(ann);
            // When
            decider.unmerge(ann, List.of(bob), new Origin("tester", ""), "two people");
            // Then
            assertThat(groups.of(GroupLevel.HOUSEHOLD, ann)).containsExactly(home);
            // When
            hub.store("crm", List.of(at("bob", 2, "Müller", "Nebenstr. 1")));
            // Then
            assertThat(groups.of(GroupLevel.HOUSEHOLD, ann).get(0).members()).containsExactly(ann);
            // When
            hub.store("crm", List.of(Neighbours.record("ann", 3, true, Map.of(), Map.of())));
            // Then
            assertThatThrownBy(() -> groups.find(GroupLevel.HOUSEHOLD, home.id(), 0, 10))
                    .hasMessageContaining("no household of this id");
        }
    }

    @Test
    void anInstitutionIsLeftOutAndSaidSo() {
        // Given
        try (TestHub hub = new TestHub(Neighbours.SCHEMA, Neighbours.RULES)) {
            hub.store(
                    "crm",
                    IntStream.range(0, 5)
                            .mapToObj(i -> at("r" + i, 1, "Koch", "Heimweg 9"))
                            .toList());
            Groups groups = groups(hub);
            long one = profile(hub, "r0");
            // When
            Group home = groups.of(GroupLevel.HOUSEHOLD, one).get(0);
            // Then
            assertThat(home.isInstitution()).isTrue();
            assertThat(home.members()).isEmpty();
            assertThat(groups.why(GroupLevel.HOUSEHOLD, one, profile(hub, "r1")).reasons())
                    .containsExactly("5 profiles share postcode + street + surname: more than 4 are an institution and"
                            + " no household.");
            assertThat(groups.overview(GroupLevel.HOUSEHOLD, 10))
                    .isEqualTo(new GroupOverview(0, 1, 4, List.of(new GroupOverview.Size(home.id(), 5, true))));
            // When
            hub.store("crm", List.of(at("r4", 2, "Koch", "Anderswo 1")));
            // Then
            assertThat(groups.of(GroupLevel.HOUSEHOLD, one).get(0).members()).hasSize(4);
            assertThat(groups.overview(GroupLevel.HOUSEHOLD, 10).groups()).isEqualTo(1);
        }
    }

    @Test
    void anAccountIsANumberOrACompanysDomainAndNeverAMailProviders() {
        // Given
        try (TestHub hub = new TestHub(Neighbours.SCHEMA, Neighbours.RULES)) {
            hub.store(
                    "crm",
                    List.of(
                            works("ann", 1, "ann@acme.example", "001"),
                            works("bob", 1, "bob@acme.example", ""),
                            works("cem", 1, "cem@gmail.com", "001"),
                            works("dan", 1, "dan@gmail.com", ""),
                            works("eve", 1, "eve@isp.example", "")));
            Groups groups = groups(hub);
            long ann = profile(hub, "ann");
            // When
            List<Group> accounts = groups.of(GroupLevel.ACCOUNT, ann);
            // Then
            assertThat(accounts).extracting(Group::by).containsExactly("organisation_id", "domain");
            assertThat(accounts)
                    .extracting(Group::members)
                    .containsExactly(List.of(ann, profile(hub, "cem")), List.of(ann, profile(hub, "bob")));
            assertThat(groups.of(GroupLevel.ACCOUNT, profile(hub, "dan"))).isEmpty();
            assertThat(groups.of(GroupLevel.ACCOUNT, profile(hub, "eve"))).isEmpty();
            GroupExplanation strangers = groups.why(GroupLevel.ACCOUNT, profile(hub, "bob"), profile(hub, "cem"));
            assertThat(strangers.shared()).isEmpty();
            assertThat(strangers.reasons()).containsExactly("They share nothing that makes an account.");
            assertThat(strangers.fields())
                    .extracting(GroupExplanation.Field::name)
                    .containsExactly("domain", "organisation_id");
        }
    }

    @Test
    void withoutASectionThereAreNone() {
        // Given
        try (TestHub hub = new TestHub(Neighbours.SCHEMA, BARE)) {
            hub.store("crm", List.of(at("ann", 1, "Koch", "Heimweg 9")));
            // Then
            assertThat(groups(hub).has(GroupLevel.HOUSEHOLD)).isFalse();
            assertThat(Neighbours.stored(hub)).isEmpty();
            assertThatThrownBy(() -> groups(hub).overview(GroupLevel.HOUSEHOLD, 1))
                    .hasMessageContaining("the identity rules have no 'households' section");
        }
    }
}
