package io.serai.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The compiled SQL against the judge, on random people and random conditions. */
class SegmentSqlIT {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:15.123456Z");
    private static final long SEED = new SplittableRandom().nextLong();
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
            for (int i = 0; i < 3_000; i++) {
                // Given
                Condition condition = SEGMENTS.condition(RANDOM.nextInt(4));
                // When
                List<Long> selected = selected(handle, condition);
                // Then
                assertThat(selected)
                        .as("seed %s, number %s, %s", SEED, i, condition.describe())
                        .isEqualTo(SegmentJudge.members(condition, world.people(), NOW));
            }
            return true;
        });
    }

    private static List<Long> selected(org.jdbi.v3.core.Handle handle, Condition condition) {
        return new SegmentQuery(handle, SegmentCompiler.compile(condition), NOW).members();
    }
}
