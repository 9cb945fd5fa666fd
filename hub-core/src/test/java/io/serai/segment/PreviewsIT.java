package io.serai.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Previews end: by hand, by the next of their name, by time and by cost. */
class PreviewsIT {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:15.123456Z");
    /** Every event beside every other, of enough people to take minutes. */
    private static final CompiledSegment SLOW = SegmentCompiler.compile(SegmentWorld.condition(
            "{event: page_view, then: [" + "{event: page_view}, ".repeat(8) + "{event: order_completed}]}"));

    private static SegmentWorld world;
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @BeforeAll
    static void fill() {
        world = new SegmentWorld();
        Person busy = new RandomSegments(new SplittableRandom(1), NOW).person(1);
        busy.live = true;
        busy.events.clear();
        IntStream.range(0, 150)
                .forEach(i -> busy.events.add(
                        new Person.Event("page_view", NOW.minusSeconds(i), java.util.Map.of("path", "a"))));
        world.write(List.of(busy));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void oneIsEndedByHandAndByTheNextOfItsName() {
        // Given
        Previews previews = new Previews(world.database, Duration.ofMinutes(5), Long.MAX_VALUE);
        CompiledSegment quick = SegmentCompiler.compile(SegmentWorld.condition("{all: []}"));
        // When
        Future<?> byHand = pool.submit(() -> previews.preview(SLOW, NOW, Optional.of("mine"), List.of()));
        await().until(() -> previews.end("mine"));
        Future<?> replaced = pool.submit(() -> previews.preview(SLOW, NOW, Optional.of("mine"), List.of()));
        await().until(() -> replaced.isDone()
                || previews.preview(quick, NOW, Optional.of("mine"), List.of()).members() < 0);
        // Then
        assertEnded(byHand, "ended");
        assertEnded(replaced, "ended");
        assertThat(previews.end("mine")).isFalse();
        assertThat(previews.preview(quick, NOW, Optional.empty(), List.of()).members())
                .isEqualTo(1);
    }

    @Test
    void oneThatTakesTooLongIsEnded() {
        // Given
        Previews previews = new Previews(world.database, Duration.ofSeconds(1), Long.MAX_VALUE);
        // When
        Future<?> slow = pool.submit(() -> previews.preview(SLOW, NOW, Optional.empty(), List.of()));
        // Then
        assertEnded(slow, "longer than 1 s");
    }

    @Test
    void oneThatCostsTooMuchIsRefusedWithItsReason() {
        // Given
        world.database.jdbi().useHandle(handle -> handle.execute("ANALYZE TABLE event"));
        Previews previews = new Previews(world.database, Duration.ofMinutes(5), 1_000);
        // When
        Future<?> refused = pool.submit(() -> previews.preview(SLOW, NOW, Optional.empty(), List.of()));
        // Then
        assertEnded(refused, "10 times; 1000 is the most");
    }

    private static void assertEnded(Future<?> preview, String reason) {
        assertThatThrownBy(preview::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(SeraiException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.TOO_COSTLY);
                    assertThat(e).hasMessageContaining(reason);
                });
    }
}
