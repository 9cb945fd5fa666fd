package io.serai.sync;

import static io.serai.sync.SyncFixture.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.connector.Capabilities;
import io.serai.connector.Delivery;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may never be stored again is erased wherever they were sent. */
class SyncEraseIT {
    private final SyncFixture fixture = new SyncFixture();
    private final Set<String> known = new TreeSet<>();
    private final List<String> told = new ArrayList<>();
    private final FakeDestination destination = new FakeDestination(10) {
        @Override
        public Capabilities capabilities() {
            return new Capabilities(EnumSet.allOf(SyncMode.class), 10, false, true, Optional.empty());
        }

        @Override
        List<Outcome> take(Delivery delivery) {
            delivery.members().forEach(member -> {
                if (delivery.operation() == Operation.ADD) {
                    known.add(member.identifier());
                } else {
                    told.add(delivery.operation().word() + " " + member.identifier());
                }
                if (delivery.operation() == Operation.ERASE) {
                    known.remove(member.identifier());
                }
            });
            return super.take(delivery);
        }
    };

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncMode.class,
            names = {"MIRROR", "ADD_ONLY"})
    void whoMayNeverBeStoredAgainIsErasedAndWhoMayNotBeSentIsRemoved(SyncMode mode) {
        // Given
        fixture.members(4);
        fixture.engine.run(SyncFixture.sync(mode), destination);
        fixture.suppress("email", email(1), "ingest");
        fixture.suppress("email", email(2), "send");
        // When
        SyncRun run = fixture.engine.run(SyncFixture.sync(mode), destination);
        // Then
        assertThat(told).containsExactlyInAnyOrder("erase " + email(1), "remove " + email(2));
        assertThat(run.erased()).isEqualTo(1);
        assertThat(run.removed()).isEqualTo(1);
        assertThat(run.books()).isEqualTo(new SyncBooks(4, 2, 0, Map.of("suppressed", 2L), 0));
        assertThat(known).containsExactly(email(2), email(3), email(4));
        // And once is enough
        assertThat(fixture.engine.run(SyncFixture.sync(mode), destination).erased())
                .isZero();
    }

    @Test
    void whoWasTakenOffLongAgoIsErasedToo() {
        // Given
        fixture.members(3);
        fixture.run(destination);
        fixture.leave(1);
        fixture.leave(2);
        assertThat(fixture.run(destination).removed()).isEqualTo(2);
        assertThat(fixture.engine.status())
                .singleElement()
                .satisfies(status -> assertThat(status.ledger()).isEqualTo(1));
        fixture.suppress("email", email(1), "ingest");
        // When
        SyncRun run = fixture.run(destination);
        // Then
        assertThat(run.erased()).isEqualTo(1);
        assertThat(known).containsExactly(email(2), email(3));
    }

    @Test
    void whoComesBackAfterBeingTakenOffIsAddedAgain() {
        // Given
        fixture.members(2);
        fixture.run(destination);
        fixture.leave(1);
        fixture.run(destination);
        fixture.enter(1);
        // When
        assertThat(fixture.engine
                        .dryRun(SyncFixture.sync(SyncMode.MIRROR), destination.capabilities())
                        .changes()
                        .added())
                .isEqualTo(1);
        SyncRun run = fixture.run(destination);
        // Then
        assertThat(run.books()).isEqualTo(new SyncBooks(2, 2, 0, Map.of(), 0));
        assertThat(destination.held).hasSize(2);
    }

    @Test
    void anErasureIsSentAgainUntilItArrivesAndARefusedOneIsADeadLetter() {
        // Given
        fixture.members(2);
        fixture.run(destination);
        fixture.suppress("email", email(1), "ingest");
        fixture.suppress("email", email(2), "ingest");
        List<Integer> troubles = new ArrayList<>(List.of(1, 2));
        destination.behaviour = delivery -> {
            if (!troubles.isEmpty()) {
                troubles.remove(0);
                return Collections.nCopies(
                        delivery.members().size(), new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE));
            }
            List<Outcome> outcomes = new ArrayList<>();
            delivery.members()
                    .forEach(member -> outcomes.add(
                            member.identifier().equals(email(2))
                                    ? new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "No.")
                                    : destination
                                            .take(delivery.of(List.of(member)))
                                            .get(0)));
            return outcomes;
        };
        // When
        SyncRun run = fixture.run(destination);
        // Then
        assertThat(run.erased()).isEqualTo(1);
        assertThat(known).containsExactly(email(2));
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter WHERE state = 'open'"))
                .isEqualTo(1);
        assertThat(fixture.count("SELECT COUNT(*) FROM outbox")).isZero();
        // And it is not tried again unasked
        told.clear();
        fixture.run(destination);
        assertThat(told).isEmpty();
    }

    @Test
    void whereNobodyCanBeErasedTheyAreRemovedAndSomebodyHasToEraseThem() {
        // Given
        FakeDestination plain = new FakeDestination(10);
        fixture.members(3);
        fixture.run(plain);
        fixture.leave(3);
        fixture.run(plain);
        fixture.suppress("email", email(1), "ingest");
        fixture.suppress("email", email(3), "ingest");
        // When
        SyncRun run = fixture.run(plain);
        // Then
        assertThat(run.erased()).isZero();
        assertThat(run.removed()).isEqualTo(1);
        assertThat(plain.held).containsOnlyKeys(email(2));
        List<Erasure> owed = fixture.engine.erasures("vip-news", "", 10);
        assertThat(owed).extracting(Erasure::identifier).containsExactlyInAnyOrder(email(1), email(3));
        assertThat(owed).allMatch(Erasure::byHand).extracting(Erasure::state).containsOnly("gone");
        assertThat(status())
                .extracting(SyncStatus::unerased, SyncStatus::byHand)
                .containsExactly(2L, 2L);
        // And each is noted once
        owed.forEach(one -> fixture.engine.erased("vip-news", one.id(), false, TestHub.BY));
        assertThat(fixture.engine.erasures("vip-news", "", 10)).isEmpty();
        assertThat(status())
                .extracting(SyncStatus::unerased, SyncStatus::byHand)
                .containsExactly(0L, 0L);
        assertThatThrownBy(() -> fixture.engine.erased("vip-news", owed.get(0).id(), false, TestHub.BY))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(fixture.count("SELECT COUNT(*) FROM audit WHERE action = 'sync-erased'"))
                .isEqualTo(2);
    }

    @Test
    void whomARunWillEraseIsNotToBeErasedByHandUnlessNoRunFollowsOrItWasRefused() {
        // Given
        fixture.members(2);
        fixture.run(destination);
        fixture.suppress("email", email(1), "ingest");
        Erasure owed = fixture.engine.erasures("vip-news", "", 10).get(0);
        // Then
        assertThat(owed.byHand()).isFalse();
        assertThatThrownBy(() -> fixture.engine.erased("vip-news", owed.id(), false, TestHub.BY))
                .isInstanceOf(SeraiException.class);
        // When it is refused
        destination.behaviour =
                delivery -> List.of(new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "Not in this plan."));
        fixture.run(destination);
        // Then
        assertThat(fixture.engine.erasures("vip-news", "", 10))
                .singleElement()
                .satisfies(refused -> assertThat(refused.byHand()).isTrue());
        fixture.engine.erased("vip-news", owed.id(), false, TestHub.BY);
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter WHERE state = 'open'"))
                .isZero();
        // And when the sync is given up
        fixture.suppress("email", email(2), "ingest");
        Erasure left = fixture.engine.erasures("vip-news", "", 10).get(0);
        assertThat(left.byHand()).isFalse();
        fixture.engine.erased("vip-news", left.id(), true, TestHub.BY);
        assertThat(fixture.count("SELECT COUNT(*) FROM sync_member")).isZero();
    }

    @Test
    void anAddressThatIsNobodysAnyMoreIsErasedWithThePersonItWasSentFor() {
        // Given
        fixture.member(1, "old@example.com", "Ann");
        fixture.run(destination);
        fixture.person(1, "new@example.com", "Ann", Map.of("news", true));
        fixture.suppress("email", "new@example.com", "ingest");
        // Then
        assertThat(fixture.engine.erasures("vip-news", "", 10))
                .singleElement()
                .satisfies(owed -> assertThat(owed.identifier()).isEqualTo("old@example.com"));
        assertThat(status().unerased()).isEqualTo(1);
        // When
        fixture.run(destination);
        // Then
        assertThat(told).containsExactly("erase old@example.com");
        assertThat(status().unerased()).isZero();
    }

    @Test
    void whoWasMergedIsErasedByTheNumberTheyWereSentFor() {
        // Given
        fixture.member(1, "old@example.com", "Ann");
        fixture.member(2, "ann@example.com", "Ann");
        fixture.run(destination);
        fixture.person(1, "", "Ann", Map.of("news", true));
        fixture.redirect(1, 2);
        fixture.leave(1);
        fixture.suppress("email", "ann@example.com", "ingest");
        assertThat(status().unerased()).isEqualTo(2);
        // When
        fixture.run(destination);
        // Then
        assertThat(told).containsExactlyInAnyOrder("erase old@example.com", "erase ann@example.com");
    }

    @Test
    void anAddressThatIsSomebodyElsesByNowIsNotErasedWithThePersonItWasSentFor() {
        // Given
        fixture.member(1, "ann@example.com", "Ann");
        fixture.member(2, "bob@example.com", "Bob");
        fixture.run(destination);
        fixture.person(1, "ann2@example.com", "Ann", Map.of("news", true));
        fixture.person(2, "ann@example.com", "Bob", Map.of("news", true));
        fixture.leave(2);
        fixture.suppress("email", "ann2@example.com", "ingest");
        assertThat(status().unerased()).isZero();
        // When
        fixture.run(destination);
        // Then
        assertThat(told).containsExactlyInAnyOrder("remove ann@example.com", "remove bob@example.com");
    }

    @Test
    void whoHasAnotherPersonsAddressByNowIsAskedForItsErasure() {
        // Given
        fixture.member(1, "shared@example.com", "Ann");
        fixture.run(destination);
        fixture.person(1, "", "Ann", Map.of("news", true));
        fixture.leave(1);
        fixture.member(2, "shared@example.com", "Ann");
        fixture.run(destination);
        fixture.person(2, "own@example.com", "Ann", Map.of("news", true));
        fixture.suppress("email", "own@example.com", "ingest");
        // When
        fixture.run(destination);
        // Then
        assertThat(told).containsExactly("erase shared@example.com");
    }

    @Test
    void ofTwoAddressesOfAPersonOnlyTheLetterOfTheOneErasedByHandIsClosed() {
        // Given
        fixture.member(1, "old@example.com", "Ann");
        fixture.run(destination);
        fixture.person(1, "new@example.com", "Ann", Map.of("news", true));
        fixture.run(destination);
        fixture.suppress("email", "new@example.com", "ingest");
        destination.behaviour = delivery -> Collections.nCopies(
                delivery.members().size(), new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "No."));
        fixture.run(destination);
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter WHERE state = 'open' AND position = 1"))
                .isEqualTo(2);
        List<Erasure> owed = fixture.engine.erasures("vip-news", "", 10);
        assertThat(owed).hasSize(2).allMatch(Erasure::byHand);
        // When
        fixture.engine.erased("vip-news", owed.get(0).id(), false, TestHub.BY);
        // Then
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter WHERE state = 'open' AND member = 0x"
                        + owed.get(1).id()))
                .isEqualTo(1);
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter WHERE state = 'open'"))
                .isEqualTo(1);
        // And the other is closed when its erasure arrives
        destination.behaviour = destination::take;
        fixture.engine.retryDeadLetters("vip-news");
        fixture.run(destination);
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter WHERE state = 'open'"))
                .isZero();
    }

    private SyncStatus status() {
        return fixture.engine.status().get(0);
    }
}
