package io.serai.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.schema.ValueType;
import io.serai.segment.Check.OneOf;
import io.serai.segment.Condition.OnField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine: members follow profiles, definitions and the clock, through failures and beside other hubs. */
@Tag("any-store")
class SegmentEngineIT {
    private static final long SEED = Long.getLong("serai.seed", new SplittableRandom().nextLong());
    private static final Condition GERMANS =
            new OnField(Field.trait("country", ValueType.COUNTRY), new OneOf(List.of((Object) "DE")));
    private static final Condition LOYAL = new OnField(Field.trait("tier", ValueType.STRING), new Check.Exists(true));
    private static final Condition BUYERS = SegmentWorld.condition("{event: order_completed, within: 90d}");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final SegmentHub hub;

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

    SegmentEngineIT() {
        world.clear();
        hub = new SegmentHub(world, random, 120);
    }

    private static SegmentDefinition segment(String name, Condition where) {
        return new SegmentDefinition(name, "", Optional.empty(), where);
    }

    @Test
    void membersFollowEveryChangeOfProfilesAndClock() {
        // Given
        List<SegmentDefinition> segments = IntStream.range(0, 40)
                .mapToObj(i -> segment("s" + i, hub.random.condition(random.nextInt(4))))
                .toList();
        hub.engine.apply(segments);
        hub.engine.refresh();
        for (int round = 0; round < 12; round++) {
            // When
            change(round);
            hub.engine.refresh();
            // Then
            for (SegmentDefinition segment : segments) {
                assertThat(hub.members(segment.name()))
                        .as(
                                "seed %s, round %s, %s",
                                SEED, round, segment.where().describe())
                        .isEqualTo(hub.judged(segment.where()))
                        .isEqualTo(hub.replayed(segment.name()))
                        .hasSize((int) hub.status(segment.name()).members());
            }
            assertThat(hub.engine.status()).allMatch(status -> status.state() == SegmentStatus.State.FRESH);
        }
        for (SegmentDefinition segment : segments) {
            assertThat(hub.engine.full(segment.name())).contains(new SegmentDelta(segment.name(), 0, 0, true));
        }
    }

    /** By turns: people change, the clock moves, both. */
    private void change(int round) {
        if (round % 3 != 1) {
            List<Person> changed = new ArrayList<>();
            for (Person person : hub.world.people()) {
                if (random.nextInt(6) == 0) {
                    hub.random.change(person);
                    changed.add(person);
                }
            }
            changed.add(hub.random.person(1_000 + round));
            hub.world.write(changed);
        }
        if (round % 3 != 0) {
            List<Duration> steps = List.of(
                    Duration.ofNanos(1_000),
                    Duration.ofSeconds(30),
                    Duration.ofHours(12),
                    Duration.ofDays(1),
                    Duration.ofDays(45));
            hub.clock.advance(steps.get(random.nextInt(steps.size())));
        }
    }

    @Test
    void theClockAloneLooksOnlyAtProfilesItConcerns() {
        // Given
        Person leaving = new Person(5_001);
        leaving.events.add(new Person.Event(
                "order_completed", hub.clock.instant().minus(Duration.ofHours(90 * 24 - 6)), java.util.Map.of()));
        hub.world.write(List.of(leaving));
        hub.engine.apply(List.of(segment("buyers", BUYERS)));
        hub.engine.refresh();
        hub.clock.advance(Duration.ofHours(7));
        // When
        List<SegmentDelta> deltas = hub.engine.refresh();
        // Then
        assertThat(deltas).singleElement().satisfies(delta -> {
            assertThat(delta.full()).isFalse();
            assertThat(delta.exited()).isPositive();
        });
        assertThat(hub.members("buyers")).doesNotContain(5_001L).isEqualTo(hub.judged(BUYERS));
    }

