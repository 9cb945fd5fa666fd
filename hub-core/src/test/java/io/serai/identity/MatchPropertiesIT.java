package io.serai.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.crypto.Hash;
import io.serai.identity.Lookalike.Said;
import io.serai.ingest.TestHub;
import io.serai.profile.SubjectStore;
import io.serai.record.CanonicalRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With weights, limits, vetoes, decisions and keys that cross their cap all on, people are still a pure function. */
class MatchPropertiesIT {
    private static final String RULES = """
            identity: default
            link_on:
              crm_id: { limit: 1, generic_above: 4 }
              email: { limit: 2, generic_above: 6 }
              phone: { generic_above: 4 }
            match:
              model: people
              fields:
                given_name: first_name
                surname: last_name
                birth_date: born
                city: city
                postcode: postcode
                email: { identifier: email }
                phone: { identifier: phone }
              key_cap: %d
              link_at: %s
              quarantine_above: 7
              %s
            """;

    private record Deciding(Pair pair, DecisionStore.Kind kind) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void orderBatchesRepetitionsAndRestartsDoNotMatter(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        String rules = RULES.formatted(
                3 + random.nextInt(12),
                List.of("-4", "0", "3").get(random.nextInt(3)),
                random.nextBoolean() ? "one_to_one: [crm]" : "");
        Lookalike world = new Lookalike(random, 12);
        List<Said> statements = world.statements(130);
        List<Deciding> decisions = decisions(statements, random);
        try (TestHub straight = new TestHub(Lookalike.SCHEMA, rules);
                TestHub shuffled = new TestHub(Lookalike.SCHEMA, rules);
                TestHub whole = new TestHub(Lookalike.SCHEMA, rules)) {
            // When
            decisions.forEach(decision -> record(straight, decision));
            world.batches(statements).forEach(batch -> store(straight, batch));
            shuffled(shuffled, world, statements, decisions, random);
            statements.stream()
                    .collect(Collectors.groupingBy(Said::source))
                    .values()
                    .forEach(batch -> store(whole, batch));
            decisions.forEach(decision -> record(whole, decision));
            new Rebuild(whole.identity(), 9).apply(done -> {});
            // Then
            assertThat(shuffled.content()).as(rules).isEqualTo(straight.content());
            assertThat(whole.content()).as(rules).isEqualTo(straight.content());
            assertThat(divided(shuffled)).isEqualTo(divided(straight));
            assertThat(possible(shuffled)).isEqualTo(possible(straight));
            assertThat(straight.partition().stream().anyMatch(people -> people.size() > 2))
                    .isTrue();
            Map<Long, Set<String>> before = straight.membership();
            Rebuild.Effect effect = new Rebuild(straight.identity(), 9).apply(done -> {});
            assertThat(effect.merged() + effect.split()).isZero();
            assertThat(straight.membership()).isEqualTo(before);
        }
    }

    /** Everything twice, in another order and other batches, with restarts and decisions in between. */
    private static void shuffled(
            TestHub hub, Lookalike world, List<Said> statements, List<Deciding> decisions, SplittableRandom random) {
        List<Said> twice = new ArrayList<>(statements);
        twice.addAll(statements);
        List<Deciding> open = new ArrayList<>(decisions);
        for (List<Said> batch : world.batches(world.shuffled(twice))) {
            store(hub, batch);
            if (!open.isEmpty() && random.nextInt(8) == 0) {
                decide(hub, open.remove(0));
            }
            if (random.nextInt(10) == 0) {
                hub.restart();
            }
        }
        open.forEach(decision -> decide(hub, decision));
    }

    private static void store(TestHub hub, List<Said> batch) {
        List<CanonicalRecord> records = batch.stream().map(Said::record).toList();
        hub.store(batch.get(0).source(), records);
    }

    private static List<Deciding> decisions(List<Said> statements, SplittableRandom random) {
        List<Deciding> decisions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Hash one = key(statements.get(random.nextInt(statements.size())));
            Hash other = key(statements.get(random.nextInt(statements.size())));
            if (!one.equals(other)) {
                decisions.add(new Deciding(Pair.of(one, other), DecisionStore.Kind.values()[i % 3]));
            }
        }
        return decisions;
    }

    private static Hash key(Said said) {
        return Hash.of(
                TestHub.KEYRING.hash(said.source() + ".records", said.record().key()));
    }

    private static void record(TestHub hub, Deciding decision) {
        hub.database().inTransaction(handle -> {
            DecisionStore.record(handle, decision.pair(), decision.kind(), "tester", "because", Instant.EPOCH);
            return true;
        });
    }

    /** As a person decides about records that may be stored already. */
    private static void decide(TestHub hub, Deciding decision) {
        hub.identity().work((handle, work) -> {
            DecisionStore.record(handle, decision.pair(), decision.kind(), "tester", "because", Instant.EPOCH);
            List<Long> stored = hub
                    .identity()
                    .subjects()
                    .heads(
                            handle,
                            List.of(decision.pair().low(), decision.pair().high()))
                    .values()
                    .stream()
                    .filter(head -> head.profileId() != 0)
                    .map(SubjectStore.Head::id)
                    .toList();
            List<Touched> touched = hub.identity().subjects().ofIds(handle, stored).stream()
                    .map(Touched::again)
                    .toList();
            work.write(work.resolve(touched), "decided", Set.of());
            return true;
        });
    }

    /** The pairs in the review queue, by their records. */
    private static Set<Set<String>> possible(TestHub hub) {
        Map<Long, String> names = new java.util.HashMap<>();
        hub.database()
                .jdbi()
                .useHandle(handle -> hub.identity()
                        .subjects()
                        .page(handle, 0, 10_000)
                        .forEach(stored -> names.put(
                                stored.member().id(),
                                stored.member().source() + ":"
                                        + stored.member().state().key())));
        return new Reviews(hub.identity())
                .list(0, 10_000).pairs().stream()
                        .map(pair -> Set.of(names.getOrDefault(pair.one(), ""), names.getOrDefault(pair.other(), "")))
                        .collect(Collectors.toSet());
    }

    /** The records of profiles that are marked as cut off from others. */
    private static Set<Set<String>> divided(TestHub hub) {
        List<Long> divided = hub.database()
                .inTransaction(
                        handle -> handle.createQuery("SELECT id FROM profile WHERE divided AND redirect_to IS NULL")
                                .mapTo(Long.class)
                                .list());
        return hub.membership().entrySet().stream()
                .filter(entry -> divided.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }
}
