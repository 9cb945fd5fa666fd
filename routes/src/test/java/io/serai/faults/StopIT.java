package io.serai.faults;

import static io.serai.faults.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.crypto.Keyring;
import io.serai.faults.People.Row;
import io.serai.sandbox.SandboxMailer.Mode;
import io.serai.store.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM under load, and a start that must not happen. */
class StopIT {
    private static final Duration DRAINED = Duration.ofSeconds(30);
    /** A destination that hangs has five seconds. */
    private static final Duration SOON = Duration.ofSeconds(12);

    @TempDir
    private Path folder;

    @Test
    void aHubThatIsToldToStopEndsWellAndTheNextOneGoesOn() throws IOException {
        // Given
        People people = new People(Seed.next(StopIT.class));
        List<Row> rows = people.born(1_500);
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            Checker checker = new Checker(site);
            site.mailer.mode(Mode.HANG);
            // Small batches: the import is to be at work for a while.
            site.batchSize(5);
            HubProcess hub = site.start();
            site.drop("contacts-1.csv", People.csv(rows));
            await("import and sync")
                    .until(() -> site.isImporting() && !site.mailer.requests().isEmpty());
            // When
            hub.terminate();
            // Then
            assertThat(hub.awaitExit(SOON)).isZero();
            assertThat(site.count("SELECT COUNT(*) FROM sync_outcome WHERE outcome = 'retried'"))
                    .as("members whose delivery was cut off")
                    .isPositive();
            assertThat(site.count("SELECT COUNT(*) FROM lease WHERE expires_at > NOW(6)"))
                    .isZero();
            site.mailer.mode(Mode.NORMAL);
            // When
            HubProcess next = site.start();
            // Then
            checker.converges(Model.of(rows), Duration.ofSeconds(60));
            assertThat(checker.imports()).hasSize(1);
            // When
            next.terminate();
            // Then
            assertThat(next.awaitExit(DRAINED)).isZero();
            assertThat(site.count("SELECT COUNT(*) FROM lease WHERE expires_at > NOW(6)"))
                    .isZero();
            // When
            Files.delete(site.keys());
            Keyring.generateAt(site.keys());
            HubProcess wrong = site.begin();
            // Then
            assertThat(wrong.awaitExit(DRAINED)).isEqualTo(1);
            assertThat(wrong.log()).contains("KEY_UNUSABLE", "another key file");
        }
    }
}
