package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watched folder of files that are each a whole export. */
class FolderDeletionsIT {
    @TempDir
    private Path folder;

    private HubFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new HubFixture(folder);
        source("20%");
        fixture.start();
    }

    private void source(String most) {
        fixture.write("sources/crm.yaml", """
                source: crm
                connector: file
                options: { dir: %s, settle: 200ms }
                streams:
                  contacts:
                    { mapping: crm-contact, files: "contacts*.csv", deletions: by-absence, most_deletions: %s }
                """.formatted(fixture.in, most));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void drop(String name, int people) throws IOException {
        fixture.drop(
                name,
                contacts(IntStream.range(0, people)
                        .mapToObj(i -> i + ",p" + i + "@example.com,Ann,DE,yes")
                        .toArray(String[]::new)));
    }

    private long profiles() {
        return fixture.get("/api/v1/status").path("profiles").asLong();
    }

    @Test
    void whoIsNotInTheNextFileIsGone() throws IOException {
        // Given
        drop("contacts-1.csv", 10);
        assertThat(fixture.lastImport(1).path("counts").path("stored").asLong()).isEqualTo(10);
        // When
        drop("contacts-2.csv", 9);
        JsonNode run = fixture.lastImport(2);
        // Then
        assertThat(run.path("state").asText()).isEqualTo("finished");
        assertThat(run.path("counts").path("read").asLong()).isEqualTo(10);
        assertThat(run.path("counts").path("stored").asLong()).isEqualTo(1);
        assertThat(run.path("balanced").asBoolean()).isTrue();
        assertThat(profiles()).isEqualTo(9);
    }

    @Test
    void aFileThatTheBrakeHeldIsPutAgainAfterTheLimitWasRaised() throws IOException {
        // Given
        drop("contacts-1.csv", 10);
        fixture.lastImport(1);
        // When
        drop("contacts-2.csv", 3);
        JsonNode held = fixture.lastImport(2);
        // Then
        assertThat(held.path("state").asText()).isEqualTo("held");
        assertThat(held.path("errorCode").asText()).isEqualTo("BRAKE");
        assertThat(profiles()).isEqualTo(10);
        eventually()
                .untilAsserted(() -> assertThat(HubFixture.names(fixture.in.resolve(".failed")))
                        .hasSize(1));
        // When
        source("100%");
        eventually()
                .until(() -> fixture.hub()
                        .operations()
                        .configuration()
                        .running()
                        .sources()
                        .get("crm")
                        .streams()
                        .get("contacts")
                        .absence()
                        .orElseThrow()
                        .allows(7, 10));
        drop("contacts-2.csv", 3);
        // Then
        eventually().until(() -> profiles() == 3);
    }
}
