package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of the data: a file is dropped, people are resolved, a segment is built, a file appears. */
class HubIT {
    @TempDir
    private Path folder;

    private HubFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new HubFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aDroppedFileBecomesProfilesASegmentAndADelivery() throws Exception {
        // Given
        fixture.start();
        // When
        fixture.drop(
                "contacts-1.csv",
                contacts(
                        "1,ann@example.com,Ann,DE,yes",
                        "2,ANN@example.com,Ann,DE,",
                        "3,bob@example.com,Bob,FR,yes",
                        "4,eve@example.com,Eve,DE,no",
                        "5,not-an-address,Zoe,DE,yes"));
        JsonNode run = fixture.lastImport(1);
        // Then
        assertThat(run.path("state").asText()).isEqualTo("finished");
        assertThat(run.path("counts").path("read").asLong()).isEqualTo(5);
        assertThat(run.path("counts").path("stored").asLong()).isEqualTo(4);
        assertThat(run.path("counts").path("invalid").asLong()).isEqualTo(1);
        assertThat(run.path("balanced").asBoolean()).isTrue();
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(3);
        eventually()
                .untilAsserted(() -> assertThat(Files.readString(fixture.out.resolve("germans-to-drop.csv")))
                        .contains("ann@example.com")
                        .doesNotContain("eve@example.com")
                        .doesNotContain("bob@example.com"));
        eventually()
                .untilAsserted(() -> assertThat(HubFixture.names(fixture.in.resolve(".done")))
                        .singleElement()
                        .asString()
                        .endsWith("-contacts-1.csv"));
    }
}
