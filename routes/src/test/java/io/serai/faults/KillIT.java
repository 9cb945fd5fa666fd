package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.faults.People.Row;
import io.serai.store.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at every named place and at any moment; the next start needs no person. */
class KillIT {
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final SplittableRandom random = Seed.next(KillIT.class);
    private final People people = new People(random);
    private Site site;
    private Checker checker;

    @BeforeEach
    void prepare() {
        site = new Site(folder, TestServer.freshConfig());
        checker = new Checker(site);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aHubThatDiesAtAnyNamedPlaceOfAnImportGoesOnFromThere() {
        // Given
        List<Row> rows = people.born(500);
        site.drop("contacts-1.csv", People.csv(people.repeated(rows, 2)));
        // When
        for (String place : List.of(
                "ingest.before-resolve:2",
                "ingest.before-write:2",
                "ingest.before-commit:2",
                "identity.after-commit:2")) {
            dieAt(place);
        }
        site.aMinutePasses();
        site.start();
        // Then
        checker.converges(Model.of(rows));
        assertThat(checker.imports()).hasSize(1);
    }

    private void dieAt(String place) {
        HubProcess hub = site.begin("-Dserai.fault=" + place);
        assertThat(hub.awaitExit(TIME_TO_DIE)).as("%s %s", place, hub.log()).isEqualTo(HubProcess.KILLED);
    }

    @Test
    void aHubThatDiesAtAnyNamedPlaceOfASyncLosesAndDoublesNoMember() {
        // Given
        List<Row> rows = people.born(900);
        site.drop("contacts-1.csv", People.csv(rows));
        List<Row> all = new ArrayList<>(rows);
        HubProcess first = site.start();
        checker.converges(Model.of(all));
        first.kill();
        // When
        for (String place : List.of("sync.after-plan:2", "sync.after-send-before-outcome", "sync.after-outcome")) {
            List<Row> changed = people.changed(rows);
            all.addAll(changed);
            site.drop("contacts-" + place.replace(':', '-') + ".csv", People.csv(changed));
            dieAt(place);
            site.aMinutePasses();
        }
        site.start();
        // Then
        checker.converges(Model.of(all));
        assertThat(site.logs()).doesNotContain(" ERROR ");
    }

    @Test
    void aHubThatDiesAtAnyMomentConvergesWithinItsLeases() {
        // Given
        List<Row> all = new ArrayList<>();
        // When
        for (int round = 0; round < 3; round++) {
            List<Row> rows = people.born(300);
            rows.addAll(all.isEmpty() ? List.of() : people.changed(all.subList(0, all.size() / 2)));
            all.addAll(rows);
            site.drop("contacts-" + round + ".csv", People.csv(people.repeated(rows, 2)));
            HubProcess hub = site.start();
            if (hub.livesAfter(Duration.ofMillis(random.nextInt(3_000)))) {
                hub.kill();
            }
        }
        site.start();
        // Then
        checker.converges(Model.of(all), Duration.ofSeconds(120));
    }
}
