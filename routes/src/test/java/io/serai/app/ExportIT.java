package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports over HTTP: what is in them, what is masked, and what is left when the reader or the store goes away. */
class ExportIT {
    private static final String PROFILES = "/api/v1/exports/profiles";

    @TempDir
    static Path folder;

    private static HubFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        fixture = new HubFixture(folder);
        fixture.start();
        fixture.drop(
                "contacts-1.csv",
                contacts("1,ann@example.com,\"=cmd, \"\"x\"\"\",DE,yes", "2,zoe@example.com,Zoë,FR,no"));
        fixture.lastImport(1);
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/segments/germans")
                                .path("members")
                                .asInt())
                        .isEqualTo(1));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String export(String body, Map<String, String> headers) {
        var response =
                fixture.send("POST", PROFILES, body, headers, fixture.hub().token());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    @Test
    void chosenFieldsComeUnmaskedToWhoGivesAReason() {
        // When
        String csv = export(
                "{\"fields\": [\"email\", \"first_name\", \"country\", \"email_marketing\", \"segments\"]}",
                Map.of("X-Serai-Reveal", "ticket 7"));

        // Then
        assertThat(csv).isEqualToNormalizingNewlines("""
                        email,first_name,country,email_marketing,segments
                        ann@example.com,"'=cmd, ""x""\",DE,granted,germans
                        zoe@example.com,Zoë,FR,denied,
                        """);
        assertThat(fixture.get("/api/v1/audit?action=reveal").toString())
                .contains("export of profiles", "ticket 7")
                .doesNotContain("ann@example.com");
    }

    @Test
    void personalDataIsMaskedWithoutAReason() {
        // When
        String lines = export(
                "{\"segment\": \"germans\", \"fields\": [\"email\", \"country\"], \"format\": \"jsonl\"}", Map.of());

        // Then
        assertThat(lines).isEqualTo("{\"email\":\"a***\",\"country\":\"DE\"}\n");
    }

    @Test
    void whatIsNotKnownIsRefusedWithoutBeingRepeated() {
        // When
        String field = fixture.post(PROFILES, "{\"fields\": [\"email\", \"ann@example.com\"]}", 400)
                .toString();
        String segment = fixture.post(PROFILES, "{\"segment\": \"ann@example.com\"}", 404)
                .toString();

        // Then
        assertThat(field).contains("Field number 2", "first_name").doesNotContain("ann@");
        assertThat(segment).contains("no segment of this name").doesNotContain("ann@");
    }
}
