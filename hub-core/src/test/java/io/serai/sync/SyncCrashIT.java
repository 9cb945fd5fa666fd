package io.serai.sync;

import static io.serai.sync.SyncFixture.email;
import static io.serai.sync.SyncFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.connector.Delivery;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hubs that die, pause or come in twos. */
class SyncCrashIT {
    private final SyncFixture fixture = new SyncFixture();
    private final FakeDestination destination = new FakeDestination(10);

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Not a RuntimeException: nothing on the way may swallow it. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private enum Point {
        AFTER_PLAN,
        AFTER_SEND,
        AFTER_OUTCOME
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void whereverAHubDiesTheNextRunConverges(Point point) {
        // Given
        fixture.members(25);
        fixture.run(destination);
        fixture.leave(1);
        fixture.person(2, email(2), "Changed", Map.of("news", true));
        for (int id = 30; id < 60; id++) {
            fixture.member(id, email(id), "New");
        }
        AtomicInteger calls = new AtomicInteger();
        Function<Delivery, List<Outcome>> good = destination.behaviour;
        destination.behaviour = delivery -> {
            boolean dies = calls.incrementAndGet() == (point == Point.AFTER_OUTCOME ? 3 : 2);
            if (dies && point != Point.AFTER_SEND) {
                throw new Death();
            }
            List<Outcome> outcomes = good.apply(delivery);
            if (dies) {
                throw new Death();
            }
            return outcomes;
        };
        assertThatThrownBy(() -> fixture.run(destination)).isInstanceOf(Death.class);
        assertThat(fixture.count("SELECT COUNT(*) FROM run WHERE state = 'running'"))
                .isEqualTo(1);
        destination.behaviour = good;
        // What had been added and then leaves must go, although the hub never heard that it had arrived.
        fixture.leave(30);
        // When
        SyncRun run = fixture.run(destination);
        // Then
        assertThat(run.state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(run.books()).isEqualTo(new SyncBooks(53, 53, 0, Map.of(), 0));
        assertThat(destination.held).hasSize(53).doesNotContainKeys(email(1), email(30));
        assertThat(fixture.count("SELECT COUNT(*) FROM run WHERE state = 'running'"))
                .isZero();
        assertThat(fixture.count("SELECT COUNT(*) FROM outbox")).isZero();
    }

    @Test
    void whatWasSentButNeverAnsweredIsRemovedWhenItLeaves() {
        // Given
        fixture.members(3);
        destination.behaviour = delivery -> {
            destination.take(delivery);
            throw new Death();
        };
        assertThatThrownBy(() -> fixture.run(destination)).isInstanceOf(Death.class);
        fixture.leave(2);
        destination.behaviour = destination::take;
        // When
        fixture.run(destination);
        // Then
        assertThat(destination.held).containsOnlyKeys(email(1), email(3));
    }

    @Test
    void aSecondHubIsRefusedWhileTheFirstIsSending() {
        // Given
        fixture.members(5);
        SyncEngine other = fixture.engine("hub-b", fixture.clock::advance);
        List<ErrorCode> refusals = new ArrayList<>();
        destination.behaviour = delivery -> {
            assertThatThrownBy(() -> other.run(sync(SyncMode.MIRROR), destination))
                    .isInstanceOfSatisfying(SeraiException.class, e -> refusals.add(e.code()));
            return destination.take(delivery);
        };
        // When
        fixture.run(destination);
        // Then
        assertThat(refusals).containsExactly(ErrorCode.CONFLICT);
        assertThat(destination.deliveries).hasSize(1);
    }

    @Test
    void aHubThatSleptThroughItsLeaseWritesNothingMore() {
        // Given
        fixture.members(5);
        SyncEngine other = fixture.engine("hub-b", fixture.clock::advance);
        FakeDestination others = new FakeDestination(10);
        destination.behaviour = delivery -> {
            fixture.execute("UPDATE lease SET expires_at = NOW(6) - INTERVAL 1 SECOND");
            assertThat(other.run(sync(SyncMode.MIRROR), others).state()).isEqualTo(SyncRun.State.FINISHED);
            return destination.take(delivery); // wakes up and would settle
        };
        // When
        assertThatThrownBy(() -> fixture.run(destination))
                // Then
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEASE_LOST));
        assertThat(fixture.count("SELECT COUNT(*) FROM sync_member WHERE state = 'held'"))
                .isEqualTo(5);
        assertThat(fixture.count("SELECT COUNT(*) FROM outbox")).isZero();
        assertThat(fixture.count("SELECT COUNT(*) FROM run WHERE state = 'finished'"))
                .isEqualTo(1);
    }

    @Test
    void aDestinationThatHangsDelaysOnlyItsOwnSync() throws InterruptedException {
        // Given
        fixture.members(5);
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        destination.behaviour = delivery -> {
            sending.countDown();
            await(hangs);
            return destination.take(delivery);
        };
        Thread slow = new Thread(() -> fixture.run(destination), "slow-sync");
        slow.start();
        await(sending);
        SyncDefinition good = sync(SyncMode.MIRROR);
        SyncDefinition another = new SyncDefinition(
                "another",
                good.segment(),
                "elsewhere",
                good.mode(),
                good.schedule(),
                good.missed(),
                good.purpose(),
                good.identifier(),
                good.fields(),
                good.brake(),
                good.retry());
        FakeDestination quick = new FakeDestination(10);
        // When
        SyncRun run = fixture.engine.run(another, quick);
        // Then
        assertThat(run.state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(quick.held).hasSize(5);
        hangs.countDown();
        slow.join(Duration.ofSeconds(30).toMillis());
        assertThat(destination.held).hasSize(5);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSyncThatNamesAnotherDestinationIsRefused() {
        // Given
        fixture.members(1);
        fixture.run(destination);
        SyncDefinition good = sync(SyncMode.MIRROR);
        SyncDefinition moved = new SyncDefinition(
                good.name(),
                good.segment(),
                "elsewhere",
                good.mode(),
                good.schedule(),
                good.missed(),
                good.purpose(),
                good.identifier(),
                good.fields(),
                good.brake(),
                good.retry());
        // When
        assertThatThrownBy(() -> fixture.engine.run(moved, destination))
                // Then
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("newsletter");
    }
}
