package io.serai.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.Document;
import io.serai.document.Problems;
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
                        .isEqualTo(SegmentJudge.members(condition, world.people(), NOW));
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
                "{trait: country, starts_with: %s}",
                "{trait: tags, includes: %s}",
                "{event: order_completed, where: {property: coupon, equals: %s}}",
                "{event: order_completed, where: {property: coupon, contains: %s}}",
                "{event: order_completed, where: {property: labels, includes: %s}}");
        world.database.inTransaction(handle -> {
            for (String place : places) {
                for (String text : RandomSegments.TEXTS) {
                    if (text.isEmpty() || text.contains("\uFFFF")) {
                        continue;
                    }
                    // Given
                    Condition condition = read(place.formatted(SegmentWorld.json(text)));
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

    /** A name that is no name is refused before any SQL is made of it. */
    @Test
    void namesFromAUserAreThoseOfTheSchema() {
        for (String place : List.of(
                "{trait: %s, exists: true}",
                "{consent: %s, is: granted}",
                "{event: %s}",
                "{event: page_view, where: {property: %s, exists: true}}",
                "{segment: %s}")) {
            for (String text : RandomSegments.TEXTS) {
                // Given
                Problems problems = new Problems();
                String yaml = "segment: s\nwhere: " + place.formatted(SegmentWorld.json(text));
                // When
                List<SegmentDefinition> read = Document.parse("s.yaml", yaml, problems).stream()
                        .flatMap(root -> SegmentReader.readAll(List.of(root), SegmentWorld.SCHEMA, Map.of()).stream())
                        .toList();
                // Then
                assertThat(read).as(yaml).isEmpty();
                assertThat(problems.isEmpty()).as(yaml).isFalse();
            }
        }
    }

    private static Condition read(String where) {
        Problems problems = new Problems();
        List<SegmentDefinition> read = Document.parse("s.yaml", "segment: s\nwhere: " + where, problems).stream()
                .flatMap(root -> SegmentReader.readAll(List.of(root), SegmentWorld.SCHEMA, Map.of()).stream())
                .toList();
        problems.throwIfAny();
        return read.get(0).where();
    }

    private static List<Long> selected(Handle handle, Condition condition) {
        return new SegmentQuery(handle, SegmentCompiler.compile(condition), NOW).members(Integer.MAX_VALUE);
    }
}
