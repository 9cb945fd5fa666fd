package io.serai.sync;

import static io.serai.sync.SyncFixture.email;
import static io.serai.sync.SyncFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import io.serai.ingest.TestHub;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A destination that refuses everybody must not empty an audience into dead letters. */
class RefusalBrakeIT {
    private final SyncFixture fixture = new SyncFixture();
    private final FakeDestination destination = new FakeDestination(50);

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Outcome refusal(String reason) {
        return new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, reason);
    }

    private void refuses(Predicate<String> whom) {
        destination.behaviour = delivery -> delivery.members().stream()
                .map(member -> whom.test(member.identifier())
                        ? refusal("No.")
                        : destination.take(delivery.of(List.of(member))).get(0))
                .toList();
    }

    /** As many as one delivery takes. */
    private void enter(int first) {
        for (int id = first; id < first + 50; id++) {
            fixture.member(id, email(id), "New");
        }
    }

    @Test
    void whoRefusesAllAlikeHoldsTheRunAndBooksNobody() {
        // Given
        fixture.members(120);
        refuses(email -> true);
        // When
        SyncRun held = fixture.run(destination);
        // Then
        assertThat(held.state()).isEqualTo(SyncRun.State.HELD);
        assertThat(held.error().orElseThrow()).contains("refused the first 50 members alike", "No.", "release");
        assertThat(held.books()).isEqualTo(new SyncBooks(120, 0, 0, Map.of(), 120));
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter")).isZero();
        assertThat(destination.deliveries).hasSize(1);
        // And the settings are mended
        destination.behaviour = destination::take;
        assertThat(fixture.run(destination).books()).isEqualTo(new SyncBooks(120, 120, 0, Map.of(), 0));
    }

    @Test
    void whoIsReleasedIsBooked() {
        // Given
        fixture.members(60);
        refuses(email -> true);
        fixture.run(destination);
        // When
        fixture.engine.release(sync(SyncMode.MIRROR), TestHub.BY);
        SyncRun run = fixture.run(destination);
        // Then
        assertThat(run.state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(run.books()).isEqualTo(new SyncBooks(60, 0, 60, Map.of(), 0));
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter")).isEqualTo(60);
    }

    @Test
    void fewOrDifferentRefusalsAreTheMembersOwn() {
        // Given
        fixture.members(RefusalBrake.FROM - 1);
        refuses(email -> true);
        // When
        SyncRun few = fixture.run(destination);
        // Then
        assertThat(few.books().rejected()).isEqualTo(RefusalBrake.FROM - 1);
        // And one that is taken is enough
        enter(100);
        refuses(email -> !email.equals(email(120)));
        assertThat(fixture.run(destination).books().rejected()).isEqualTo(RefusalBrake.FROM - 1 + 49);
        // And so are two reasons
        enter(200);
        destination.behaviour = delivery -> delivery.members().stream()
                .map(member -> refusal(member.identifier().equals(email(210)) ? "Bad." : "No."))
                .toList();
        assertThat(fixture.run(destination).state()).isEqualTo(SyncRun.State.FINISHED);
    }

    @Test
    void aSnapshotOfWhichNobodyIsTakenIsHeldTooAndWhatWasThereStays() {
        // Given
        fixture.members(60);
        SyncDefinition sync = sync(SyncMode.SNAPSHOT);
        fixture.engine.run(sync, destination);
        destination.snapshots = page ->
                page.members().stream().map(member -> refusal("No such field.")).toList();
        // When
        SyncRun held = fixture.engine.run(sync, destination);
        // Then
        assertThat(held.state()).isEqualTo(SyncRun.State.HELD);
        assertThat(held.code()).contains(ErrorCode.BRAKE);
        assertThat(held.error().orElseThrow()).contains("refused the first 50 members alike", "No such field.");
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter")).isZero();
        assertThat(destination.held).hasSize(60);
        // And whoever says that it is right lets it pass
        fixture.engine.release(sync, TestHub.BY);
        SyncRun released = fixture.engine.run(sync, destination);
        assertThat(released.books()).isEqualTo(new SyncBooks(60, 0, 60, Map.of(), 0));
        assertThat(destination.held).isEmpty();
    }
}
