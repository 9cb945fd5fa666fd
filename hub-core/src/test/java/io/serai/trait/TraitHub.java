package io.serai.trait;

import io.serai.profile.Derived;
import io.serai.segment.Person;
import io.serai.segment.RandomSegments;
import io.serai.segment.SegmentWorld;
import io.serai.store.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** People, a clock and an engine over them, with the values that are stored. */
final class TraitHub {
    private static final List<Duration> STEPS = List.of(
            Duration.ofNanos(1_000),
            Duration.ofSeconds(30),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(45));

    final SegmentWorld world;
    final TestClock clock = new TestClock(Instant.parse("2026-11-24T09:30:15.123456Z"));
    final TraitEngine engine;
    final RandomSegments people;
    final RandomTraits traits;
    private final SplittableRandom random;

    TraitHub(SegmentWorld world, SplittableRandom random, int people) {
        this.world = world;
        this.random = random;
        this.engine = new TraitEngine(world.database, clock);
        this.people = new RandomSegments(random, clock.instant());
        this.traits = new RandomTraits(random, this.people);
        world.write(
                LongStream.rangeClosed(1, people).mapToObj(this.people::person).toList());
    }

    /** By turns: people change, the clock moves, both. */
    void change(int round) {
        if (round % 3 != 1) {
            List<Person> changed = new ArrayList<>();
            for (Person person : world.people()) {
                if (random.nextInt(6) == 0) {
                    people.change(person);
                    changed.add(person);
                }
            }
            changed.add(people.person(1_000 + round));
            world.write(changed);
        }
        if (round % 3 != 0) {
            clock.advance(STEPS.get(random.nextInt(STEPS.size())));
        }
    }

    /** The values the store holds, of each trait by profile. */
    Map<String, Map<Long, Object>> stored(List<ComputedTrait> traits) {
        Map<String, Map<Long, Object>> stored = new HashMap<>();
        traits.forEach(trait -> stored.put(trait.name(), new HashMap<>()));
        world.database.inTransaction(handle -> {
            for (Person person : world.people()) {
                Derived.of(handle, person.id)
                        .traits()
                        .forEach((name, value) ->
                                stored.getOrDefault(name, new HashMap<>()).put(person.id, value.value()));
            }
            return true;
        });
        return stored;
    }

    Map<String, Map<Long, Object>> judged(List<ComputedTrait> traits) {
        return TraitJudge.values(traits, world.people(), clock.instant());
    }

    TraitStatus status(String trait) {
        return engine.status().stream()
                .filter(status -> status.name().equals(trait))
                .findFirst()
                .orElseThrow();
    }
}
