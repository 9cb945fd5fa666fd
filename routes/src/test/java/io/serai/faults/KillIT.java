package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.faults.People.Row;
import io.serai.run.RunState;
import io.serai.store.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
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

    @Test
    void aHubThatDiesInTheMiddleOfAReadOfEverythingDeletesNothingAndTheNextFileDoes() {
        // Given
        List<Row> rows = everythingIsStored();
        List<Row> kept = rows.subList(0, rows.size() / 2);
        // When
        site.drop("contacts-2.csv", People.csv(people.changed(kept)));
        dieAt("ingest.before-commit:2");
        site.aMinutePasses();
        HubProcess hub = site.start();
        // Then: who may have been in the part that was read before it died is not taken to be missing
        awaitImports(2);
        assertThat(checker.imports().get(0).detail()).contains("nothing deleted by absence: the read was cut");
        assertThat(live()).isEqualTo(rows.size());
        // When
        site.drop("contacts-3.csv", People.csv(people.changed(kept)));
        // Then
        awaitImports(3);
        assertThat(live()).isEqualTo(kept.size());
        checker.booksBalance();
        assertThat(hub.log()).doesNotContain(" ERROR ");
    }

    @Test
    void aHubThatDiesAmongTheDeletionsGoesOnWithThem() {
        // Given
        List<Row> rows = everythingIsStored();
        List<Row> kept = rows.subList(0, rows.size() / 2);
        int batches = (kept.size() + 99) / 100;
        // When
        site.drop("contacts-2.csv", People.csv(people.changed(kept)));
        dieAt("ingest.before-commit:" + (batches + 2));
        assertThat(live()).isBetween(kept.size() + 1L, rows.size() - 1L);
        site.aMinutePasses();
        site.start();
        // Then
        awaitImports(2);
        assertThat(live()).isEqualTo(kept.size());
        assertThat(site.count("SELECT COUNT(*) FROM roll_call")).isZero();
        checker.booksBalance();
    }

    private List<Row> everythingIsStored() {
        site.write("sources/crm.yaml", """
                source: crm
                connector: file
                options: { dir: %s, settle: 100ms }
                streams:
                  contacts:
                    { mapping: contact, files: "contacts*", deletions: by-absence, most_deletions: 100%% }
                """.formatted(site.in));
        List<Row> rows = people.born(400);
        site.drop("contacts-1.csv", People.csv(rows));
        HubProcess first = site.start();
        checker.converges(Model.of(rows));
        first.kill();
        return rows;
    }

    private void awaitImports(int runs) {
        Awaitility.await().atMost(TIME_TO_DIE).untilAsserted(() -> {
            assertThat(checker.imports()).hasSize(runs);
            assertThat(checker.imports()).allMatch(run -> run.state() == RunState.FINISHED);
        });
    }

    private long live() {
        return site.count("SELECT COUNT(*) FROM source_record WHERE profile_id <> 0");
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
