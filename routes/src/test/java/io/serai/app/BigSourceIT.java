package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.profile.Streams.StreamName;
import io.serai.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ten rows wait for while another source reads 10 GB: all sources store by one clock. */
class BigSourceIT {
    private static final StreamName FEW = new StreamName("few", "contacts");
    private static final int TIMES = 10;
    /** The batch that is being stored, and those that pass while the ten rows are listed, fetched and mapped. */
    private static final long BATCHES = 4;
    /** For two busy cores: neither source has them to itself. */
    private static final Duration BUSY = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private HubFixture fixture;
    private BigBucket bucket;
    private Hub hub;

    @BeforeEach
    void start() throws IOException {
        bucket = new BigBucket();
        fixture = new HubFixture(folder);
        bucket.source(fixture, "few");
        hub = fixture.start();
    }

    @AfterEach
    void stop() {
        fixture.close();
        bucket.close();
    }

    /** What it took to read ten rows. */
    private record Reading(Duration time, long units) {}

    private Reading readTenRows() {
        bucket.objects.incrementAndGet();
        long clock = clock();
        long began = System.nanoTime();
        List<Run> runs = hub.operations().sources().read(FEW, () -> false);
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        assertThat(runs).hasSize(1);
        assertThat(runs.get(0).imported().stored()).isEqualTo(BigBucket.FEW);
        return new Reading(time, clock() - clock);
    }

    /** How many units of work there have been; a batch is one. */
    private long clock() {
        return hub.operations()
                .database()
                .read(handle -> handle.createQuery("SELECT sequence FROM hub_clock")
                        .mapTo(Long.class)
                        .one());
    }

    private boolean isBigBeingRead() {
        return hub.operations()
                .sources()
                .readingSince(new StreamName("big", "contacts"))
                .isPresent();
    }

    @Test
    void tenRowsWaitForAFewBatchesOfTenGigabytesAndNoMore() {
        // Given: how long ten rows take alone
        eventually().until(() -> hub.operations().sources().look(FEW).isPresent());
        Reading alone = new Reading(Duration.ZERO, 0);
        for (int time = 0; time < TIMES; time++) {
            alone = slower(alone, readTenRows());
        }
        // Given: 10 GB are being read
        bucket.source(fixture, "big");
        long silent = clock();
        eventually().until(() -> clock() > silent + 3);
        long first = clock();
        long began = System.nanoTime();
        eventually().until(() -> clock() > first + 3);
        Duration batch = Duration.ofNanos((System.nanoTime() - began) / (clock() - first));
        // When
        Reading beside = new Reading(Duration.ZERO, 0);
        for (int time = 0; time < TIMES; time++) {
            beside = slower(beside, readTenRows());
        }
        // Then
        assertThat(beside.units())
                .as("alone %s, beside %s, a batch %s", alone, beside, batch)
                .isLessThanOrEqualTo(alone.units() + BATCHES);
        assertThat(beside.time())
                .isLessThan(alone.time().plus(batch.multipliedBy(BATCHES)).plus(BUSY));
        // Then: the big one is still at it
        assertThat(isBigBeingRead()).isTrue();
        long now = clock();
        eventually().until(() -> clock() > now + 1);
    }

    private static Reading slower(Reading one, Reading other) {
        return new Reading(
                one.time().compareTo(other.time()) > 0 ? one.time() : other.time(),
                Math.max(one.units(), other.units()));
    }
}
