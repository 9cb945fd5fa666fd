package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people ask about their data, over the API: kept with its due date, listed when that is over, done. */
class PrivacyRequestsIT {
    private static final String REQUESTS = "/api/v1/privacy/requests";

    @TempDir
    static Path folder;

    private static HubFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        fixture = new HubFixture(folder);
        fixture.start();
        fixture.drop(
                "contacts.csv", HubFixture.contacts("1,ann@example.com,Ann,DE,yes", "2,bob@example.com,Bob,DE,yes"));
        fixture.lastImport(1);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static JsonNode open(String kind, String law, String email, String received) {
        return fixture.post(
                REQUESTS,
                "{\"kind\":\"%s\",\"law\":\"%s\",\"namespace\":\"email\",\"value\":\"%s\",\"received\":\"%s\"}"
                        .formatted(kind, law, email, received),
                201);
    }

    private static JsonNode open(String kind, String email) {
        return open(kind, "gdpr", email, LocalDate.now(ZoneOffset.UTC).toString());
    }

    private static String path(JsonNode request) {
        return REQUESTS + "/" + request.path("id").asLong();
    }

    private static boolean isBlocked(String email) {
        JsonNode lifted = fixture.post(
                "/api/v1/suppressions/remove", "{\"namespace\":\"email\",\"value\":\"" + email + "\"}", 200);
        return lifted.path("removed").asBoolean();
    }

    @ParameterizedTest
    @CsvSource({
        "gdpr, 2026-01-31, 2026-02-28",
        "gdpr, 2026-11-28, 2026-12-28",
        "ccpa, 2026-01-31, 2026-03-17",
    })
    void eachLawHasItsTime(String law, String received, String due) {
        assumePast(received);
        assertThat(open("rectification", law, "zoe@example.com", received)
                        .path("due")
                        .asText())
                .isEqualTo(due);
    }

    private static void assumePast(String day) {
        org.junit.jupiter.api.Assumptions.assumeFalse(
                LocalDate.parse(day).isAfter(LocalDate.now(ZoneOffset.UTC)), "the day is to come");
    }

    @Test
    void whatIsKeptShowsMaskedWithItsProfiles() {
        // Given
        JsonNode request = open("access", "ANN@example.com");

        // When
        JsonNode masked = fixture.get(path(request));
        JsonNode shown = fixture.call("GET", path(request), "", Map.of("X-Serai-Reveal", "to answer it"), 200);

        // Then
        assertThat(request.path("overdue").asBoolean()).isFalse();
        assertThat(masked.path("identifier").asText()).isEqualTo("a***");
        assertThat(shown.path("identifier").asText()).isEqualTo("ann@example.com");
        assertThat(masked.path("profiles")).hasSize(1);
        assertThat(fixture.count("SELECT COUNT(*) FROM privacy_request WHERE sealed LIKE '%ann%'"))
                .as("nothing is stored in the clear")
                .isZero();
        assertThat(fixture.get("/api/v1/audit?action=privacy-open").toString()).doesNotContain("ann@");
    }

    @Test
    void whatIsOverdueNeedsSomebodyUntilItIsClosed() {
        // Given
        JsonNode request = open("access", "gdpr", "ann@example.com", "2026-01-02");
        assertThat(request.path("overdue").asBoolean()).isTrue();
        assertThat(isTold()).isTrue();

        // When
        for (JsonNode late : fixture.get(REQUESTS + "?state=open").path("requests")) {
            if (late.path("overdue").asBoolean()) {
                fixture.post(path(late) + "/refuse", "{\"reason\":\"nobody could say who they are\"}", 200);
            }
        }

        // Then
        assertThat(isTold()).isFalse();
        JsonNode refused = fixture.get(path(request));
        assertThat(refused.path("state").asText()).isEqualTo("refused");
        assertThat(refused.at("/closed/note").asText()).isEqualTo("nobody could say who they are");
        assertThat(refused.at("/closed/by").asText()).isEqualTo("local");
        fixture.post(path(request) + "/fulfil", "{}", 409);
    }

    private static boolean isTold() {
        return StreamSupport.stream(
                        fixture.get("/api/v1/attention").path("attention").spliterator(), false)
                .anyMatch(concern -> concern.path("code").asText().equals("REQUEST_OVERDUE"));
    }

    @Test
    void anErasureThatIsFulfilledBlocksTheIdentifierAndKeepsItNoMore() {
        // Given
        JsonNode request = open("erasure", "bob@example.com");

        // When
        JsonNode done = fixture.post(path(request) + "/fulfil", "{\"note\":\"told by letter\"}", 200);

        // Then
        assertThat(done.path("state").asText()).isEqualTo("fulfilled");
        assertThat(done.path("identifier").asText()).isEmpty();
        assertThat(fixture.count("SELECT COUNT(*) FROM suppression WHERE scope = 'ingest'"))
                .isOne();

        // When
        JsonNode objection = open("objection", "bob@example.com");
        fixture.post(path(objection) + "/fulfil", "{}", 200);

        // Then
        assertThat(fixture.count("SELECT COUNT(*) FROM suppression WHERE scope = 'ingest'"))
                .as("a lesser block does not take the place of a greater one")
                .isOne();
        assertThat(isBlocked("bob@example.com")).isTrue();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        String day = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
        for (String body : new String[] {
            "{\"kind\":\"praise\",\"law\":\"gdpr\",\"namespace\":\"email\",\"value\":\"a@example.com\"}",
            "{\"kind\":\"access\",\"law\":\"gdpr\",\"namespace\":\"email\",\"value\":\"a@example.com\",\"received\":\""
                    + day + "\"}",
            "{\"kind\":\"access\",\"law\":\"gdpr\",\"namespace\":\"email\",\"value\":\"nobody\"}"
        }) {
            fixture.post(REQUESTS, body, 400);
        }
        fixture.get(REQUESTS + "?limit=1");
        fixture.call("GET", REQUESTS + "/0", "", Map.of(), 404);
    }
}
