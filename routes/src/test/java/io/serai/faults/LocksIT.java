package io.serai.faults;

import static io.serai.faults.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.faults.People.Row;
import io.serai.store.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Someone else holds the locks a batch needs: it is tried again, and the hub says what it waits for. */
class LocksIT {
    private static final Pattern CONFLICTS = Pattern.compile("(?m)^serai_store_conflicts_total (\\S+)$");

    @TempDir
    private Path folder;

    private final People people = new People(Seed.next(LocksIT.class));

    @Test
    void aLockHeldForLongIsWaitedForAndTold() {
        // Given
        List<Row> rows = people.born(300);
        try (Site site = new Site(folder, TestServer.freshConfig());
                Handle other = site.database().jdbi().open()) {
            Checker checker = new Checker(site);
            HubProcess hub = site.start();
            other.begin();
            other.execute("UPDATE hub_clock SET sequence = sequence WHERE id = 1");
            // When
            site.drop("contacts-1.csv", People.csv(rows));
            // Then
            await("it is told").untilAsserted(() -> {
                assertThat(hub.send("GET", "/health/ready", "").body()).contains("another connection holds a lock");
                assertThat(hub.get("/api/v1/status").path("state").asText()).isEqualTo("degraded");
            });
            assertThat(hub.send("GET", "/health/ready", "").statusCode()).isEqualTo(200);
            await("the wait runs into the server's limit").until(() -> conflicts(hub) > 0);
            // When
            other.rollback();
            // Then
            checker.converges(Model.of(rows), Duration.ofSeconds(60));
            assertThat(hub.get("/api/v1/status").path("state").asText()).isEqualTo("running");
            assertThat(checker.imports()).hasSize(1);
            assertThat(site.count("SELECT COUNT(*) FROM dead_letter WHERE stage = 'import'"))
                    .isZero();
        }
    }

    @Test
    void aBatchThatLosesADeadlockIsStoredOnce() {
        // Given
        List<Row> rows = people.born(60);
        List<Row> later = people.changed(rows);
        try (Site site = new Site(folder, TestServer.freshConfig());
                Handle other = site.database().jdbi().open()) {
            Checker checker = new Checker(site);
            HubProcess hub = site.start();
            site.drop("contacts-1.csv", People.csv(rows));
            checker.converges(Model.of(rows));
            // The server rolls back who has written less: this one is to win.
            other.execute("CREATE TABLE ballast (number INT PRIMARY KEY)");
            other.begin();
            other.execute("INSERT INTO ballast SELECT seq FROM seq_1_to_20000");
            other.execute("SELECT id FROM profile FOR UPDATE");
            // When: the batch has the clock and wants the profiles; then this one wants the clock
            site.drop("contacts-2.csv", People.csv(later));
            // InnoDB renews what it tells of locks only after nobody has asked for a tenth of a second.
            await("the batch waits for a profile")
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> site.count("SELECT COUNT(*) FROM information_schema.innodb_lock_waits") > 0);
            other.execute("UPDATE hub_clock SET sequence = sequence WHERE id = 1");
            await("the batch has lost").until(() -> conflicts(hub) > 0);
            other.rollback();
            // Then
            rows.addAll(later);
            checker.converges(Model.of(rows), Duration.ofSeconds(60));
            assertThat(checker.imports())
                    .hasSize(2)
                    .allSatisfy(run -> assertThat(run.imported().read()).isEqualTo(later.size()));
            assertThat(site.count("SELECT COUNT(*) FROM dead_letter WHERE stage = 'import'"))
                    .isZero();
        }
    }

    private static double conflicts(HubProcess hub) {
        Matcher found = CONFLICTS.matcher(hub.send("GET", "/metrics", "").body());
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }
}