    @Test
    void onlyWhatTheClockChangesWithinADayIsWrittenDown() {
        // Given
        hub.engine.apply(List.of(segment("buyers", BUYERS), segment("germans", GERMANS)));
        hub.engine.refresh();
        // When
        long later = count("segment_recheck WHERE recheck_at > (SELECT MAX(planned_until) FROM segment)");
        hub.clock.advance(Duration.ofDays(1));
        List<SegmentStatus> before = hub.engine.status();
        List<SegmentDelta> deltas = hub.engine.refresh();
        // Then
        assertThat(hub.members("buyers")).hasSizeGreaterThan((int) count("segment_recheck"));
        assertThat(later).isZero();
        assertThat(before)
                .extracting(SegmentStatus::state)
                .containsExactly(SegmentStatus.State.STALE, SegmentStatus.State.FRESH);
        assertThat(deltas).singleElement().matches(SegmentDelta::full);
        hub.clock.advance(Duration.ofDays(400));
        hub.engine.refresh();
        assertThat(hub.members("buyers")).isEmpty();
    }

    @Test
    void aWindowClosesAndOpensToTheMicrosecond() {
        // Given
        Person leaving = new Person(5_001);
        leaving.events.add(new Person.Event(
                "order_completed", hub.clock.instant().minus(Duration.ofDays(90)), java.util.Map.of()));
        Person coming = new Person(5_002);
        coming.traits.put("seen", hub.clock.instant().minus(Duration.ofDays(30)));
        hub.world.write(List.of(leaving, coming));
        hub.engine.apply(List.of(
                segment("buyers", BUYERS), segment("lapsed", SegmentWorld.condition("{trait: seen, before: 30d}"))));
        hub.engine.refresh();
        List<Long> buyers = hub.members("buyers");
        List<Long> lapsed = hub.members("lapsed");
        hub.clock.advance(Duration.ofNanos(1_000));
        // When
        hub.engine.refresh();
        // Then
        assertThat(buyers).contains(5_001L);
        assertThat(lapsed).doesNotContain(5_002L);
        assertThat(hub.members("buyers")).doesNotContain(5_001L).isEqualTo(hub.judged(BUYERS));
        assertThat(hub.members("lapsed")).contains(5_002L);
    }

    @Test
    void whenMostProfilesChangedEveryoneIsLookedAt() {
        // Given
        execute("INSERT INTO profile (id, changed, first_seen, last_seen, subjects, divided, sealed)"
                + " SELECT 1000 + seq, 1, '2020-01-01', '2020-01-01', 1, 0, '' FROM seq_1_to_2500");
        hub.engine.apply(List.of(segment("germans", GERMANS)));
        hub.engine.refresh();
        hub.world.write(List.of(hub.random.person(1)));
        execute("UPDATE profile SET changed = (SELECT sequence FROM hub_clock), t_country = 'DE' WHERE id > 1000");
        // When
        List<SegmentDelta> deltas = hub.engine.refresh();
        // Then
        assertThat(deltas).singleElement().matches(SegmentDelta::full);
        assertThat(hub.members("germans"))
                .hasSize(2_500 + hub.judged(GERMANS).size())
                .isEqualTo(hub.replayed("germans"));
    }

