package io.serai.sync;

import static io.serai.sync.SyncFixture.email;
import static io.serai.sync.SyncFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.connector.Capabilities;
import io.serai.connector.Delivery;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import io.serai.ingest.TestHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of each member of a segment that is written anew. */
class SyncSnapshotIT {
    private static final Outcome REFUSED =
            new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "The destination refuses this member.");

    private final SyncFixture fixture = new SyncFixture();
    private final FakeDestination destination = new FakeDestination(3);

    @AfterEach
    void close() {
        fixture.close();
    }

    private SyncRun run() {
        return fixture.engine.run(sync(SyncMode.SNAPSHOT), destination);
    }

    /** Outcomes of a page, with one for some member in place of what is usual. */
    private static List<Outcome> but(Delivery page, String identifier, Outcome outcome) {
        return page.members().stream()
                .map(member -> member.identifier().equals(identifier) ? outcome : new Outcome.Accepted())
                .toList();
    }

    @Test
    void whoIsRefusedIsBookedAndLeftOutUntilItIsRetried() {
        // Given
        fixture.members(7);
        destination.snapshots = page -> but(page, email(2), REFUSED);
        // When
        SyncRun first = run();
        SyncRun second = run();
        // Then
        SyncBooks books = new SyncBooks(7, 6, 1, Map.of(), 0);
        assertThat(List.of(first.books(), second.books())).containsExactly(books, books);
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter")).isEqualTo(1);
        assertThat(destination.held).hasSize(6).doesNotContainKey(email(2));
        // And
        destination.snapshots = page -> but(page, "", REFUSED);
        assertThat(fixture.engine.retryDeadLetters("vip-news")).isEqualTo(1);
        assertThat(run().books()).isEqualTo(new SyncBooks(7, 7, 0, Map.of(), 0));
        assertThat(destination.held).containsKey(email(2));
    }

    @Test
    void whoMustWaitIsAddedAgainAloneAndTheLastPageStaysTheLast() {
        // Given
        fixture.members(4);
        List<Integer> sizes = new ArrayList<>();
        destination.snapshots = page -> {
            sizes.add(page.members().size());
            Outcome busy = new Outcome.Retry(ErrorCode.DESTINATION_BUSY, Optional.of(Duration.ofSeconds(90)));
            return sizes.size() == 1 ? but(page, page.members().get(0).identifier(), busy) : but(page, "", busy);
        };
        // When
        SyncRun run = run();
        // Then
        assertThat(sizes).containsExactly(3, 1, 1);
        assertThat(destination.pages).containsExactly(false, false, true);
        assertThat(run.books()).isEqualTo(new SyncBooks(4, 4, 0, Map.of(), 0));
        assertThat(destination.held).hasSize(4);
    }

    @Test
    void aDestinationThatStaysBusyGetsItAnewByTheNextRun() {
        // Given
        fixture.members(4);
        Outcome busy = new Outcome.Retry(ErrorCode.DESTINATION_BUSY, Optional.of(Duration.ofMinutes(1)));
        destination.snapshots = page -> destination.pages.size() == 1 ? but(page, "", REFUSED) : List.of(busy);
        // When
        SyncRun failed = run();
        // Then
        assertThat(failed.state()).isEqualTo(SyncRun.State.FAILED);
        assertThat(failed.error()).contains(ErrorCode.DESTINATION_BUSY.summary());
        assertThat(failed.books()).isEqualTo(new SyncBooks(4, 0, 0, Map.of(), 4));
        assertThat(destination.held).isEmpty();
        // And what was sent counts as perhaps held, until the next run has written it anew
        assertThat(fixture.count("SELECT COUNT(*) FROM sync_member WHERE state = 'sent'"))
                .isEqualTo(4);
        destination.snapshots = page -> but(page, "", REFUSED);
        assertThat(run().books()).isEqualTo(new SyncBooks(4, 4, 0, Map.of(), 0));
        assertThat(fixture.count("SELECT COUNT(*) FROM sync_member WHERE state = 'held'"))
                .isEqualTo(4);
    }

    /** Not a RuntimeException: nothing on the way may swallow it. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aHubThatDiesInBetweenLeavesNobodyOutOfTheLedger() {
        // Given
        fixture.members(7);
        destination.snapshots = page -> {
            if (destination.pages.size() == 2) {
                throw new Death();
            }
            return but(page, "", REFUSED);
        };
        assertThatThrownBy(this::run).isInstanceOf(Death.class);
        assertThat(fixture.count("SELECT COUNT(*) FROM sync_member WHERE state = 'sent'"))
                .isEqualTo(6);
        fixture.leave(1);
        fixture.leave(7);
        // When
        SyncRun run = run();
        // Then
        assertThat(run.books()).isEqualTo(new SyncBooks(5, 5, 0, Map.of(), 0));
        assertThat(destination.held).hasSize(5).doesNotContainKeys(email(1), email(7));
        assertThat(fixture.count("SELECT COUNT(*) FROM sync_member WHERE state = 'held'"))
                .isEqualTo(5);
    }

    @Test
    void anEmptySegmentIsWrittenToo() {
        // Given
        fixture.members(2);
        run();
        fixture.leave(1);
        fixture.leave(2);
        fixture.engine.release(sync(SyncMode.SNAPSHOT), TestHub.BY);
        // When
        SyncRun run = run();
        // Then
        assertThat(run.removed()).isEqualTo(2);
        assertThat(destination.held).isEmpty();
        assertThat(fixture.count("SELECT COUNT(*) FROM sync_member WHERE state <> 'gone'"))
                .isZero();
    }

    @Test
    void whoMayNeverBeStoredAgainIsErasedAfterwards() {
        // Given
        List<String> erased = new ArrayList<>();
        FakeDestination erasing = new FakeDestination(3) {
            @Override
            public Capabilities capabilities() {
                return new Capabilities(EnumSet.allOf(SyncMode.class), 3, false, true, Optional.empty());
            }

            @Override
            List<Outcome> take(Delivery delivery) {
                delivery.members()
                        .forEach(member -> erased.add(delivery.operation().word() + " " + member.identifier()));
                return super.take(delivery);
            }
        };
        fixture.members(4);
        fixture.engine.run(sync(SyncMode.SNAPSHOT), erasing);
        fixture.leave(1);
        fixture.engine.run(sync(SyncMode.SNAPSHOT), erasing);
        fixture.suppress("email", email(1), "ingest");
        fixture.suppress("email", email(2), "ingest");
        // When
        SyncRun run = fixture.engine.run(sync(SyncMode.SNAPSHOT), erasing);
        // Then
        assertThat(erased).containsExactlyInAnyOrder("erase " + email(1), "erase " + email(2));
        assertThat(run.erased()).isEqualTo(2);
        assertThat(erasing.held).containsOnlyKeys(email(3), email(4));
    }
}
