package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.vendor.JobVendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that a destination's job holds up: nobody waits with it, and it goes on by itself, without a schedule. */
class WaitingRunIT {
    private static final String SYNC = "/api/v1/syncs/germans-to-importer";

    @TempDir
    private Path folder;

    private JobVendor vendor;
    private HubFixture fixture;

    @BeforeEach
    void prepare() throws IOException {
        vendor = new JobVendor();
        fixture = new HubFixture(folder);
        fixture.write("connectors/importer.yaml", vendor.connector());
        fixture.write("destinations/importer.yaml", "destination: importer\nconnector: importer\n");
        fixture.write("syncs/germans-to-importer.yaml", """
                sync: germans-to-importer
                segment: germans
                destination: importer
                mode: mirror
                purpose: email_marketing
                identifier: email
                """);
        Files.delete(fixture.config.resolve("syncs/germans-to-drop.yaml"));
        fixture.start();
        fixture.drop("contacts-1.csv", HubFixture.contacts("1,ann@example.com,Ann,DE,yes"));
        fixture.lastImport(1);
        eventually()
                .until(() ->
                        fixture.post(SYNC + "/dry-run", "", 200).path("added").asInt() == 1);
    }

    @AfterEach
    void close() {
        fixture.close();
        vendor.close();
    }

    private static boolean isOfTheSync(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals("io.serai.sync.SyncEngine")) {
                return true;
            }
        }
        return false;
    }

    private boolean nobodyWaits() {
        return Thread.getAllStackTraces().keySet().stream().noneMatch(WaitingRunIT::isOfTheSync);
    }

    @Test
    void aRunThatWaitsForAJobHasNoThreadOutlivesTheHubAndEndsByItself() {
        // When
        long run = fixture.post(SYNC + "/run", "", 202).path("run").asLong();
        // Then
        eventually().until(() -> fixture.get(SYNC).path("state").asText().equals("waiting"));
        eventually().until(this::nobodyWaits);
        eventually().until(() -> vendor.questions.get() > 1);
        JsonNode waiting = fixture.get("/api/v1/runs/" + run);
        assertThat(waiting.path("finishedAt").asText()).isEmpty();
        assertThat(fixture.get(SYNC).path("jobs").asInt()).isEqualTo(1);
        // And it outlives the hub
        fixture.stop();
        fixture.start();
        assertThat(fixture.get(SYNC).path("state").asText()).isEqualTo("waiting");
        // When
        vendor.complete();
        // Then
        eventually()
                .until(() -> fixture.get("/api/v1/runs/" + run)
                        .path("state")
                        .asText()
                        .equals("finished"));
        assertThat(fixture.get(SYNC).path("counts").path("delivered").asInt()).isEqualTo(1);
    }
}