    @Test
    void aRefreshWithNothingToDoIsOneQuery() {
        // Given
        hub.engine.apply(List.of(segment("germans", GERMANS), segment("buyers", BUYERS)));
        hub.engine.refresh();
        AtomicInteger statements = new AtomicInteger();
        hub.world.database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        });
        // When
        List<SegmentDelta> deltas = hub.engine.refresh();
        // Then
        assertThat(deltas).isEmpty();
        assertThat(statements).hasValue(1);
    }

    @Test
    void manySegmentsTakeAsManyStatementsAsOne() {
        // Given
        List<Condition> conditions = IntStream.rangeClosed(1, 30)
                .mapToObj(days -> SegmentWorld.condition("{event: order_completed, within: " + days + "d}"))
                .toList();
        hub.engine.apply(List.of(segment("one", conditions.get(0))));
        hub.engine.refresh();
        int one = statements();
        hub.engine.apply(IntStream.range(0, 30)
                .mapToObj(i -> segment("s" + i, conditions.get(i)))
                .toList());
        hub.engine.refresh();
        // When
        int thirty = statements();
        // Then
        assertThat(thirty).isEqualTo(one);
        for (int i = 0; i < 30; i++) {
            assertThat(hub.members("s" + i)).isEqualTo(hub.judged(conditions.get(i)));
        }
    }

    /** How many statements it takes when somebody exits every segment. */
    private int statements() {
        execute("DELETE FROM membership WHERE profile_id = 1");
        execute("INSERT INTO membership SELECT id, 1, NOW(6) FROM segment");
        hub.world.write(List.of(new Person(1)));
        AtomicInteger statements = new AtomicInteger();
        hub.world.database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        });
        hub.engine.refresh();
        hub.world.database.jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return statements.get();
    }

    @Test
    void moreSegmentsThanAWordHasBitsFollow() {
        // Given
        List<SegmentDefinition> segments = IntStream.range(0, 150)
                .mapToObj(i -> segment("s" + i, hub.random.condition(1)))
                .toList();
        hub.engine.apply(segments);
        hub.engine.refresh();
        // When
        change(2);
        hub.engine.refresh();
        // Then
        for (SegmentDefinition segment : segments) {
            assertThat(hub.members(segment.name()))
                    .as("seed %s, %s", SEED, segment.where().describe())
                    .isEqualTo(hub.judged(segment.where()))
                    .isEqualTo(hub.replayed(segment.name()));
        }
    }

    @Test
    void onlyAnotherConditionIsBuiltAgain() {
        // Given
        hub.engine.apply(List.of(segment("s", GERMANS)));
        hub.engine.refresh();
        // When
        hub.engine.apply(List.of(new SegmentDefinition("s", "told anew", Optional.of(7), GERMANS)));
        List<SegmentDelta> same = hub.engine.refresh();
        hub.engine.apply(List.of(segment("s", LOYAL)));
        SegmentStatus between = hub.status("s");
        List<SegmentDelta> other = hub.engine.refresh();
        // Then
        assertThat(same).isEmpty();
        assertThat(between.state()).isEqualTo(SegmentStatus.State.STALE);
        assertThat(other).singleElement().matches(SegmentDelta::full);
        assertThat(hub.members("s")).isEqualTo(hub.judged(LOYAL)).isEqualTo(hub.replayed("s"));
    }

    @Test
    void aSegmentThatIsGoneLogsItsExits() {
        // Given
        hub.engine.apply(List.of(segment("germans", GERMANS)));
        long entered = hub.engine.refresh().get(0).entered();
        // When
        hub.engine.apply(List.of());
        // Then
        assertThat(hub.engine.status()).isEmpty();
        assertThat(count("membership")).isZero();
        assertThat(count("membership_change WHERE kind = 'exited'"))
                .isEqualTo(entered)
                .isPositive();
    }

    @Test
    void aFailureKeepsTheMembersCostsNoOtherSegmentAndHeals() {
        // Given
        hub.engine.apply(List.of(segment("germans", GERMANS), segment("loyal", LOYAL)));
        hub.engine.refresh();
        List<Long> before = hub.members("germans");
        change(0);
        execute("ALTER TABLE profile RENAME COLUMN t_country TO away");
        // When
        hub.engine.refresh();
        SegmentStatus failed = hub.status("germans");
        List<Long> kept = hub.members("germans");
        List<Long> others = hub.members("loyal");
        execute("ALTER TABLE profile RENAME COLUMN away TO t_country");
        hub.engine.refresh();
        // Then
        assertThat(failed.state()).isEqualTo(SegmentStatus.State.FAILED);
        assertThat(failed.error().orElseThrow().code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(failed.lag()).isEqualTo(1);
        assertThat(kept).isEqualTo(before);
        assertThat(others).isEqualTo(hub.judged(LOYAL));
        assertThat(hub.status("germans").state()).isEqualTo(SegmentStatus.State.FRESH);
        assertThat(hub.members("germans")).isEqualTo(hub.judged(GERMANS));
    }

    @Test
    void aFailureNotedByAHubThatCameTooLateIsTakenBack() {
        // Given
        hub.engine.apply(List.of(segment("germans", GERMANS)));
        hub.engine.refresh();
        execute("UPDATE segment SET error_code = 'STORE_CONFLICT', error = 'late'");
        // When
        hub.engine.refresh();
        // Then
        assertThat(hub.status("germans").state()).isEqualTo(SegmentStatus.State.FRESH);
    }

    @Test
    void aClockSetBackIsFollowed() {
        // Given
        hub.engine.apply(List.of(segment("buyers", BUYERS)));
        hub.clock.advance(Duration.ofDays(400));
        hub.engine.refresh();
        hub.clock.advance(Duration.ofDays(-400));
        // When
        hub.engine.refresh();
        // Then
        assertThat(hub.members("buyers")).isEqualTo(hub.judged(BUYERS)).isNotEmpty();
    }

    @Test
    void storedPropertiesOfAnotherTypeAreAbsentAndFailNothing() {
        // Given
        execute(
                "UPDATE event SET properties = '{\"revenue\": \"rubbish\", \"due\": \"2026-13-45\", \"paid-at\": \"x\","
                        + " \"coupon\": 7, \"gift\": \"yes\", \"labels\": \"a\", \"items\": null}' WHERE type = 'order_completed'");
        List<SegmentDefinition> segments = new ArrayList<>();
        SegmentWorld.SCHEMA
                .events()
                .getOrDefault("order_completed", java.util.Map.of())
                .forEach((name, type) -> segments.add(segment(
                        "with-" + name,
                        SegmentWorld.condition(
                                "{event: order_completed, where: {property: " + name + ", exists: true}}"))));
        hub.engine.apply(segments);
        // When
        hub.engine.refresh();
        // Then
        assertThat(hub.engine.status()).hasSize(7).allSatisfy(status -> {
            assertThat(status.state()).isEqualTo(SegmentStatus.State.FRESH);
            assertThat(status.members()).as(status.name()).isZero();
        });
    }

    @Test
    void twoHubsRefreshingAtOnceLogEachChangeOnce() throws Exception {
        // Given
        List<SegmentDefinition> segments = List.of(segment("germans", GERMANS), segment("buyers", BUYERS));
        SegmentEngine other = new SegmentEngine(hub.world.database, hub.clock);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            // When
            for (int round = 0; round < 15; round++) {
                change(round);
                List<Callable<Boolean>> both = new ArrayList<>();
                for (SegmentEngine engine : List.of(hub.engine, other)) {
                    both.add(() -> {
                        engine.apply(segments);
                        engine.refresh();
                        return true;
                    });
                }
                for (Future<Boolean> done : threads.invokeAll(both)) {
                    done.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        // Then
        for (SegmentDefinition segment : segments) {
            assertThat(hub.members(segment.name()))
                    .isEqualTo(hub.replayed(segment.name()))
                    .isEqualTo(hub.judged(segment.where()))
                    .hasSize((int) hub.status(segment.name()).members());
        }
    }

    @Test
    void whatPreviewSaysTheRunDoes() {
        for (int i = 0; i < 60; i++) {
            // Given
            SegmentDefinition segment = segment("s", hub.random.condition(3));
            List<SegmentDefinition> others =
                    List.of(segment("other-a", hub.random.condition(2)), segment("other-b", hub.random.condition(2)));
            hub.engine.apply(others);
            hub.engine.refresh();
            // When
            SegmentPreview preview = hub.engine.preview(segment, Optional.of("typing"), List.of("other-b", "other-a"));
            hub.engine.apply(List.of(segment));
            hub.engine.refresh();
            // Then
            List<Long> members = hub.members("s");
            assertThat(preview.members())
                    .as("seed %s, %s", SEED, segment.where().describe())
                    .isEqualTo(members.size());
            assertThat(preview.sample())
                    .hasSize(Math.min(10, members.size()))
                    .doesNotHaveDuplicates()
                    .allMatch(members::contains);
            assertThat(preview.profiles())
                    .isEqualTo(hub.judged(new Condition.All(List.of())).size());
            assertThat(preview.counts()).isEqualTo(counts(segment.where(), Optional.empty()));
            assertThat(preview.overlaps())
                    .as("seed %s", SEED)
                    .containsExactly(overlap(others.get(1), segment.where()), overlap(others.get(0), segment.where()));
        }
    }

    private SegmentPreview.Overlap overlap(SegmentDefinition other, Condition where) {
        return new SegmentPreview.Overlap(
                other.name(),
                Optional.of(hub.clock.instant()),
                hub.judged(other.where()).size(),
                hub.judged(new Condition.All(List.of(where, other.where()))).size());
    }

    @Test
    void previewsAreComparedWithSegmentsThatAreThereAndWithFew() {
        // Given
        SegmentDefinition segment = segment("s", hub.random.condition(1));
        hub.engine.apply(List.of(segment));
        // When, Then
        assertThatThrownBy(() -> hub.engine.preview(segment, Optional.empty(), List.of("nobody")))
                .hasMessageContaining("There is no segment of one of these names");
        assertThatThrownBy(() -> hub.engine.preview(segment, Optional.empty(), List.of("s", "s")))
                .hasMessageContaining("each of them once");
        assertThatThrownBy(() -> hub.engine.preview(segment, Optional.empty(), List.of("a", "b", "c", "d", "e", "f")))
                .hasMessageContaining("at most 5");
        SegmentPreview.Overlap unbuilt = hub.engine
                .preview(segment, Optional.empty(), List.of("s"))
                .overlaps()
                .get(0);
        assertThat(unbuilt).isEqualTo(new SegmentPreview.Overlap("s", Optional.empty(), 0, 0));
    }

    private SegmentPreview.Count counts(Condition condition, Optional<Condition> upTo) {
        List<SegmentPreview.Count> parts = new ArrayList<>();
        for (int i = 0; i < condition.parts().size(); i++) {
            Condition before = new Condition.All(condition.parts().subList(0, i + 1));
            boolean among = condition instanceof Condition.All;
            parts.add(counts(condition.parts().get(i), among ? Optional.of(before) : Optional.empty()));
        }
        return new SegmentPreview.Count(
                condition.describe(),
                hub.judged(condition).size(),
                upTo.map(all -> (long) hub.judged(all).size()),
                parts);
    }

    @Test
    void explanationsAgreeWithTheJudgeAtEveryCondition() {
        for (int i = 0; i < 60; i++) {
            // Given
            Condition where = hub.random.condition(3);
            hub.engine.apply(List.of(segment("s", where)));
            hub.engine.refresh();
            Person person = hub.world.people().stream()
                    .filter(candidate -> candidate.live)
                    .skip(random.nextInt(20))
                    .findFirst()
                    .orElseThrow();
            // When
            SegmentExplanation explanation = hub.engine.explain("s", person.id);
            // Then
            assertThat(explanation.verdict())
                    .as("seed %s", SEED)
                    .usingRecursiveComparison()
                    .ignoringFieldsMatchingRegexes("(.*\\.)?value")
                    .isEqualTo(verdict(where, person));
            assertThat(explanation.memberSince().isPresent())
                    .isEqualTo(explanation.verdict().holds());
        }
    }

    private SegmentExplanation.Verdict verdict(Condition condition, Person person) {
        return new SegmentExplanation.Verdict(
                condition.describe(),
                condition.fold(new SegmentJudge(person, hub.world.people(), hub.clock.instant())),
                Optional.empty(),
                condition.parts().stream().map(part -> verdict(part, person)).toList());
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        // Given
        hub.engine.apply(List.of(segment("germans", GERMANS)));
        // When, Then
        for (Callable<?> question : List.<Callable<?>>of(
                () -> hub.engine.explain("french", 1),
                () -> hub.engine.explain("germans", 999_999),
                () -> hub.engine.full("x"))) {
            assertThatThrownBy(question::call)
                    .isInstanceOfSatisfying(
                            SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }

    private void execute(String sql) {
        hub.world.database.jdbi().useHandle(handle -> handle.execute(sql));
    }

    private long count(String from) {
        return hub.world
                .database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + from)
                        .mapTo(Long.class)
                        .one());
    }
}
