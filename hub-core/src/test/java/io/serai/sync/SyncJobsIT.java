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

    private void nothingIsLeft() {
        assertThat(jobs()).isZero();
        assertThat(fixture.count("SELECT COUNT(*) FROM outbox")).isZero();
    }

    @Test
    void aRunEndsWhenItsJobsHaveEnded() {
        // Given
        fixture.members(25);
        // When
        SyncRun run = fixture.run(destination);
        // Then
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
        SyncRun run = fixture.run(destination);
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
        SyncRun run = fixture.run(destination);
        // Then
        assertThat(run.books()).isEqualTo(new SyncBooks(10, 9, 1, Map.of(), 0));
        assertThat(destination.held).hasSize(9).doesNotContainKey(email(7));
        nothingIsLeft();
    }

    @Test
    void additionsWaitForTheJobsOfRemovals() {
        // Given
        fixture.members(5);
        fixture.run(destination);
        destination.log.clear();
        fixture.leave(1);
        fixture.member(6, email(6), "New");
        // When
        SyncRun run = fixture.run(destination);
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
        assertThatThrownBy(() -> fixture.run(destination)).isInstanceOf(Death.class);
        assertThat(jobs()).isEqualTo(2);
        long first = fixture.count("SELECT MAX(id) FROM run");
        // When
        destination.result = delivery -> new JobProgress.Ended(destination.take(delivery));
        SyncRun run = fixture.run(destination);
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
        assertThatThrownBy(() -> fixture.run(destination)).isInstanceOf(Death.class);
        assertThat(jobs()).isZero();
        // When
        destination.behaviour = destination::begin;
        SyncRun run = fixture.run(destination);
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
        assertThatThrownBy(() -> fixture.run(destination)).isInstanceOf(Death.class);
        fixture.leave(2);
        destination.log.clear();
        destination.result = delivery -> new JobProgress.Ended(destination.take(delivery));
        // When
        SyncRun run = fixture.run(destination);
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
        SyncRun run = fixture.run(destination);
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
        assertThat(fixture.run(destination).books()).isEqualTo(new SyncBooks(2, 2, 0, Map.of(), 0));
        assertThat(destination.deliveries).hasSize(1);
        nothingIsLeft();
    }

    @Test
    void aPauseLeavesTheJobsToTheRunAfterIt() {
        // Given
        fixture.members(2);
        SyncDefinition sync = SyncFixture.sync(SyncMode.MIRROR);
        destination.result = delivery -> {
            fixture.engine.pause(sync, TestHub.BY);
            return new JobProgress.Working(Optional.empty());
        };
        // When
        SyncRun paused = fixture.run(destination);
        // Then
        assertThat(paused.state()).isEqualTo(SyncRun.State.CANCELLED);
        assertThat(fixture.engine.status())
                .singleElement()
                .satisfies(status -> assertThat(status.jobs()).isEqualTo(1))
                .satisfies(status -> assertThat(status.outbox()).isEqualTo(2));
        // And
        fixture.engine.resume(sync, TestHub.BY);
        destination.result = delivery -> new JobProgress.Ended(destination.take(delivery));
        assertThat(fixture.run(destination).books()).isEqualTo(new SyncBooks(2, 2, 0, Map.of(), 0));
        assertThat(destination.deliveries).hasSize(1);
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
        assertThat(fixture.run(destination).books()).isEqualTo(new SyncBooks(3, 3, 0, Map.of(), 0));
        assertThat(destination.jobs).hasSize(2);
        assertThat(destination.jobs.get("job-2").operation()).isEqualTo(Operation.ADD);
    }
}
