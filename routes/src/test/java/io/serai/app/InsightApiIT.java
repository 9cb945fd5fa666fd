package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Insights over HTTP: one form of answer, and what is refused. */
class InsightApiIT {
    private static final String INSIGHTS = "/api/v1/insights/";

    @TempDir
    static Path folder;

    private static HubFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        fixture = new HubFixture(folder);
        fixture.write("segments/french.yaml", """
                segment: french
                where: { trait: country, equals: FR }
                """);
        fixture.start();
        String[] people = new String[12];
        for (int i = 0; i < people.length; i++) {
            people[i] = i + ",p" + i + "@example.com,Pat," + (i < 7 ? "DE" : "FR") + ",yes";
        }
        fixture.drop("contacts-1.csv", contacts(people));
        fixture.lastImport(1);
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/segments/germans")
                                .path("members")
                                .asInt())
                        .isEqualTo(7));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overlap/pairs?segments=germans,french",
                "overlap/combinations?segments=germans,french",
                "distribution?trait=country&segment=germans",
                "profiles",
                "profiles?by=hour&from=2020-01-01",
                "events",
                "cohorts",
                "merges",
                "runs?sync=germans-to-drop&from=2020-01-01",
                "records",
                "identified?by=email",
                "consents",
                "fill",
                "sources",
                "matches"
            })
    void everyOneIsATableWithItsMoment(String path) {
        // When
        JsonNode insight = fixture.get(INSIGHTS + path);

        // Then
        assertThat(insight.path("columns")).isNotEmpty();
        assertThat(insight.path("rows").isArray()).isTrue();
    }

    @Test
    void numbersAreThoseOfTheStore() {
        assertThat(fixture.get(INSIGHTS + "overlap/combinations?segments=germans,french")
                        .path("rows")
                        .toString())
                .isEqualTo("[{\"segments\":\"germans\",\"profiles\":7},{\"segments\":\"french\",\"profiles\":5}]");
        assertThat(fixture.get(INSIGHTS + "consents").path("rows").toString())
                .isEqualTo(
                        "[{\"purpose\":\"email_marketing\",\"granted\":12,\"denied\":0,\"unknown\":0,\"of_profiles\":1.0}]");
    }

    @ParameterizedTest
    @CsvSource({
        "overlap/pairs, 400",
        "overlap/pairs?segments=germans, 400",
        "'overlap/pairs?segments=germans,nobody', 404",
        "distribution?trait=first_name&segment=germans, 400",
        "events?by=minute, 400",
        "events?from=yesterday, 400",
        "events?from=2026-02-01&to=2026-01-01, 400"
    })
    void whatCannotBeAnsweredIsRefused(String path, int status) {
        assertThat(fixture.call("GET", INSIGHTS + path, "", Map.of(), status)
                        .path("detail")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void funnelOfWhatTheSchemaDoesNotHaveIsRefusedWithTheProblem() {
        assertThat(fixture.post(INSIGHTS + "funnel", "{\"funnel\": {\"event\": \"view\"}}", 400)
                        .path("code")
                        .asText())
                .isEqualTo("CONFIG_INVALID");
        fixture.post(INSIGHTS + "funnel", "{}", 400);
    }
}
