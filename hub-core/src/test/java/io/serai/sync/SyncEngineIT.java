package io.serai.sync;

import static io.serai.sync.SyncFixture.email;
import static io.serai.sync.SyncFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-store")
class SyncEngineIT {
    private final SyncFixture fixture = new SyncFixture();
    private final FakeDestination destination = new FakeDestination(500);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void membersAreAddedUpdatedAndRemovedAndTheBooksBalance() {
        // Given
        fixture.member(1, "ann@example.com", "Ann");
        fixture.member(2, "bob@example.com", "Bob");
        SyncRun first = fixture.run(destination);
        fixture.member(1, "ann@example.com", "Anna");
        fixture.leave(2);
        fixture.member(3, "cid@example.com", "");
        // When
        SyncRun second = fixture.run(destination);
        // Then
        assertThat(first.state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(first.books()).isEqualTo(new SyncBooks(2, 2, 0, Map.of(), 0));
        assertThat(second.books()).isEqualTo(new SyncBooks(2, 2, 0, Map.of(), 0));
        assertThat(second.removed()).isEqualTo(1);
        assertThat(destination.held)
                .isEqualTo(Map.of(
                        "ann@example.com", Map.of("FNAME", Optional.of("Anna")),
                        "cid@example.com", Map.of("FNAME", Optional.empty())));
    }

    @Test
    void whatTheDestinationCannotUseIsCountedInTheRunAndLeavesTheBooksAlone() {
        // Given
        fixture.members(20);
        destination.behaviour = delivery -> {
            delivery.report().unusable(3);
            return destination.take(delivery);
        };
        // When
        SyncRun run = fixture.run(destination);
        fixture.leave(1);
        SyncRun second = fixture.run(destination);
        // Then
        assertThat(run.unusable()).isEqualTo(3);
        assertThat(run.books()).isEqualTo(new SyncBooks(20, 20, 0, Map.of(), 0));
        assertThat(second.removed()).isEqualTo(1);
        assertThat(second.unusable()).isEqualTo(3);
    }

    /** Segment's Google reads the failures of its additions and its removals by one list of indexes. */
    @Test
    void whoIsRefusedByTheirPlaceIsOfThatOperation_segmentGoogle() {
        // Given
        fixture.members(4);
        fixture.run(destination);
        fixture.leave(1);
        fixture.leave(2);
        fixture.member(5, email(5), "Eve");
        fixture.member(6, email(6), "Fay");
        List<String> refused = new ArrayList<>();
        destination.behaviour = delivery -> {
            int bad = delivery.operation() == Operation.REMOVE ? 1 : 0;
            List<Outcome> outcomes =
                    new ArrayList<>(Collections.nCopies(delivery.members().size(), new Outcome.Confirmed()));
            outcomes.set(bad, new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "No."));
            refused.add(delivery.members().get(bad).identifier());
            return outcomes;
        };
        // When
        fixture.run(destination);
        // Then
        assertThat(refused).hasSize(2);
        for (String identifier : refused) {
            String member = HexFormat.of().formatHex(fixture.keyring.hashIdentifier("email", identifier));
            assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter WHERE state = 'open' AND member = 0x" + member))
                    .as(identifier)
                    .isEqualTo(1);
        }
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter")).isEqualTo(2);
    }

    @Test
    void anUnchangedSegmentSendsNothing() {
        // Given
        fixture.members(20);
        fixture.run(destination);
        destination.deliveries.clear();
        // When
        SyncRun again = fixture.run(destination);
        // Then
        assertThat(destination.deliveries).isEmpty();
        assertThat(again.books()).isEqualTo(new SyncBooks(20, 20, 0, Map.of(), 0));
    }

