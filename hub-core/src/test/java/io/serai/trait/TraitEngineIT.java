package io.serai.trait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.schema.ValueType;
import io.serai.segment.EventFilter;
import io.serai.segment.EventSelection;
import io.serai.segment.Person;
import io.serai.segment.SegmentStatus;
import io.serai.segment.SegmentWorld;
import io.serai.segment.Window;
import io.serai.trait.Computation.OfEvents;
import io.serai.trait.Computation.Property;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine: values follow profiles, definitions, each other and the clock, through failures and beside other hubs. */
@Tag("any-store")
class TraitEngineIT {
    private static final long SEED = Long.getLong("serai.seed", new SplittableRandom().nextLong());
    private static final ComputedTrait ORDERS = new ComputedTrait(
            "orders", "", new OfEvents(Aggregate.COUNT, Optional.empty(), orders(Optional.empty()), 0));
    private static final ComputedTrait REVENUE = new ComputedTrait(
            "revenue",
            "",
            new OfEvents(
                    Aggregate.SUM,
                    Optional.of(new Property("revenue", ValueType.MONEY)),
                    orders(Optional.of(Duration.ofDays(90))),
                    0));
    private static final ComputedTrait RANK =
            new ComputedTrait("rank", "", new Computation.Quintile(new TraitInput("orders", ValueType.WHOLE, true)));

    /** With those who come later no more than a hundred, so that every change is enough for ranks to be taken anew. */
    private static final int PEOPLE = 80;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final TraitHub hub;

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

    TraitEngineIT() {
        world.clear();
        hub = new TraitHub(world, random, PEOPLE);
    }

    private static EventSelection orders(Optional<Duration> within) {
        return new EventSelection(
                new EventFilter("order_completed", List.of(), Optional.empty(), ZoneOffset.UTC),
                within.map(length -> Window.Relative.within(length)));
    }

    private static ComputedTrait formula(String name, TraitInput... traits) {
        List<Arithmetic> parts = new ArrayList<>();
        for (TraitInput trait : traits) {
            parts.add(new Arithmetic.Value(trait, Optional.of(BigDecimal.ZERO)));
        }
        parts.add(new Arithmetic.Constant(BigDecimal.ONE));
        return new ComputedTrait(
                name, "", new Computation.Formula(new Arithmetic.Operation(Arithmetic.Operator.ADD, parts)));
    }

    @Test
    void everyComputationGivesWhatTheJudgeGives() {
        for (int i = 0; i < 40; i++) {
            // Given
            List<ComputedTrait> traits = hub.traits.traits(10);
            // When
            hub.engine.apply(traits);
            hub.engine.refresh();
            // Then
            agree(traits, "number " + i);
        }
    }

    private void agree(List<ComputedTrait> traits, String when) {
        Map<String, Map<Long, Object>> judged = hub.judged(traits);
        Map<String, Map<Long, Object>> stored = hub.stored(traits);
        for (ComputedTrait trait : traits) {
            assertThat(stored.get(trait.name()))
                    .as(
                            "seed %s, %s, %s %s",
                            SEED, when, trait.name(), trait.of().describe())
                    .isEqualTo(judged.get(trait.name()))
                    .hasSize((int) hub.status(trait.name()).filled());
        }
        assertThat(hub.engine.status())
                .as("seed %s, %s", SEED, when)
                .allMatch(status -> status.state() == SegmentStatus.State.FRESH);
    }

    @Test
    void valuesFollowEveryChangeOfProfilesAndClockAndEqualARecompute() {
        // Given
        List<ComputedTrait> traits = hub.traits.traits(30);
        hub.engine.apply(traits);
        hub.engine.refresh();
        for (int round = 0; round < 12; round++) {
            // When
            hub.change(round);
            hub.engine.refresh();
            // Then
            agree(traits, "round " + round);
        }
        for (ComputedTrait trait : traits) {
            assertThat(hub.engine.full(trait.name())).containsExactly(new TraitDelta(trait.name(), 0, true));
        }
    }

    @Test
    void theClockAloneLooksOnlyAtProfilesItConcerns() {
        // Given
        hub.engine.apply(List.of(ORDERS, REVENUE));
        hub.engine.refresh();
        hub.clock.advance(Duration.ofDays(400));
        // When
        List<TraitDelta> deltas = hub.engine.refresh();
        // Then
        assertThat(deltas).singleElement().satisfies(delta -> {
            assertThat(delta.trait()).isEqualTo("revenue");
            assertThat(delta.full()).isFalse();
            assertThat(delta.changed()).isPositive();
        });
        agree(List.of(ORDERS, REVENUE), "400 days later");
    }

