package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.store.TestServer;
import io.serai.vendor.JobVendor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while a destination works on a job: the next process asks on, and sends nobody twice. */
class JobKillIT {
    private static final int MEMBERS = 30;

    @TempDir
    private Path folder;

    private JobVendor vendor;
    private Site site;

    @BeforeEach
    void prepare() throws IOException {
        vendor = new JobVendor();
        site = new Site(folder, TestServer.freshConfig());
        site.write("connectors/importer.yaml", vendor.connector());
        site.write("destinations/importer.yaml", "destination: importer\nconnector: importer\n");
        site.sync("germans-to-importer", "importer");
    }

    @AfterEach
    void close() {
        site.close();
        vendor.close();
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
    }

    private long of(String sql) {
        return site.count(sql.replace("THE_SYNC", "(SELECT id FROM sync_state WHERE name = 'germans-to-importer')"));
    }

    @Test
    void aJobOutlivesTheProcessThatBeganIt() {
        // Given
        HubProcess first = site.start();
        site.drop(
                "contacts-1.csv",
                People.HEADER
                        + IntStream.range(0, MEMBERS)
                                .mapToObj(number -> "k" + number + ",p" + number
                                        + "@example.com,,Ann,DE,yes,2026-01-01T00:00:00Z,e" + number)
                                .collect(Collectors.joining("\n"))
                        + "\n");
        eventually()
                .until(() ->
                        of("SELECT COUNT(*) FROM outbox WHERE sync_id = THE_SYNC AND job_id IS NOT NULL") == MEMBERS);
        eventually().until(() -> vendor.questions.get() > 0);
        // When
        first.kill();
        int before = vendor.questions.get();
        site.aMinutePasses();
        site.start();
        // Then
        eventually().until(() -> vendor.questions.get() > before + 2);
        assertThat(of("SELECT COUNT(*) FROM sync_member WHERE sync_id = THE_SYNC AND state = 'held'"))
                .isZero();
        // And
        vendor.complete();
        eventually()
                .until(() ->
                        of("SELECT COUNT(*) FROM sync_member WHERE sync_id = THE_SYNC AND state = 'held'") == MEMBERS);
        assertThat(of("SELECT COUNT(*) FROM outbox WHERE sync_id = THE_SYNC")).isZero();
        assertThat(of("SELECT COUNT(*) FROM sync_job WHERE sync_id = THE_SYNC")).isZero();
        assertThat(of("SELECT SUM(o.count) FROM sync_outcome o JOIN run r ON r.id = o.run_id"
                        + " WHERE r.name = 'germans-to-importer' AND o.operation = 'add' AND o.outcome = 'delivered'"))
                .isEqualTo(MEMBERS);
        assertThat(vendor.sent).as("members that were sent").hasValue(MEMBERS);
        assertThat(site.logs()).doesNotContain(" ERROR ");
    }
}