    @Test
    void aChangedAddressIsARemovalOfTheOldBeforeTheNewIsAdded() {
        // Given
        fixture.member(1, "old@example.com", "Ann");
        fixture.run(destination);
        destination.deliveries.clear();
        fixture.member(1, "new@example.com", "Ann");
        // When
        fixture.run(destination);
        // Then
        assertThat(destination.held).containsOnlyKeys("new@example.com");
        assertThat(destination.deliveries)
                .extracting(delivery ->
                        delivery.operation() + " " + delivery.members().get(0).identifier())
                .containsExactly("REMOVE old@example.com", "ADD new@example.com");
    }

    @Test
    void whoMayNotBeSentIsWithheldWithTheReason() {
        // Given
        fixture.member(1, "yes@example.com", "Yes");
        fixture.person(2, "silent@example.com", "Silent", Map.of());
        fixture.person(3, "denied@example.com", "Denied", Map.of("news", false));
        fixture.person(4, "", "Nameless", Map.of("news", true));
        fixture.member(5, "blocked@example.com", "Blocked");
        fixture.member(6, "yes@example.com", "Twin");
        fixture.enter(2);
        fixture.enter(3);
        fixture.enter(4);
        fixture.suppress("blocked@example.com");
        // When
        SyncRun run = fixture.run(destination);
        // Then
        assertThat(destination.held).isEqualTo(Map.of("yes@example.com", Map.of("FNAME", Optional.of("Yes"))));
        assertThat(run.books())
                .isEqualTo(new SyncBooks(
                        6,
                        1,
                        0,
                        Map.of("no_consent", 2L, "no_identifier", 1L, "suppressed", 1L, "duplicate_identifier", 1L),
                        0));
    }

    @Test
    void withdrawnConsentSuppressionAndErasureRemoveEvenInAddOnlyMode() {
        // Given
        fixture.members(6);
        fixture.engine.run(sync(SyncMode.ADD_ONLY), destination);
        fixture.leave(1); // only left: stays
        fixture.person(2, email(2), "Two", Map.of("news", false)); // denied inside the segment
        fixture.person(3, email(3), "Three", Map.of("news", false)); // denied and left
        fixture.leave(3);
        fixture.suppress(email(4));
        fixture.leave(4);
        fixture.redirect(5, 0); // erased
        fixture.leave(5);
        // When
        SyncRun run = fixture.engine.run(sync(SyncMode.ADD_ONLY), destination);
        // Then
        assertThat(destination.held).containsOnlyKeys(email(1), email(6));
        assertThat(run.removed()).isEqualTo(4);
    }

    @Test
    void consentAndSuppressionAreAskedAgainAtSendTime() {
        // Given
        fixture.members(4);
        FakeDestination slow = new FakeDestination(1);
        slow.behaviour = delivery -> {
            // While the first member is on its way, three more change their minds.
            fixture.execute("UPDATE profile SET c_news = 0 WHERE id <> "
                    + idOf(delivery.members().get(0).identifier()));
            return slow.take(delivery);
        };
        // When
        SyncRun run = fixture.run(slow);
        // Then
        assertThat(slow.deliveries).hasSize(1);
        assertThat(run.books()).isEqualTo(new SyncBooks(4, 1, 0, Map.of("no_consent", 3L), 0));
    }

    private static long idOf(String email) {
        return Long.parseLong(email.substring(1, email.indexOf('@')));
    }