    @Test
    void profilesWithAnotherValueCountAsChangedAndThatEnds() {
        // Given
        hub.engine.apply(List.of(ORDERS, formula("more", new TraitInput("orders", ValueType.WHOLE, true))));
        hub.engine.refresh();
        long before = sequence();
        Person person = hub.world.people().stream()
                .filter(each -> each.live)
                .findFirst()
                .orElseThrow();
        person.events.add(new Person.Event("order_completed", hub.clock.instant(), Map.of()));
        hub.world.write(List.of(person));
        // When
        List<TraitDelta> first = hub.engine.refresh();
        List<TraitDelta> second = hub.engine.refresh();
        // Then
        assertThat(first).containsExactly(new TraitDelta("orders", 1, false), new TraitDelta("more", 1, false));
        assertThat(second).isEmpty();
        assertThat(sequence()).as("the person's record, and the traits").isEqualTo(before + 2);
        assertThat(count("profile WHERE changed = " + sequence())).isEqualTo(1);
        assertThat(hub.engine.status()).allMatch(status -> status.lag() == 0);
    }

    @Test
    void aRefreshWithNothingToDoIsOneQuery() {
        // Given
        hub.engine.apply(List.of(ORDERS, REVENUE, RANK));
        hub.engine.refresh();
        AtomicInteger statements = new AtomicInteger();
        hub.world.database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        });
        // When
        hub.engine.refresh();
        // Then
        assertThat(statements).hasValue(1);
    }

    @Test
    void ranksAreTakenAnewWhenEnoughChangedOrADayHasPassed() {
        // Given
        execute("INSERT INTO profile (id, changed, first_seen, last_seen, subjects, divided, sealed)"
                + " SELECT 1000 + seq, 1, '2020-01-01', '2020-01-01', 1, 0, '' FROM seq_1_to_1000");
        hub.engine.apply(List.of(ORDERS, RANK));
        hub.engine.refresh();
        Person person = hub.people.person(900);
        person.live = true;
        person.events.add(new Person.Event("order_completed", hub.clock.instant(), Map.of()));
        hub.world.write(List.of(person));
        // When
        hub.engine.refresh();
        TraitStatus waiting = hub.status("rank");
        hub.clock.advance(Duration.ofDays(1));
        hub.engine.refresh();
        TraitStatus later = hub.status("rank");
        execute("UPDATE hub_clock SET sequence = sequence + 1");
        execute("UPDATE profile SET changed = (SELECT sequence FROM hub_clock) WHERE id > 1900");
        hub.engine.refresh();
        // Then
        assertThat(waiting.state()).isEqualTo(SegmentStatus.State.STALE);
        assertThat(waiting.lag()).isPositive();
        assertThat(later.state()).isEqualTo(SegmentStatus.State.FRESH);
        assertThat(later.filled()).isEqualTo(waiting.filled() + 1);
        agree(List.of(ORDERS, RANK), "at last");
    }

    @Test
    void onlyAnotherComputationIsBuiltAgainWhateverItsType() {
        // Given
        ComputedTrait text = new ComputedTrait(
                "orders",
                "",
                new OfEvents(
                        Aggregate.LAST,
                        Optional.of(new Property("coupon", ValueType.STRING)),
                        orders(Optional.empty()),
                        0));
        hub.engine.apply(List.of(ORDERS));
        hub.engine.refresh();
        // When
        hub.engine.apply(List.of(new ComputedTrait("orders", "told anew", ORDERS.of())));
        List<TraitDelta> same = hub.engine.refresh();
        hub.engine.apply(List.of(text));
        TraitStatus between = hub.status("orders");
        Map<String, Map<Long, Object>> absent = hub.stored(List.of(text));
        List<TraitDelta> other = hub.engine.refresh();
        // Then
        assertThat(same).isEmpty();
        assertThat(between.state()).isEqualTo(SegmentStatus.State.STALE);
        assertThat(between.computedAt()).isEmpty();
        assertThat(absent).isEqualTo(Map.of("orders", new HashMap<>()));
        assertThat(other).singleElement().matches(TraitDelta::full);
        agree(List.of(text), "as text");
    }

    @Test
    void aTraitThatIsGoneLeavesNothing() {
        // Given
        hub.engine.apply(List.of(REVENUE));
        hub.engine.refresh();
        long held = count("computed_value") * count("computed_recheck");
        // When
        hub.engine.apply(List.of());
        // Then
        assertThat(held).isPositive();
        assertThat(hub.engine.status()).isEmpty();
        assertThat(count("computed_value") + count("computed_recheck")).isZero();
    }

    @Test
    void aFailureKeepsTheValuesCostsNoOtherTraitAndHeals() {
        // Given
        ComputedTrait older = formula("older", new TraitInput("age", ValueType.WHOLE, false));
        hub.engine.apply(List.of(older, ORDERS));
        hub.engine.refresh();
        Map<Long, Object> before = hub.stored(List.of(older)).get("older");
        hub.change(0);
        execute("ALTER TABLE profile RENAME COLUMN t_age TO away");
        // When
        hub.engine.refresh();
        TraitStatus failed = hub.status("older");
        Map<Long, Object> kept = hub.stored(List.of(older)).get("older");
        Map<Long, Object> others = hub.stored(List.of(ORDERS)).get("orders");
        execute("ALTER TABLE profile RENAME COLUMN away TO t_age");
        hub.engine.refresh();
        // Then
        assertThat(failed.state()).isEqualTo(SegmentStatus.State.FAILED);
        assertThat(failed.error().orElseThrow().code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(kept).isEqualTo(before);
        assertThat(others).isEqualTo(hub.judged(List.of(ORDERS)).get("orders"));
        agree(List.of(older, ORDERS), "healed");
    }

    @Test
    void aClockSetBackIsFollowed() {
        // Given
        hub.engine.apply(List.of(REVENUE));
        hub.clock.advance(Duration.ofDays(400));
        hub.engine.refresh();
        hub.clock.advance(Duration.ofDays(-400));
        // When
        hub.engine.refresh();
        // Then
        agree(List.of(REVENUE), "set back");
        assertThat(hub.status("revenue").filled()).isPositive();
    }

    @Test
    void storedPropertiesOfAnotherTypeAreAbsentAndFailNothing() {
        // Given
        execute("UPDATE event SET properties = '{\"revenue\": \"rubbish\", \"due\": \"2026-13-45\", \"paid-at\": \"x\","
                + " \"coupon\": 7, \"gift\": \"yes\", \"items\": null}' WHERE type = 'order_completed'");
        List<ComputedTrait> traits = new ArrayList<>();
        SegmentWorld.SCHEMA.events().getOrDefault("order_completed", Map.of()).forEach((name, type) -> {
            for (Aggregate aggregate : Aggregate.values()) {
                if (aggregate.takes(type)) {
                    traits.add(new ComputedTrait(
                            "c" + traits.size(),
                            "",
                            new OfEvents(
                                    aggregate, Optional.of(new Property(name, type)), orders(Optional.empty()), 3)));
                }
            }
        });
        hub.engine.apply(traits);
        // When
        hub.engine.refresh();
        // Then
        assertThat(hub.engine.status()).hasSizeGreaterThan(20).allSatisfy(status -> {
            assertThat(status.state()).isEqualTo(SegmentStatus.State.FRESH);
            assertThat(status.filled()).as(status.name()).isZero();
        });
    }

    @Test
    void whatIsNoDateDoesNotHideOneThatIs() {
        // Given
        Person person = new Person(7_000);
        LocalDate due = LocalDate.parse("2026-11-24");
        for (LocalDate day : List.of(due, LocalDate.parse("1999-01-01"))) {
            person.events.add(new Person.Event("order_completed", hub.clock.instant(), Map.of("due", day)));
        }
        hub.world.write(List.of(person));
        execute("UPDATE event SET properties = '{\"due\": \"1999-13-01\"}' WHERE properties LIKE '%1999-01-01%'");
        ComputedTrait first = new ComputedTrait(
                "first-due",
                "",
                new OfEvents(
                        Aggregate.MIN, Optional.of(new Property("due", ValueType.DATE)), orders(Optional.empty()), 0));
        hub.engine.apply(List.of(first));
        // When
        hub.engine.refresh();
        // Then
        assertThat(hub.stored(List.of(first)).get("first-due")).containsEntry(7_000L, due);
    }

    @Test
    void whileOthersWriteAndAnotherHubRefreshesNothingIsMissed() throws Exception {
        // Given
        List<ComputedTrait> traits = hub.traits.traits(8);
        hub.engine.apply(traits);
        TraitEngine other = new TraitEngine(hub.world.database, hub.clock);
        other.apply(traits);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            // When
            List<Callable<Boolean>> work = new ArrayList<>();
            work.add(() -> {
                for (int round = 0; round < 30; round++) {
                    hub.change(3 * (round % 4));
                }
                return true;
            });
            for (TraitEngine engine : List.of(hub.engine, other)) {
                work.add(() -> {
                    for (int round = 0; round < 30; round++) {
                        engine.refresh();
                    }
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        hub.engine.refresh();
        hub.engine.refresh();
        // Then
        agree(traits, "after the crowd");
    }

    @Test
    void whatIsUnknownIsNotFound() {
        assertThatThrownBy(() -> hub.engine.full("nope"))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private long sequence() {
        return count("(SELECT 1 FROM hub_clock c JOIN seq_1_to_100000 s ON s.seq <= c.sequence) n");
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
