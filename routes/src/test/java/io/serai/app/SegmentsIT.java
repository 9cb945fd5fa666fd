package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments over HTTP: defined, tried, explained, followed through time. */
class SegmentsIT {
    private static final String SEGMENTS = "/api/v1/segments";

    @TempDir
    Path folder;

    private HubFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new HubFixture(folder);
        fixture.start();
        fixture.drop(
                "contacts-1.csv",
                contacts(
                        "1,ann@example.com,Ann,DE,yes", "2,bob@example.com,Bob,DE,no", "3,cat@example.com,Cat,FR,yes"));
        fixture.lastImport(1);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private JsonNode put(String name, String body, Map<String, String> headers, int status) {
        return fixture.call("PUT", SEGMENTS + "/" + name + "/definition", body, headers, status);
    }

    private long members(String name) {
        return fixture.get(SEGMENTS + "/" + name).path("members").asLong();
    }

    @Test
    void aDefinitionIsSavedInVersionsWrittenBackAsYamlAndRemoved() {
        // Given
        String french = "{\"segment\": \"french\", \"where\": {\"trait\": \"country\", \"equals\": \"FR\"}}";
        String both = "segment: french\nwhere: { trait: country, in: [FR, DE] }\n";
        // When
        JsonNode first = put("french", french, Map.of(), 200);
        long one = members("french");
        JsonNode stale = put("french", both, Map.of("If-Match", "\"v7\""), 409);
        JsonNode second = put("french", both, Map.of("If-Match", "\"v1\""), 200);
        long three = members("french");
        HttpResponse<String> read = fixture.send(
                "GET",
                SEGMENTS + "/french/definition",
                "",
                Map.of(),
                fixture.hub().token());
        JsonNode versions = fixture.get(SEGMENTS + "/french/versions").path("versions");
        JsonNode removed = fixture.call("DELETE", SEGMENTS + "/french/definition", "", Map.of(), 200);
        // Then
        assertThat(first.path("version").asInt()).isEqualTo(1);
        assertThat(one).isEqualTo(1);
        assertThat(stale.path("detail").asText()).contains("is at version 1, not 7");
        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(three).isEqualTo(3);
        assertThat(read.headers().firstValue("ETag")).contains("\"v2\"");
        assertThat(versions).hasSize(2);
        assertThat(versions.get(1).path("yaml").asText())
                .isEqualTo("segment: french\nwhere:\n  trait: country\n  equals: FR\n");
        assertThat(versions.get(0).path("yaml").asText()).isEqualTo(both);
        assertThat(removed.path("version").asInt()).isEqualTo(3);
        fixture.call("GET", SEGMENTS + "/french/definition", "", Map.of(), 404);
        assertThat(fixture.get("/api/v1/audit?limit=10").path("entries").findValuesAsText("action"))
                .contains("definition-save", "definition-remove");
    }

    @Test
    void aFileGoesBeforeTheApiAndWhatIsUsedStays() {
        // Given
        String germans = "segment: germans\nwhere: { all: [] }";
        put("all", "segment: all\nwhere: { any: [ { segment: germans }, { segment: french } ] }", Map.of(), 400);
        put("french", "segment: french\nwhere: { trait: country, equals: FR }", Map.of(), 200);
        put("all", "segment: all\nwhere: { any: [ { segment: germans }, { segment: french } ] }", Map.of(), 200);
        // When
        JsonNode inFile = put("germans", germans, Map.of(), 409);
        JsonNode used = fixture.call("DELETE", SEGMENTS + "/french/definition", "", Map.of(), 409);
        JsonNode circle = put("french", "segment: french\nwhere: { segment: all }", Map.of(), 400);
        JsonNode file = fixture.get(SEGMENTS + "/germans/definition");
        JsonNode french = fixture.get(SEGMENTS + "/french/definition");
        // Then
        assertThat(inFile.path("detail").asText()).contains("stands in the file segments/germans.yaml");
        assertThat(used.path("detail").asText())
                .contains("store/segment/all.yaml")
                .contains("there is no segment 'french'");
        assertThat(circle.path("detail").asText()).contains("this goes in a circle");
        assertThat(file.path("stored").asBoolean()).isFalse();
        assertThat(file.path("usedBy").findValuesAsText("name")).containsExactlyInAnyOrder("all", "germans-to-drop");
        assertThat(french.path("stored").asBoolean()).isTrue();
        assertThat(french.at("/usedBy/0").toString()).isEqualTo("{\"kind\":\"segment\",\"name\":\"all\"}");
    }

