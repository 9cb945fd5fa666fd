package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.faults.People.Row;
import io.serai.store.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file larger than the heap, with rows that are understood and rows that are not. */
class HeapIT {
    private static final int WIDTH = 100_000;

    @TempDir
    private Path folder;

    @Test
    void aFileLargerThanTheHeapIsImported() {
        // Given
        People people = new People(Seed.next(HeapIT.class));
        List<Row> rows = people.born(1_200);
        byte[] wide = "w".repeat(WIDTH).getBytes(StandardCharsets.US_ASCII);
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            Checker checker = new Checker(site);
            site.batchSize(2_000);
            site.drop("contacts-1.csv", out -> {
                out.write(("note," + People.HEADER).getBytes(StandardCharsets.UTF_8));
                for (Row row : rows) {
                    out.write(wide);
                    out.write(("," + row.csv() + "\n").getBytes(StandardCharsets.UTF_8));
                }
                // No key.
                for (int i = 0; i < 500; i++) {
                    out.write(wide);
                    out.write(",,a@example.com,,Ann,DE,yes,2026-01-01T00:00:00Z,x\n".getBytes(StandardCharsets.UTF_8));
                }
            });
            assertThat(site.in.resolve("contacts-1.csv"))
                    .satisfies(file -> assertThat(file.toFile().length()).isGreaterThan(256L * 1024 * 1024));
            // When
            HubProcess hub = site.start("-Xmx256m");
            // Then
            checker.converges(Model.of(rows), Duration.ofSeconds(90));
            assertThat(hub.isAlive()).isTrue();
            assertThat(site.count("SELECT COUNT(*) FROM dead_letter WHERE code = 'FIELD_MISSING' AND field = 'key'"))
                    .isEqualTo(500);
        }
    }

    @Test
    void aGzipBombIsOneClearErrorAndTheHubLives() {
        // Given
        List<Row> rows = new People(Seed.next(HeapIT.class)).born(50);
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            Checker checker = new Checker(site);
            HubProcess hub = site.start("-Xmx256m");
            // When: one line of a gigabyte
            site.drop("contacts-1.csv.gz", out -> {
                try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                    gzip.write(People.HEADER.getBytes(StandardCharsets.UTF_8));
                    byte[] zeros = new byte[1 << 20];
                    for (int megabyte = 0; megabyte < 1024; megabyte++) {
                        gzip.write(zeros);
                    }
                }
            });
            Waiting.await("the bomb is told")
                    .untilAsserted(() -> assertThat(site.count("SELECT COUNT(*) FROM dead_letter"
                                    + " WHERE code = 'FILE_UNREADABLE' AND reason LIKE '%zip bomb%'"))
                            .isEqualTo(1));
            site.drop("contacts-2.csv", People.csv(rows));
            // Then
            checker.converges(Model.of(rows));
            assertThat(hub.isAlive()).isTrue();
            assertThat(site.count("SELECT COUNT(*) FROM dead_letter WHERE stage = 'import'"))
                    .isEqualTo(1);
        }
    }
}
