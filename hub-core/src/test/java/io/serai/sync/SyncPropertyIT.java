package io.serai.sync;

import static io.serai.sync.SyncFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.Delivery;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Applying the difference of any two states to the first gives the second, at once or through any answers. */
class SyncPropertyIT {
    private static final List<Outcome> ANSWERS = List.of(
            new Outcome.Accepted(),
            new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE),
            new Outcome.Retry(ErrorCode.DESTINATION_BUSY, Optional.empty()),
            new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.of(Duration.ofMinutes(1))));

    /** What a person is, so that the desired members can be told without the code under test. */
    private record Person(String email, String name, boolean consents, boolean in) {}

    @Test
    void theDestinationAlwaysEndsUpHoldingTheDesiredMembers() {
        for (int i = 0; i < 4; i++) {
            theDestinationEndsUpHoldingTheDesiredMembers(Long.getLong("serai.seed", System.nanoTime()));
        }
    }

    private static void theDestinationEndsUpHoldingTheDesiredMembers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (SyncFixture fixture = new SyncFixture()) {
            FakeDestination destination = new FakeDestination(7);
            Map<Long, Person> people = new HashMap<>();
            for (int round = 0; round < 25; round++) {
                // Given
                for (int change = random.nextInt(12); change >= 0; change--) {
                    change(fixture, random, people);
                }
                boolean troubled = random.nextBoolean();
                destination.behaviour =
                        troubled ? delivery -> roughly(destination, delivery, random) : destination::take;
                // When
                SyncRun run = fixture.run(destination);
                // Then
                assertThat(run.books().balance())
                        .as("seed %d round %d", seed, round)
                        .isTrue();
                assertThat(run.books().selected())
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(people.values().stream().filter(Person::in).count());
                if (!troubled) {
                    assertThat(run.state()).as("seed %d round %d", seed, round).isEqualTo(SyncRun.State.FINISHED);
                    assertThat(destination.held)
                            .as("seed %d round %d: %s", seed, round, run)
                            .isEqualTo(desired(people));
                    assertThat(run.books().delivered())
                            .isEqualTo(desired(people).size());
                }
                fixture.clock.advance(Duration.ofMinutes(10));
            }
        }
    }

    private static void change(SyncFixture fixture, SplittableRandom random, Map<Long, Person> people) {
        long id = random.nextLong(1, 25);
        // Few addresses, so that people share and swap them.
        String email = random.nextInt(8) == 0 ? "" : "a" + random.nextInt(30) + "@example.com";
        Person person = new Person(email, "Name" + random.nextInt(3), random.nextInt(4) > 0, random.nextInt(3) > 0);
        people.put(id, person);
        fixture.person(id, person.email(), person.name(), Map.of("news", person.consents()));
        if (person.in()) {
            fixture.enter(id);
        } else {
            fixture.leave(id);
        }
    }

    private static Map<String, Map<String, Optional<Object>>> desired(Map<Long, Person> people) {
        Map<String, Map<String, Optional<Object>>> desired = new TreeMap<>();
        new TreeMap<>(people)
                .values().stream()
                        .filter(person -> person.in()
                                && person.consents()
                                && !person.email().isEmpty())
                        .forEach(person ->
                                desired.putIfAbsent(person.email(), Map.of("FNAME", Optional.of(person.name()))));
        return desired;
    }

    /** Does some of what it is told, and answers anything but a refusal. */
    private static List<Outcome> roughly(FakeDestination destination, Delivery delivery, SplittableRandom random) {
        List<Outcome> outcomes = new ArrayList<>();
        delivery.members().forEach(member -> {
            int kind = random.nextInt(4);
            if (kind < 3) {
                destination.take(delivery.of(List.of(member)));
            }
            outcomes.add(ANSWERS.get(kind));
        });
        return random.nextInt(10) == 0 ? List.of() : outcomes;
    }

    @Test
    void aDryRunSaysWhatTheRunThenDoes() {
        // Given
        try (SyncFixture fixture = new SyncFixture()) {
            fixture.members(10);
            FakeDestination destination = new FakeDestination(100);
            fixture.run(destination);
            fixture.leave(1);
            fixture.member(2, "p2@example.com", "Other");
            fixture.member(20, "p20@example.com", "New");
            // When
            SyncPlan plan = fixture.engine.dryRun(sync(SyncMode.MIRROR), destination.capabilities());
            destination.deliveries.clear();
            SyncRun run = fixture.run(destination);
            // Then
            assertThat(plan.changes().added()).isEqualTo(1);
            assertThat(plan.changes().updated()).isEqualTo(1);
            assertThat(plan.changes().removed()).isEqualTo(run.removed()).isEqualTo(1);
            assertThat(plan.changes().sample())
                    .containsExactlyInAnyOrder(
                            new SyncChanges.Change(1, "remove"),
                            new SyncChanges.Change(2, "update"),
                            new SyncChanges.Change(20, "add"));
            assertThat(destination.deliveries)
                    .extracting(delivery -> delivery.members().size())
                    .containsExactly(1, 2);
        }
    }
}