    @Test
    void whatIsSavedIsThereAfterARestart() {
        // Given
        put("french", "segment: french\nwhere: { trait: country, equals: FR }", Map.of(), 200);
        fixture.stop();
        // When
        fixture.start();
        // Then
        assertThat(members("french")).isEqualTo(1);
    }

    @Test
    void aPreviewOfWhatIsNotSavedCountsEachCondition() {
        // When
        JsonNode preview = fixture.post(
                SEGMENTS + "/preview?id=typing&overlap=germans",
                "{\"segment\": \"new\", \"where\": {\"all\": [{\"trait\": \"country\", \"equals\": \"DE\"},"
                        + " {\"consent\": \"email_marketing\", \"is\": \"granted\"}]}}",
                200);
        // Then
        assertThat(preview.path("members").asInt()).isEqualTo(1);
        assertThat(preview.path("profiles").asInt()).isEqualTo(3);
        assertThat(preview.path("sample")).hasSize(1);
        assertThat(preview.at("/sample/0/traits").toString()).isEqualTo("{\"first_name\":\"A***\",\"country\":\"DE\"}");
        assertThat(preview.at("/sample/0/identifiers/email").toString()).isEqualTo("[\"a***\"]");
        assertThat(preview.at("/overlaps/0/segment").asText()).isEqualTo("germans");
        assertThat(preview.at("/overlaps/0/members").asInt()).isEqualTo(2);
        assertThat(preview.at("/overlaps/0/both").asInt()).isEqualTo(1);
        JsonNode parts = preview.path("counts").path("parts");
        assertThat(parts.get(0).path("profiles").asInt()).isEqualTo(2);
        assertThat(parts.get(0).path("left").asInt()).isEqualTo(2);
        assertThat(parts.get(1).path("profiles").asInt()).isEqualTo(2);
        assertThat(parts.get(1).path("left").asInt()).isEqualTo(1);
        assertThat(fixture.post(SEGMENTS + "/preview/typing/end", "", 200)
                        .path("ended")
                        .asBoolean())
                .isFalse();
        fixture.call("GET", SEGMENTS + "/new", "", Map.of(), 404);
    }

