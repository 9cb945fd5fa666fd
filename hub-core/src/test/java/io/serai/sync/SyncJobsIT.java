package io.serai.sync;

import static io.serai.sync.SyncFixture.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.connector.Capabilities;
import io.serai.connector.Delivery;
import io.serai.connector.JobProgress;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A destination that takes a request for a job, and says later what became of its members. */
class SyncJobsIT {
    private final SyncFixture fixture = new SyncFixture();
    private final Worker destination = new Worker();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Not a RuntimeException: nothing on the way may swallow it. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Does a job when it is asked after it for the third time. */
    private static final class Worker extends FakeDestination {
        final Map<String, Delivery> jobs = new HashMap<>();
        final Map<String, Integer> questions = new HashMap<>();
        final List<String> log = new ArrayList<>();
        Function<Delivery, JobProgress> result = delivery -> new JobProgress.Ended(take(delivery));
        int patience = 3;

        Worker() {
            super(10);
            behaviour = this::begin;
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(EnumSet.allOf(SyncMode.class), 10, true, false, Optional.empty());
        }

        List<Outcome> begin(Delivery delivery) {
            String job = "job-" + (jobs.size() + 1);
            jobs.put(job, delivery);
            log.add(job + " " + delivery.operation().word());
            return Collections.nCopies(
                    delivery.members().size(),
                    new Outcome.Pending(job, Duration.ofSeconds(10), Duration.ofMinutes(10)));
        }

        @Override
        public JobProgress poll(Delivery delivery, String job) {
            if (questions.merge(job, 1, Integer::sum) < patience) {
                return new JobProgress.Working(Optional.empty());
            }
            Delivery begun = jobs.get(job);
            assertThat(delivery.members()).isEqualTo(begun.members());
            assertThat(delivery.operation()).isEqualTo(begun.operation());
            log.add(job + " done");
            return result.apply(delivery);
        }
    }

    private long jobs() {
        return fixture.count("SELECT COUNT(*) FROM sync_job");
    }

    private SyncRun run() {
        return fixture.runToItsEnd(SyncFixture.sync(SyncMode.MIRROR), destination);
    }

    private void nothingIsLeft() {
        assertThat(jobs()).isZero();
        assertThat(fixture.count("SELECT COUNT(*) FROM outbox")).isZero();
    }

