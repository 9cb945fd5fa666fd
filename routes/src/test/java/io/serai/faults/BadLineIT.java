package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.faults.People.Row;
import io.serai.faults.TcpProxy.Trouble;
import io.serai.store.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line to a destination breaks in every way; once it is healed the destination holds what it should. */
class BadLineIT {
    @TempDir
    private Path folder;

    @Test
    void howeverTheLineBreaksNobodyIsLostOrBlamed() {
        // Given
        People people = new People(Seed.next(BadLineIT.class));
        List<Row> rows = people.born(120);
        List<Row> all = new ArrayList<>();
        try (Site site = new Site(folder, TestServer.freshConfig());
                TcpProxy line = TcpProxy.to(URI.create(site.mailer.url()).getPort())) {
            site.destination("newsletter", "http://127.0.0.1:" + line.port());
            site.start();
            Checker checker = new Checker(site);
            for (Trouble trouble : List.of(
                    Trouble.NO_REQUEST, Trouble.NO_ANSWER, Trouble.HALF_AN_ANSWER, Trouble.SILENCE, Trouble.DRIP)) {
                long retried = retried(site);
                // When
                line.trouble(trouble);
                List<Row> some = all.isEmpty() ? rows : people.changed(rows);
                all.addAll(some);
                site.drop("contacts-" + trouble + ".csv", People.csv(some));
                // Then
                Waiting.await("deliveries fail by " + trouble)
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(retried(site)).isGreaterThan(retried));
                line.trouble(Trouble.NONE);
                checker.converges(Model.of(all), Duration.ofSeconds(60));
            }
            assertThat(site.count("SELECT COUNT(*) FROM dead_letter WHERE code <> 'DESTINATION_REJECTED'"))
                    .isZero();
            assertThat(site.count("SELECT COUNT(*) FROM sync_outcome WHERE outcome = 'rejected'"
                            + " AND code <> 'DESTINATION_REJECTED'"))
                    .isZero();
        }
    }

    private static long retried(Site site) {
        return site.count("SELECT COALESCE(SUM(count), 0) FROM sync_outcome WHERE outcome = 'retried'");
    }
}
