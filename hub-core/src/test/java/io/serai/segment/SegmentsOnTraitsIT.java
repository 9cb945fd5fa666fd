package io.serai.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.profile.Derived;
import io.serai.schema.ValueType;
import io.serai.trait.Aggregate;
import io.serai.trait.Computation.OfEvents;
import io.serai.trait.Computation.Property;
import io.serai.trait.ComputedTrait;
import io.serai.trait.TraitEngine;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Segments that ask for computed traits of every type, and follow them. */
class SegmentsOnTraitsIT {
    private static final long SEED = Long.getLong("serai.seed", new SplittableRandom().nextLong());

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final SegmentHub hub;
    private final TraitEngine engine;
    private final List<ComputedTrait> traits = new ArrayList<>();

    private static SegmentWorld world;

    @BeforeAll
    static void open() {
        System.out.println("seed " + SEED);
        world = new SegmentWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    SegmentsOnTraitsIT() {
        world.clear();
        hub = new SegmentHub(world, random, 120);
        engine = new TraitEngine(world.database, hub.clock);
        SegmentWorld.SCHEMA.events().getOrDefault("order_completed", Map.of()).forEach((name, type) -> {
            if (type != ValueType.LIST) {
                trait("last-" + name, Aggregate.LAST, new Property(name, type));
            }
        });
        trait("coupons", Aggregate.DISTINCT_LIST, new Property("coupon", ValueType.STRING));
        trait("items", Aggregate.DISTINCT_COUNT, new Property("items", ValueType.WHOLE));
        engine.apply(traits);
        engine.refresh();
    }

    private void trait(String name, Aggregate aggregate, Property property) {
        EventSelection orders = new EventSelection(
                new EventFilter("order_completed", List.of(), Optional.empty(), ZoneOffset.UTC),
                Optional.of(Window.Relative.within(Duration.ofDays(90))));
        traits.add(new ComputedTrait(name, "", new OfEvents(aggregate, Optional.of(property), orders, 3)));
    }

    private Condition condition(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            List<Condition> parts = List.of(condition(depth - 1), condition(depth - 1));
            return random.nextBoolean() ? new Condition.All(parts) : new Condition.Not(new Condition.Any(parts));
        }
        ComputedTrait trait = traits.get(random.nextInt(traits.size()));
        return new Condition.OnField(Field.computed(trait.name(), trait.type()), hub.random.check(trait.type(), true));
    }

    /** By the judge, to whom a computed trait is one like any other. */
    private List<Long> judged(Condition condition) {
        List<Person> known = world.database.inTransaction(handle -> world.people().stream()
                .map(person -> {
                    Person copy = new Person(person.id);
                    copy.live = person.live;
                    Derived.of(handle, person.id)
                            .traits()
                            .forEach((name, value) -> copy.traits.put(name, value.value()));
                    return copy;
                })
                .toList());
        return SegmentJudge.members(condition, known, hub.clock.instant());
    }

    @Test
    void everyConditionSelectsWhomTheJudgeSelects() {
        int telling = 0;
        for (int i = 0; i < 300; i++) {
            // Given
            Condition condition = condition(2);
            // When
            List<Long> selected = world.database.inTransaction(handle -> new SegmentQuery(
                            handle, SegmentCompiler.compile(condition), hub.clock.instant(), Duration.ZERO)
                    .members(Integer.MAX_VALUE));
            // Then
            assertThat(selected)
                    .as("seed %s, number %s, %s", SEED, i, condition.describe())
                    .isEqualTo(judged(condition));
            telling += !selected.isEmpty() && selected.size() < 100 ? 1 : 0;
        }
        assertThat(telling).as("seed %s", SEED).isGreaterThan(100);
    }

    @Test
    void membersFollowTheTraitsTheyAreAskedFor() {
        // Given
        Map<String, Condition> conditions = new HashMap<>();
        IntStream.range(0, 20).forEach(i -> conditions.put("s" + i, condition(2)));
        hub.engine.apply(conditions.entrySet().stream()
                .map(segment -> new SegmentDefinition(segment.getKey(), "", Optional.empty(), segment.getValue()))
                .toList());
        hub.engine.refresh();
        for (int round = 0; round < 8; round++) {
            // When
            List<Person> changed = world.people().stream()
                    .filter(person -> random.nextInt(20) == 0)
                    .toList();
            changed.forEach(hub.random::change);
            world.write(changed);
            hub.clock.advance(Duration.ofDays(random.nextInt(40)));
            engine.refresh();
            List<SegmentDelta> deltas = hub.engine.refresh();
            // Then
            int number = round;
            conditions.forEach((name, condition) -> assertThat(hub.members(name))
                    .as("seed %s, round %s, %s", SEED, number, condition.describe())
                    .isEqualTo(judged(condition)));
            assertThat(deltas)
                    .filteredOn(delta -> !SegmentCompiler.compile(conditions.get(delta.segment()))
                            .dependsOnTime())
                    .allMatch(delta -> !delta.full());
        }
    }
}
