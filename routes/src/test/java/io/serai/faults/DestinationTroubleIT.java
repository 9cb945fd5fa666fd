package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.faults.People.Row;
import io.serai.sandbox.SandboxMailer;
import io.serai.sandbox.SandboxMailer.Mode;
import io.serai.store.StoreConfig;
import io.serai.store.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One destination does everything a bad one does, beside a good one that must not notice. */
class DestinationTroubleIT {
    /** Less than one time-out of the bad destination: a wait behind it would show. */
    private static final Duration UNDISTURBED = Duration.ofSeconds(8);

    @TempDir
    private Path folder;

    @Test
    void aBadDestinationLosesAndDoublesNobodyAndDelaysNoOther() {
        // Given
        People people = new People(Seed.next(DestinationTroubleIT.class));
        StoreConfig store = TestServer.freshConfig();
        List<Row> rows = people.born(250);
        List<Row> all = new ArrayList<>();
        try (Site site = new Site(folder, store, store.url(), 3);
                SandboxMailer good = Site.mailer(0)) {
            site.destination("good", good.url());
            site.sync("germans-to-good", "good");
            site.start();
            // When
            for (Mode mode : List.of(
                    Mode.FAIL, Mode.RUBBISH, Mode.HALF, Mode.ALL_OR_NOTHING, Mode.HANG, Mode.ACCEPT_THEN_HANG)) {
                site.mailer.mode(mode);
                int asked = site.mailer.requests().size();
                List<Row> some = all.isEmpty() ? rows : people.changed(rows);
                all.addAll(some);
                site.drop("contacts-" + mode + ".csv", People.csv(some));
                Waiting.await("the good one is not held up while the other does " + mode)
                        .atMost(UNDISTURBED)
                        .untilAsserted(() -> assertThat(Checker.delivered(good))
                                .isEqualTo(Model.of(all).members()));
                Waiting.await("the bad one is asked while it does " + mode)
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(site.mailer.requests()).hasSizeGreaterThan(asked));
            }
            site.mailer.mode(Mode.NORMAL);
            // Then
            new Checker(site).converges(Model.of(all));
            assertThat(site.mailer.requests())
                    .extracting(SandboxMailer.Logged::status)
                    .contains(200, 429, 500);
            assertThat(site.count("SELECT COUNT(*) FROM dead_letter WHERE code <> 'DESTINATION_REJECTED'"))
                    .isZero();
        }
    }
}
