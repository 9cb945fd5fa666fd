package io.serai.sync;

import static io.serai.sync.SyncFixture.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.connector.Capabilities;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A destination that forgets its members is told again before it does. */
class SyncRefreshIT {
    private static final Duration DAY = Duration.ofDays(1);

    private final SyncFixture fixture = new SyncFixture();
    private final FakeDestination destination = new FakeDestination(10) {
        @Override
        public Capabilities capabilities() {
            return new Capabilities(EnumSet.allOf(SyncMode.class), 10, false, false, Optional.of(DAY));
        }
    };

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<String> sent() {
        List<String> sent = destination.deliveries.stream()
                .filter(delivery -> delivery.operation() == Operation.ADD)
                .flatMap(delivery -> delivery.members().stream())
                .map(Member::identifier)
                .sorted()
                .toList();
        destination.deliveries.clear();
        return sent;
    }

    @Test
    void whoIsStillInTheSegmentIsSentAgainWhenItsTimeHasComeAndNotBefore() {
        // Given
        fixture.members(3);
        SyncRun first = fixture.run(destination);
        assertThat(first.refreshed()).isZero();
        sent();
        fixture.clock.advance(DAY.minusMinutes(1));
        // When, Then
        assertThat(fixture.run(destination).refreshed()).isZero();
        assertThat(sent()).isEmpty();
        // And
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(fixture.engine
                        .dryRun(SyncFixture.sync(SyncMode.MIRROR), destination.capabilities())
                        .changes())
                .satisfies(changes -> assertThat(changes.refreshed()).isEqualTo(3))
                .satisfies(changes -> assertThat(changes.added() + changes.updated() + changes.removed())
                        .isZero())
                .satisfies(changes -> assertThat(changes.sample())
                        .extracting(SyncChanges.Change::kind)
                        .containsOnly("refresh"));
        SyncRun run = fixture.run(destination);
        assertThat(run.books()).isEqualTo(new SyncBooks(3, 3, 0, Map.of(), 0));
        assertThat(run.refreshed()).isEqualTo(3);
        assertThat(sent()).hasSize(3);
        // And not again
        assertThat(fixture.run(destination).refreshed()).isZero();
        assertThat(sent()).isEmpty();
    }

    @Test
    void whatChangedIsNoRefreshAndWhatLeftIsNotRefreshed() {
        // Given
        fixture.members(4);
        fixture.run(destination);
        sent();
        fixture.person(1, email(1), "Changed", Map.of("news", true));
        fixture.leave(2);
        fixture.suppress(email(3));
        fixture.clock.advance(DAY.plusHours(1));
        // When
        SyncRun run = fixture.run(destination);
        // Then
        assertThat(run.books()).isEqualTo(new SyncBooks(3, 2, 0, Map.of("suppressed", 1L), 0));
        assertThat(run.refreshed()).isEqualTo(1);
        assertThat(run.removed()).isEqualTo(2);
        assertThat(sent()).containsExactly(email(1), email(4));
    }

    @Test
    void aRefreshIsNoAdditionToTheBrake() {
        // Given
        fixture.members(120);
        fixture.run(destination);
        fixture.clock.advance(DAY.plusHours(1));
        // When, Then
        SyncRun run = fixture.run(destination);
        assertThat(run.state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(run.refreshed()).isEqualTo(120);
    }

    @Test
    void aRefreshThatGetsNoAnswerIsStillOneWhenItArrives() {
        // Given
        fixture.members(2);
        fixture.run(destination);
        fixture.clock.advance(DAY.plusHours(1));
        destination.behaviour = delivery ->
                Collections.nCopies(delivery.members().size(), new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE));
        assertThat(fixture.run(destination).state()).isEqualTo(SyncRun.State.FAILED);
        fixture.clock.advance(Duration.ofMinutes(10));
        // When
        destination.behaviour = destination::take;
        SyncRun run = fixture.run(destination);
        // Then
        assertThat(run.refreshed()).isEqualTo(2);
        assertThat(run.books()).isEqualTo(new SyncBooks(2, 2, 0, Map.of(), 0));
    }

    @Test
    void aPausedSyncRefreshesNobody() {
        // Given
        fixture.members(2);
        fixture.run(destination);
        sent();
        fixture.clock.advance(DAY.plusHours(1));
        fixture.engine.pause(SyncFixture.sync(SyncMode.MIRROR), TestHub.BY);
        // When, Then
        assertThatThrownBy(() -> fixture.run(destination)).isInstanceOf(SeraiException.class);
        assertThat(sent()).isEmpty();
    }

    @Test
    void aDestinationThatForgetsNobodyIsNotToldAgain() {
        // Given
        FakeDestination lasting = new FakeDestination(10);
        fixture.members(2);
        fixture.run(lasting);
        fixture.clock.advance(Duration.ofDays(400));
        lasting.deliveries.clear();
        // When, Then
        assertThat(fixture.run(lasting).refreshed()).isZero();
        assertThat(lasting.deliveries).isEmpty();
    }
}