    @Test
    void aRunLetsGoWhileJobsAreUnderWayAndEndsWhenTheyHaveEnded() {
        // Given
        fixture.members(25);
        // When
        SyncRun left = fixture.run(destination);
        // Then
        assertThat(left.state()).isEqualTo(SyncRun.State.WAITING);
        assertThat(left.books()).isEqualTo(new SyncBooks(25, 0, 0, Map.of(), 25));
        assertThat(destination.questions).isEmpty();
        // And before it is time nobody asks, and whoever wants another run is given this one
        assertThat(fixture.engine.toGoOn()).isEmpty();
        assertThat(fixture.run(destination)).isEqualTo(left);
        assertThat(destination.questions).isEmpty();
        // When it is
        SyncRun run = run();
        // Then
        assertThat(run.id()).isEqualTo(left.id());
        assertThat(run.state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(run.books()).isEqualTo(new SyncBooks(25, 25, 0, Map.of(), 0));
        assertThat(destination.held).hasSize(25);
        assertThat(destination.jobs).hasSize(3);
        assertThat(destination.questions.values()).containsOnly(3);
        nothingIsLeft();
    }

    @Test
    void whatAJobRefusesIsADeadLetterAndWhatItLeavesIsSentAgain() {
        // Given
        fixture.members(4);
        destination.result = delivery -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (Member member : delivery.members()) {
                boolean bad = member.identifier().equals(email(2));
                boolean late = member.identifier().equals(email(3)) && destination.jobs.size() == 1;
                outcomes.add(
                        bad
                                ? new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "No.")
                                : late
                                        ? new Outcome.Retry(ErrorCode.DESTINATION_FAILED, Optional.empty())
                                        : destination
                                                .take(delivery.of(List.of(member)))
                                                .get(0));
            }
            return new JobProgress.Ended(outcomes);
        };
        // When
        SyncRun run = run();
        // Then
        assertThat(run.books()).isEqualTo(new SyncBooks(4, 3, 1, Map.of(), 0));
        assertThat(destination.held).containsOnlyKeys(email(1), email(3), email(4));
        assertThat(destination.jobs.get("job-2").members()).hasSize(1);
        assertThat(fixture.count("SELECT COUNT(*) FROM dead_letter WHERE state = 'open'"))
                .isEqualTo(1);
        nothingIsLeft();
    }

    @Test
    void aBadMemberThatNobodyNamesIsFoundByHalving() {
        // Given
        fixture.members(10);
        destination.result = delivery -> {
            boolean bad = delivery.members().stream()
                    .anyMatch(member -> member.identifier().equals(email(7)));
            return bad ? new JobProgress.Mixed() : new JobProgress.Ended(destination.take(delivery));
        };
        // When
        SyncRun run = run();
        // Then
        assertThat(run.books()).isEqualTo(new SyncBooks(10, 9, 1, Map.of(), 0));
        assertThat(destination.held).hasSize(9).doesNotContainKey(email(7));
        nothingIsLeft();
    }

    @Test
    void additionsWaitForTheJobsOfRemovals() {
        // Given
        fixture.members(5);
        run();
        destination.log.clear();
        fixture.leave(1);
        fixture.member(6, email(6), "New");
        // When
        SyncRun run = run();
        // Then
        assertThat(run.removed()).isEqualTo(1);
        assertThat(destination.log).containsExactly("job-2 remove", "job-2 done", "job-3 add", "job-3 done");
    }

    @Test
    void aHubThatDiesAfterAJobWasTakenAsksOnAndSendsNobodyTwice() {
        // Given
        fixture.members(15);
        destination.result = delivery -> {
            throw new Death();
        };
        assertThatThrownBy(this::run).isInstanceOf(Death.class);
        assertThat(jobs()).isEqualTo(2);
        long first = fixture.count("SELECT MAX(id) FROM run");
        // When
        destination.result = delivery -> new JobProgress.Ended(destination.take(delivery));
        SyncRun run = run();
        // Then
        assertThat(run.state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(run.books()).isEqualTo(new SyncBooks(15, 15, 0, Map.of(), 0));
        assertThat(destination.deliveries).hasSize(2);
        assertThat(destination.held).hasSize(15);
        assertThat(fixture.count("SELECT delivered FROM run WHERE id = " + first))
                .isEqualTo(15);
        assertThat(fixture.count("SELECT pending FROM run WHERE id = " + first)).isZero();
        nothingIsLeft();
    }

    @Test
    void aHubThatDiesBeforeItKnowsOfTheJobSendsAgain() {
        // Given
        fixture.members(5);
        destination.behaviour = delivery -> {
            destination.begin(delivery);
            throw new Death();
        };
        assertThatThrownBy(this::run).isInstanceOf(Death.class);
        assertThat(jobs()).isZero();
        // When
        destination.behaviour = destination::begin;
        SyncRun run = run();
        // Then
        assertThat(run.books()).isEqualTo(new SyncBooks(5, 5, 0, Map.of(), 0));
        assertThat(destination.held).hasSize(5);
        nothingIsLeft();
    }

    @Test
    void whoLeavesWhileAJobIsUnderWayIsRemovedAfterIt() {
        // Given
        fixture.members(3);
        destination.result = delivery -> {
            throw new Death();
        };
        assertThatThrownBy(this::run).isInstanceOf(Death.class);
        fixture.leave(2);
        destination.log.clear();
        destination.result = delivery -> new JobProgress.Ended(destination.take(delivery));
        // When
        SyncRun run = run();
        // Then
        assertThat(run.books()).isEqualTo(new SyncBooks(2, 2, 0, Map.of(), 0));
        assertThat(destination.held).containsOnlyKeys(email(1), email(3));
        assertThat(destination.log).containsExactly("job-1 done", "job-2 remove", "job-2 done");
        nothingIsLeft();
    }

    @Test
    void aJobThatNeverEndsIsInDoubtAndItsMembersAreSentAgain() {
        // Given
        fixture.members(2);
        destination.patience = 1_000_000;
        destination.behaviour = delivery -> {
            if (!destination.jobs.isEmpty()) {
                destination.patience = 1;
            }
            return destination.begin(delivery);
        };
        // When
        SyncRun run = run();
        // Then
        assertThat(run.books()).isEqualTo(new SyncBooks(2, 2, 0, Map.of(), 0));
        assertThat(destination.jobs).hasSize(2);
        assertThat(destination.questions.get("job-1")).isEqualTo(60);
        nothingIsLeft();
    }

    @Test
    void aDestinationThatCannotSayNowIsAskedAgain() {
        // Given
        fixture.members(2);
        List<Integer> troubles = new ArrayList<>(List.of(1, 2, 3));
        destination.result = delivery -> {
            if (!troubles.isEmpty()) {
                troubles.remove(0);
                throw new SeraiException(ErrorCode.DESTINATION_UNREACHABLE, "Gone for a while.");
            }
            return new JobProgress.Ended(destination.take(delivery));
        };
        // When, Then
        assertThat(run().books()).isEqualTo(new SyncBooks(2, 2, 0, Map.of(), 0));
        assertThat(destination.deliveries).hasSize(1);
        nothingIsLeft();
    }

    @Test
    void aPauseLeavesTheJobsAloneUntilItEnds() {
        // Given
        fixture.members(2);
        SyncDefinition sync = SyncFixture.sync(SyncMode.MIRROR);
        SyncRun waiting = fixture.run(destination);
        fixture.engine.pause(sync, TestHub.BY);
        // When
        fixture.clock.advance(Duration.ofMinutes(1));
        // Then
        assertThat(fixture.engine.toGoOn()).isEmpty();
        assertThatThrownBy(() -> fixture.engine.goOn(sync, destination))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(destination.questions).isEmpty();
        assertThat(fixture.engine.status())
                .singleElement()
                .satisfies(status -> assertThat(status.jobs()).isEqualTo(1))
                .satisfies(status -> assertThat(status.outbox()).isEqualTo(2));
        // And
        fixture.engine.resume(sync, TestHub.BY);
        SyncRun run = run();
        assertThat(run.id()).isEqualTo(waiting.id());
        assertThat(run.books()).isEqualTo(new SyncBooks(2, 2, 0, Map.of(), 0));
        assertThat(destination.deliveries).hasSize(1);
    }

    @Test
    void aRunThatWaitsEndsWhenItIsCancelledAndItsJobsAreAskedAfterAllTheSame() {
        // Given
        fixture.members(2);
        SyncDefinition sync = SyncFixture.sync(SyncMode.MIRROR);
        SyncRun waiting = fixture.run(destination);
        // When
        fixture.engine.cancel(sync, TestHub.BY);
        SyncRun cancelled = fixture.goOn(sync, destination).orElseThrow();
        // Then
        assertThat(cancelled.id()).isEqualTo(waiting.id());
        assertThat(cancelled.state()).isEqualTo(SyncRun.State.CANCELLED);
        assertThat(destination.questions).isEmpty();
        // And without a run somebody asks on, and nobody is sent twice
        while (jobs() > 0) {
            assertThat(fixture.goOn(sync, destination)).isEmpty();
        }
        assertThat(destination.held).hasSize(2);
        assertThat(destination.deliveries).hasSize(1);
        nothingIsLeft();
    }

    @Test
    void aRunThatWaitsOutlivesItsHub() {
        // Given
        fixture.members(5);
        SyncDefinition sync = SyncFixture.sync(SyncMode.MIRROR);
        SyncRun waiting = fixture.run(destination);
        fixture.member(6, email(6), "New");
        // When
        SyncEngine other = fixture.engine("hub-b", fixture.clock::advance);
        SyncRun run = waiting;
        while (run.state() == SyncRun.State.WAITING) {
            fixture.clock.advance(Duration.ofSeconds(10));
            assertThat(other.toGoOn()).containsExactly(sync.name());
            run = other.goOn(sync, destination).orElseThrow();
        }
        // Then it is the run that it was, with the plan that it had
        assertThat(run.id()).isEqualTo(waiting.id());
        assertThat(run.state()).isEqualTo(SyncRun.State.FINISHED);
        assertThat(run.books()).isEqualTo(new SyncBooks(5, 5, 0, Map.of(), 0));
        nothingIsLeft();
        // And the next one plans anew
        assertThat(run().books()).isEqualTo(new SyncBooks(6, 6, 0, Map.of(), 0));
    }

    @Test
    void aQuestionThatCannotBeAnsweredEndsTheRunAndIsNotAskedAtOnceAgain() {
        // Given
        fixture.members(2);
        destination.patience = 1;
        destination.result = delivery -> {
            throw new SeraiException(ErrorCode.DESTINATION_REFUSED_CREDENTIAL, "No longer.");
        };
        // When
        SyncRun failed = run();
        // Then
        assertThat(failed.state()).isEqualTo(SyncRun.State.FAILED);
        assertThat(failed.code()).contains(ErrorCode.DESTINATION_REFUSED_CREDENTIAL);
        assertThat(fixture.engine.toGoOn()).isEmpty();
        // And once the credential is mended the job is booked where it was begun, with no run at all
        destination.result = delivery -> new JobProgress.Ended(destination.take(delivery));
        assertThat(fixture.goOn(SyncFixture.sync(SyncMode.MIRROR), destination)).isEmpty();
        assertThat(fixture.count("SELECT delivered FROM run WHERE id = " + failed.id()))
                .isEqualTo(2);
        nothingIsLeft();
    }

    @Test
    void aSnapshotWhoseMembersAreWorkedOnIsWholeOnceTheyAre() {
        // Given
        fixture.members(4);
        SyncDefinition sync = SyncFixture.sync(SyncMode.SNAPSHOT);
        destination.snapshots = destination::begin;
        destination.result = delivery -> new JobProgress.Ended(delivery.members().stream()
                .map(member -> member.identifier().equals(email(3))
                        ? new Outcome.Rejected(ErrorCode.DESTINATION_REJECTED, "No.")
                        : destination.take(delivery.of(List.of(member))).get(0))
                .toList());
        // When
        SyncRun waiting = fixture.engine.run(sync, destination);
        // Then
        assertThat(waiting.state()).isEqualTo(SyncRun.State.WAITING);
        assertThat(waiting.books()).isEqualTo(new SyncBooks(4, 0, 0, Map.of(), 4));
        // And
        SyncRun run = fixture.runToItsEnd(sync, destination);
        assertThat(run.books()).isEqualTo(new SyncBooks(4, 3, 1, Map.of(), 0));
        assertThat(destination.held).containsOnlyKeys(email(1), email(2), email(4));
        nothingIsLeft();
    }

    @Test
    void anAnswerOfTheWrongLengthProvesNothing() {
        // Given
        fixture.members(3);
        List<String> wrong = new ArrayList<>(List.of("once"));
        destination.result = delivery -> {
            if (wrong.isEmpty()) {
                return new JobProgress.Ended(destination.take(delivery));
            }
            wrong.clear();
            return new JobProgress.Ended(List.of(new Outcome.Confirmed()));
        };
        // When, Then
        assertThat(run().books()).isEqualTo(new SyncBooks(3, 3, 0, Map.of(), 0));
        assertThat(destination.jobs).hasSize(2);
        assertThat(destination.jobs.get("job-2").operation()).isEqualTo(Operation.ADD);
    }
}
