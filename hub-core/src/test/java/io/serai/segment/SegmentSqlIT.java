package io.serai.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The compiled SQL against the judge, on random people and random conditions. */
class SegmentSqlIT {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:15.123456Z");
    private static final long SEED = Long.getLong("serai.seed", new SplittableRandom().nextLong());
    private static final SplittableRandom RANDOM = new SplittableRandom(SEED);
    private static final RandomSegments SEGMENTS = new RandomSegments(RANDOM, NOW);
    private static SegmentWorld world;

    @BeforeAll
    static void fill() {
        System.out.println("seed " + SEED);
        world = new SegmentWorld();
        List<Person> people = new ArrayList<>();
        for (long id = 1; id <= 200; id++) {
            people.add(SEGMENTS.person(id));
        }
        world.write(people);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void everyConditionSelectsWhomTheJudgeSelects() {
        world.database.inTransaction(handle -> {
            int telling = 0;
            for (int i = 0; i < 3_000; i++) {
                // Given
                Condition condition = SEGMENTS.condition(RANDOM.nextInt(4));
                // When
                List<Long> selected = selected(handle, condition);
                // Then
                assertThat(selected)
                        .as("seed %s, number %s, %s", SEED, i, condition.describe())
                        .containsExactlyElementsOf(SegmentJudge.members(condition, world.people(), NOW));
                telling += !selected.isEmpty() && selected.size() < 150 ? 1 : 0;
            }

            assertThat(telling)
                    .as("conditions that hold for some, seed %s", SEED)
                    .isGreaterThan(1_000);
            return true;
        });
    }

    @Test
    void theLawsOfLogicHold() {
        world.database.inTransaction(handle -> {
            for (int i = 0; i < 150; i++) {
                // Given
                Condition a = SEGMENTS.condition(2);
                Condition b = SEGMENTS.condition(2);
                // When
                List<Long> neither = selected(handle, not(new Condition.Any(List.of(a, b))));
                List<Long> both = selected(handle, new Condition.All(List.of(not(a), not(b))));
                List<Long> once = selected(handle, a);
                List<Long> twice = selected(handle, not(not(a)));
                List<Long> nobody = selected(handle, new Condition.All(List.of(a, not(a))));
                // Then
                assertThat(neither).as("seed %s, %s, %s", SEED, a, b).isEqualTo(both);
                assertThat(once).as("seed %s, %s", SEED, a).isEqualTo(twice);
                assertThat(nobody).as("seed %s, %s", SEED, a).isEmpty();
            }
            return true;
        });
    }

    private static Condition not(Condition condition) {
        return new Condition.Not(condition);
    }

    /** Hostile text in every place of a condition that takes text, through the YAML as a user would write it. */
    @Test
    void textFromAUserIsNeverPartOfTheStatement() {
        List<String> places = List.of(
                "{trait: tier, equals: %s}",
                "{trait: tier, in: [%s, b]}",
                "{trait: nick, starts_with: %s}",
                "{trait: nick, contains: %s}",
                "{trait: nick, ends_with: %s}",
                "{trait: nick, contains: %s, ignore_case: true}",
                "{trait: tier, in: [%s, B], ignore_case: true}",
                "{trait: nick, equals: %s, ignore_accents: true}",
                "{event: order_completed, where: {property: coupon, ends_with: %s, ignore_case: true, ignore_accents: true}}",
                "{trait: country, starts_with: %s}",
                "{trait: tags, includes: %s}",
                "{trait: tags, includes_any: [%s, a]}",
                "{event: order_completed, where: {property: coupon, equals: %s}}",
                "{event: order_completed, where: {property: coupon, contains: %s}}",
                "{event: order_completed, where: {property: labels, includes: %s}}",
                "{event: page_view, then: [{event: order_completed, where: {property: coupon, equals: %s}}]}",
                "{event: order_completed, last: {of: coupon, starts_with: %s}}",
                "{event: order_completed, first: {of: labels, includes: %s}}");
        world.database.inTransaction(handle -> {
            for (String place : places) {
                for (String text : RandomSegments.TEXTS) {
                    if (text.isEmpty() || text.contains("\uFFFF")) {
                        continue;
                    }
                    // Given
                    Condition condition = SegmentWorld.condition(place.formatted(SegmentWorld.json(text)));
                    // When
                    List<Long> selected = selected(handle, condition);
                    // Then
                    assertThat(SegmentCompiler.compile(condition).member()).doesNotContain("DROP", "OR 1=1");
                    assertThat(selected)
                            .as(condition.describe())
                            .isEqualTo(SegmentJudge.members(condition, world.people(), NOW));
                }
            }
            return true;
        });
    }

    /** What is no date, from before a change of the schema, is no value; the server's own MIN takes it for the day 0. */
    @Test
    void rubbishIsNoDay() {
        try (SegmentWorld own = new SegmentWorld()) {
            // Given
            Person person = SEGMENTS.person(1);
            person.live = true;
            person.events.clear();
            person.events.add(new Person.Event("order_completed", NOW, Map.of("due", "soon", "paid-at", "later")));
            own.write(List.of(person));
            for (String property : List.of("due", "paid-at")) {
                for (String measure : List.of("min", "max", "first", "last")) {
                    Condition condition = SegmentWorld.condition(
                            "{event: order_completed, %s: {of: %s, exists: true}}".formatted(measure, property));
                    // When
                    List<Long> selected = own.database.inTransaction(handle -> selected(handle, condition));
                    // Then
                    assertThat(selected).as(condition.describe()).isEmpty();
                }
            }
        }
    }

    /** A name that is no name is refused before any SQL is made of it. */
    @Test
    void namesFromAUserAreThoseOfTheSchema() {
        for (String place : List.of(
                "{trait: %s, exists: true}",
                "{consent: %s, is: granted}",
                "{event: %s}",
                "{event: page_view, where: {property: %s, exists: true}}",
                "{event: page_view, then: [{without: %s}]}",
                "{event: order_completed, sum: {of: %s, at_least: 1}}",
                "{identifier: %s, exists: true}",
                "{seen: %s, within: 1d}",
                "{source: %s}",
                "{source: crm, stream: %s}",
                "{near: [1, 2], within: 1km, latitude: %s, longitude: lon}",
                "{segment: %s}")) {
            for (String text : RandomSegments.TEXTS) {
                // Given
                Problems problems = new Problems();
                String yaml = "segment: s\nwhere: " + place.formatted(SegmentWorld.json(text));
                // When
                List<SegmentDefinition> read = SegmentWorld.read(problems, yaml);
                // Then
                assertThat(read).as(yaml).isEmpty();
                assertThat(problems.isEmpty()).as(yaml).isFalse();
            }
        }
    }

    private static List<Long> selected(Handle handle, Condition condition) {
        return new SegmentQuery(handle, SegmentCompiler.compile(condition), NOW, Duration.ZERO)
                .members(Integer.MAX_VALUE);
    }
}