    @Test
    void theBrakeHoldsAnAbnormalDeltaUntilAPersonReleasesIt() {
        // Given
        fixture.members(120);
        fixture.run(destination);
        destination.deliveries.clear();
        fixture.execute("DELETE FROM membership WHERE profile_id > 100");
        // When
        SyncPlan plan = fixture.engine.dryRun(sync(SyncMode.MIRROR), destination.capabilities());
        SyncRun held = fixture.run(destination);
        // Then
        assertThat(plan.held()).isTrue();
        assertThat(plan.changes().removed()).isEqualTo(20);
        assertThat(held.state()).isEqualTo(SyncRun.State.HELD);
        assertThat(held.code()).contains(ErrorCode.BRAKE);
        assertThat(held.books().balance()).isTrue();
        assertThat(destination.deliveries).isEmpty();
        // When
        fixture.engine.release(sync(SyncMode.MIRROR), TestHub.BY);
        SyncRun released = fixture.run(destination);
        // Then
        assertThat(released.state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(destination.held).hasSize(100);
    }

    @Test
    void aPausedSyncIsRefusedAndADryRunWritesNothing() {
        // Given
        fixture.members(3);
        SyncPlan plan = fixture.engine.dryRun(sync(SyncMode.MIRROR), destination.capabilities());
        assertThat(plan.changes().added()).isEqualTo(3);
        assertThat(fixture.count("SELECT COUNT(*) FROM outbox")).isZero();
        fixture.run(destination);
        fixture.engine.pause(sync(SyncMode.MIRROR), TestHub.BY);
        // When
        assertThatThrownBy(() -> fixture.run(destination))
                // Then
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        fixture.engine.resume(sync(SyncMode.MIRROR), TestHub.BY);
        assertThat(fixture.run(destination).state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(fixture.engine.status())
                .singleElement()
                .satisfies(status -> assertThat(status.ledger()).isEqualTo(3));
    }

    @Test
    void aRunThatSomebodyCancelsEndsAfterItsBatchAndTheNextOneGoesOn() {
        // Given
        fixture.members(1_500);
        destination.behaviour = delivery -> {
            if (destination.deliveries.size() == 1) {
                fixture.engine.cancel(sync(SyncMode.MIRROR), TestHub.BY);
            }
            return destination.take(delivery);
        };
        // When
        SyncRun cancelled = fixture.run(destination);
        // Then
        assertThat(cancelled.state()).isEqualTo(SyncRun.State.CANCELLED);
        assertThat(cancelled.books()).isEqualTo(new SyncBooks(1_500, 500, 0, Map.of(), 1_000));
        assertThat(fixture.run(destination).books()).isEqualTo(new SyncBooks(1_500, 1_500, 0, Map.of(), 0));
        assertThat(destination.deliveries).hasSize(3);
        assertThatThrownBy(() -> fixture.engine.cancel(sync(SyncMode.MIRROR), TestHub.BY))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void aSyncCanBePausedBeforeItsFirstRun() {
        // Given
        fixture.members(3);
        // When
        fixture.engine.pause(sync(SyncMode.MIRROR), TestHub.BY);
        // Then
        assertThatThrownBy(() -> fixture.run(destination))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(fixture.engine.status()).singleElement().satisfies(status -> {
            assertThat(status.paused()).isTrue();
            assertThat(status.lastRun()).isEmpty();
        });
        fixture.engine.resume(sync(SyncMode.MIRROR), TestHub.BY);
        assertThat(fixture.run(destination).state()).isEqualTo(SyncRun.State.FINISHED);
    }

    @Test
    void aSnapshotIsTheWholeSegmentEveryTime() {
        // Given
        fixture.members(7);
        fixture.engine.run(sync(SyncMode.SNAPSHOT), destination);
        fixture.leave(7);
        FakeDestination paged = new FakeDestination(2);
        // When
        SyncRun run = fixture.engine.run(sync(SyncMode.SNAPSHOT), paged);
        // Then
        assertThat(paged.held).hasSize(6);
        assertThat(run.books()).isEqualTo(new SyncBooks(6, 6, 0, Map.of(), 0));
        assertThat(run.removed()).isEqualTo(1);
    }

    @Test
    void theOutboxIsReadInPagesOfTheDestinationsSize() {
        // Given
        fixture.members(45);
        FakeDestination small = new FakeDestination(10);
        // When
        SyncRun run = fixture.run(small);
        // Then
        assertThat(small.deliveries)
                .extracting(delivery -> delivery.members().size())
                .containsExactly(10, 10, 10, 10, 5);
        assertThat(small.deliveries).allMatch(delivery -> delivery.operation() == Operation.ADD);
        assertThat(run.books().delivered()).isEqualTo(45);
    }
}
