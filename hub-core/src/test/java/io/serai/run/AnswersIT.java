package io.serai.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import io.serai.store.Database;
import io.serai.store.TestClock;
import io.serai.store.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswersIT {
    private final Database database = TestServer.fresh();
    private final TestClock clock = new TestClock(TestHub.NOW);
    private final Answers answers = new Answers(database, TestHub.KEYRING, clock);
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void close() {
        database.close();
    }

    private String ask(String key, String request) {
        byte[] answer = answers.once(
                key,
                request.getBytes(StandardCharsets.UTF_8),
                () -> ("ann@example.com " + done.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
        return new String(answer, StandardCharsets.UTF_8);
    }

    private void conflicts(String key, String request) {
        assertThatThrownBy(() -> ask(key, request))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void requestThatComesAgainHasTheSameAnswerAndIsNotDoneAgain() {
        assertThat(ask("k", "merge 1 2")).isEqualTo("ann@example.com 1");
        assertThat(ask("k", "merge 1 2")).isEqualTo("ann@example.com 1");
        assertThat(ask("other", "merge 1 2")).isEqualTo("ann@example.com 2");
    }

    @Test
    void keyOfAnotherRequestIsRefused() {
        // Given
        ask("k", "merge 1 2");

        // When, Then
        conflicts("k", "merge 1 3");
        assertThat(done).hasValue(1);
    }

    @Test
    void workThatFailedMayBeTriedAgain() {
        // Given
        assertThatThrownBy(() -> answers.once("k", new byte[0], () -> {
                    throw new SeraiException(ErrorCode.STORE_UNAVAILABLE, "away");
                }))
                .isInstanceOf(SeraiException.class);

        // When, Then
        assertThat(ask("k", "")).isEqualTo("ann@example.com 1");
    }

    @Test
    void whatAHubLeftInTheMidstIsNotDoneTwice() {
        // Given
        ask("k", "merge 1 2");
        database.inTransaction(handle -> handle.execute("UPDATE answer SET sealed = NULL"));

        // When, Then
        conflicts("k", "merge 1 2");
    }

    @Test
    void answersAreKeptForADay() {
        // Given
        ask("k", "merge 1 2");
        clock.advance(Answers.KEPT.minusSeconds(1));
        assertThat(ask("k", "merge 1 2")).endsWith(" 1");

        // When
        clock.advance(Duration.ofSeconds(1));

        // Then
        assertThat(ask("k", "merge 1 2")).endsWith(" 2");
        clock.advance(Answers.KEPT);
        answers.expire();
        assertThat(rows()).isZero();
    }

    private long rows() {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM answer")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void storeShowsNoAnswer() {
        // Given
        ask("k", "merge 1 2");

        // When
        String sealed = database.read(handle -> handle.createQuery("SELECT sealed FROM answer")
                .mapTo(byte[].class)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .one());

        // Then
        assertThat(sealed).doesNotContain("ann");
    }

    @Test
    void ofManyAtATimeOneIsDone() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<String> asker = () -> {
            try {
                return ask("k", "merge 1 2");
            } catch (SeraiException e) {
                return e.code().name();
            }
        };

        // When
        List<Future<String>> all = threads.invokeAll(java.util.Collections.nCopies(16, asker));
        threads.shutdown();

        // Then
        for (Future<String> one : all) {
            assertThat(one.get()).isIn("ann@example.com 1", "CONFLICT");
        }
        assertThat(done).hasValue(1);
    }
}