    @Test
    void aSampleShowsAsMuchAsItsCallerMaySee() {
        // Given
        String narrow = "{\"name\": \"counting\", \"role\": \"analyst\", \"scope\": [\"segment-try\"]}";
        String key = fixture.post("/api/v1/keys", narrow, 201).path("key").asText();
        Map<String, String> reveal = Map.of("X-Serai-Reveal", "ticket 8");
        // When
        JsonNode revealed = fixture.call("POST", SEGMENTS + "/germans/preview", "", reveal, 200);
        String counted = fixture.send("POST", SEGMENTS + "/germans/preview", "", Map.of(), key)
                .body();
        // Then
        assertThat(revealed.path("sample").findValuesAsText("first_name")).containsExactlyInAnyOrder("Ann", "Bob");
        assertThat(fixture.get("/api/v1/audit?action=reveal")
                        .at("/entries/0/reason")
                        .asText())
                .isEqualTo("ticket 8");
        assertThat(counted).contains("\"sample\":[{\"id\":").doesNotContain("***");
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsSaved() {
        // Given
        Map<String, String> wrong = Map.of(
                "segment: s\nwhere: { trait: contry, exists: true }",
                "there is no trait 'contry'. Did you mean 'country'?",
                "segment: s\nwhere: { trait: country, in: [] }",
                "the list is empty",
                "segment: s\nwhere: { trait: country, at_least: DE }",
                "'at_least' cannot be asked of a value of type country",
                "segment: s\nwhere: { segment: s }",
                "this goes in a circle",
                "segment: s\nwhere: { seen: last, within: 99999d }",
                "the time is too long",
                "segment: s\nwhere: { trait: first_name, equals: Ann }",
                "is personal data",
                "segment: t\nwhere: { all: [] }",
                "must begin with 'segment: s'",
                "where: { all: [] }",
                "must begin with 'segment:",
                "segment: [s",
                "not valid YAML",
                "{\"segment\": \"s\", \"where\":",
                "not valid JSON");
        wrong.forEach((body, problem) -> {
            // When
            JsonNode refused = put("s", body, Map.of(), 400);
            // Then
            assertThat(refused.path("detail").asText()).contains(problem);
        });
        assertThat(fixture.get(SEGMENTS + "/s/versions").path("versions")).isEmpty();
    }

    @Test
    void aMappingIsTriedDestinationsSayWhoSendsToThemAndStrangeValuesAreRefused() {
        // Given
        String record = "{\"record\": {\"id\": \"9\", \"email\": \" DAN@Example.com\", \"country\": \"%s\"}}";
        // When
        JsonNode mapped = fixture.post("/api/v1/mappings/crm-contact/try", record.formatted("DE"), 200);
        JsonNode invalid = fixture.post("/api/v1/mappings/crm-contact/try", record.formatted("Atlantis"), 200);
        // Then
        assertThat(mapped.path("records").get(0).at("/identifiers/email").toString())
                .contains("\"dan@example.com\"");
        assertThat(invalid.path("invalid").path("field").asText()).isEqualTo("traits.country");
        assertThat(invalid.toString()).doesNotContain("Atlantis");
        fixture.post("/api/v1/imports", "{\"file\": \"/x\\u0000\", \"mapping\": \"crm-contact\"}", 400);
        fixture.post("/api/v1/keys", "{\"name\": \"a\", \"role\": \"viewer\", \"expires\": \"343622387d\"}", 400);
        assertThat(fixture.get(SEGMENTS + "/%E2%84%96%0A/versions").path("versions"))
                .isEmpty();
        fixture.post("/api/v1/exports/profiles", "{\"segment\": \"\u2116\", \"fields\": [\"id\"]}", 404);
        assertThat(fixture.get("/api/v1/profiles/1/events?type=%E2%84%96").path("events"))
                .isEmpty();
        fixture.call("POST", "/api/v1/mappings/none/try", record.formatted("DE"), Map.of(), 404);
        fixture.call("POST", "/api/v1/mappings/crm-contact/try", "{\"record\": 1}", Map.of(), 400);
        assertThat(fixture.get("/api/v1/mappings").at("/mappings/0/name").asText())
                .isEqualTo("crm-contact");
        assertThat(fixture.get("/api/v1/destinations")
                        .at("/destinations/0/usedBySyncs/0")
                        .asText())
                .isEqualTo("germans-to-drop");
    }

    @Test
    void depthHasAnEnd() {
        for (int depth : new int[] {1_000, 200_000}) {
            // Given
            String body = "{\"segment\": \"s\", \"where\": " + "{\"not\": ".repeat(depth) + "{\"all\": []}"
                    + "}".repeat(depth) + "}";
            // When
            HttpResponse<String> refused = fixture.send(
                    "PUT",
                    SEGMENTS + "/s/definition",
                    body,
                    Map.of(),
                    fixture.hub().token());
            // Then
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        }
    }

    @Test
    void membersComeAndGoInTheOrderOfTime() throws IOException {
        // Given
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String days = "?from=" + today.minusDays(1) + "&to=" + today.plusDays(1);
        put("french", "segment: french\nwhere: { trait: country, equals: FR }", Map.of(), 200);
        // When
        fixture.drop("contacts-2.csv", contacts("1,ann@example.com,Ann,FR,yes"));
        fixture.lastImport(2);
        eventually().untilAsserted(() -> assertThat(members("germans")).isEqualTo(1));
        JsonNode page = fixture.get(SEGMENTS + "/germans/changes?limit=2");
        JsonNode rest = fixture.get(
                SEGMENTS + "/germans/changes?after=" + page.path("next").asLong());
        JsonNode over = fixture.get(SEGMENTS + "/germans/days" + days).path("days");
        JsonNode flow = fixture.get(SEGMENTS + "/germans/flow" + days);
        JsonNode members = fixture.get(SEGMENTS + "/french/members").path("members");
        long ann = rest.path("changes").get(0).path("profileId").asLong();
        JsonNode hers = fixture.get("/api/v1/profiles/" + ann + "/segments").path("segments");
        JsonNode why = fixture.get(SEGMENTS + "/french/explanation/" + ann).path("verdict");
        // Then
        assertThat(page.path("changes").findValuesAsText("kind")).containsExactly("entered", "entered");
        assertThat(rest.path("changes").findValuesAsText("kind")).containsExactly("exited");
        assertThat(rest.path("next").asLong()).isZero();
        assertThat(over.findValuesAsText("members")).containsExactly("0", "1", "1");
        assertThat(flow.path("wentTo").get(0).path("segment").asText()).isEqualTo("french");
        assertThat(members).hasSize(2);
        assertThat(hers.findValuesAsText("segment")).containsExactly("french");
        assertThat(why.path("value").asText()).isEqualTo("FR");
        fixture.call("GET", SEGMENTS + "/germans/days?from=2026-02-01&to=2026-01-01", "", Map.of(), 400);
    }
}
