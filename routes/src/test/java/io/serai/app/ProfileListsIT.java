package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lists and pictures of profiles are drawn from, as it is answered over HTTP. */
class ProfileListsIT {
    private static final String PROFILES = "/api/v1/profiles";

    @TempDir
    static Path folder;

    private static HubFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new HubFixture(folder);
        fixture.start();
        fixture.drop(
                "contacts-1.csv",
                contacts(
                        "1,ann@example.com,Ann,DE,yes",
                        "2,bob@example.com,Bob,FR,yes",
                        "3,cat@example.com,Cat,DE,no",
                        "4,ann@example.com,Anna,,yes"));
        fixture.lastImport(1);
        fixture.drop("contacts-2.csv", contacts("5,dan@example.com,Dan,FR,yes"));
        fixture.lastImport(2);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static List<Long> ids(String query) {
        List<Long> ids = new ArrayList<>();
        fixture.get(PROFILES + query)
                .path("profiles")
                .forEach(profile -> ids.add(profile.path("id").asLong()));
        return ids;
    }

    private static long ann() {
        return fixture.post(PROFILES + "/search", "{\"namespace\": \"email\", \"value\": \"ann@example.com\"}", 200)
                .at("/profiles/0/id")
                .asLong();
    }

    @Test
    void pagesFollowEachOtherTheLastChangedFirst() {
        // Given
        List<Long> all = ids("?limit=100");
        // When
        List<Long> paged = new ArrayList<>();
        String next = "";
        do {
            String query = "?limit=3" + (next.isEmpty() ? "" : "&after=" + next);
            paged.addAll(ids(query));
            next = fixture.get(PROFILES + query).path("next").asText();
        } while (!next.isEmpty());
        JsonNode first = fixture.get(PROFILES + "?limit=1").at("/profiles/0");
        // Then
        assertThat(paged).isEqualTo(all).hasSize(4).doesNotHaveDuplicates();
        assertThat(first.at("/traits/country").asText()).isEqualTo("FR");
        assertThat(first.at("/traits/first_name").asText()).isEqualTo("D***");
        assertThat(first.toString()).doesNotContain("dan@example.com");
        fixture.call("GET", PROFILES + "?after=x", "", Map.of(), 400);
    }

    @Test
    void aTraitIsSearchedForByValueOrBeginning() {
        // Then
        assertThat(ids("?trait=country&value=DE")).hasSize(2).contains(ann());
        assertThat(ids("?trait=country&value=de")).isEmpty();
        assertThat(ids("?trait=country&prefix=F")).hasSize(2);
        assertThat(ids("?trait=country&prefix=%25")).isEmpty();
        assertThat(ids("?trait=country&value=%E2%84%96")).isEmpty();
        for (String query : List.of(
                "?trait=first_name&value=Ann",
                "?trait=none&value=x",
                "?trait=country",
                "?value=DE",
                "?trait=country&value=DE&prefix=D")) {
            fixture.call("GET", PROFILES + query, "", Map.of(), 400);
        }
    }

    @Test
    void aGraphHasRecordsWhatTheyShareAndWhatHoldsThemTogether() {
        // When
        JsonNode graph = fixture.get(PROFILES + "/" + ann() + "/graph");
        // Then
        assertThat(graph.path("subjects")).hasSize(2);
        assertThat(graph.at("/identifiers/0/namespace").asText()).isEqualTo("email");
        assertThat(graph.at("/identifiers/0/value").asText()).isEqualTo("a***");
        assertThat(graph.at("/identifiers/0/subjects")).hasSize(2);
        assertThat(graph.path("edges").findValuesAsText("kind")).containsExactly("email");
        fixture.call("GET", PROFILES + "/99999/graph", "", Map.of(), 404);
    }

    @Test
    void whereSheIsKnownIsTold() {
        // Given
        String path = PROFILES + "/" + ann() + "/syncs";
        // Then
        eventually().untilAsserted(() -> {
            JsonNode syncs = fixture.get(path).path("syncs");
            assertThat(syncs.findValuesAsText("sync")).containsExactly("germans-to-drop");
            assertThat(syncs.at("/0/state").asText()).isEqualTo("held");
            assertThat(syncs.at("/0/destination").asText()).isEqualTo("drop");
        });
        fixture.call("GET", PROFILES + "/99999/syncs", "", Map.of(), 404);
    }

    @Test
    void mergesAreLoggedAndAnUnmergeIsForeseen() {
        // Given
        long ann = ann();
        JsonNode subjects = fixture.get(PROFILES + "/" + ann + "/graph").path("subjects");
        long off = subjects.get(1).path("subject").asLong();
        String path = PROFILES + "/" + ann + "/unmerge";
        // When
        JsonNode before = fixture.get("/api/v1/identity/changes");
        JsonNode foreseen = fixture.post(path, "{\"subjects\": [" + off + "], \"dry_run\": true}", 200);
        JsonNode still = fixture.get(PROFILES + "/" + ann + "/graph").path("subjects");
        fixture.post(path, "{\"subjects\": [" + off + "]}", 400);
        // Then
        assertThat(foreseen.path("profiles")).hasSize(2);
        assertThat(foreseen.path("moved").has(Long.toString(off))).isTrue();
        assertThat(still).isEqualTo(subjects);
        assertThat(fixture.get("/api/v1/identity/changes")).isEqualTo(before);
        assertThat(fixture.get("/api/v1/audit?action=unmerge").path("entries")).isEmpty();
        // When
        fixture.post(path, "{\"subjects\": [" + off + "], \"reason\": \"two people\"}", 200);
        JsonNode log = fixture.get("/api/v1/identity/changes?limit=1");
        // Then
        assertThat(log.at("/changes/0/kind").asText()).isEqualTo("split");
        assertThat(log.at("/changes/0/cause").asText()).isEqualTo("unmerge by local");
        assertThat(log.at("/changes/0/subjects")).hasSize(1);
        long id = log.path("next").asLong();
        assertThat(fixture.get("/api/v1/identity/changes?before=" + id).path("changes"))
                .hasSize(before.path("changes").size());
        // Given, for the others
        fixture.post(
                PROFILES + "/" + ann + "/merge",
                "{\"other\": " + log.at("/changes/0/otherId").asLong() + ", \"reason\": \"one after all\"}",
                200);
    }

    @Test
    void aConnectorTellsWhatAFormAsksForAndADefinitionIsTriedBeforeItIsSaved() {
        // Given
        String drop =
                "destination: d\nconnector: file-drop\noptions: { dir: " + folder.resolve("tried") + ", format: csv }";
        // When
        JsonNode listmonk = fixture.get("/api/v1/connectors/listmonk").path("destination");
        JsonNode jdbc = fixture.get("/api/v1/connectors/jdbc").path("source");
        JsonNode tried = tried(drop, 200);
        JsonNode wrong = tried(drop.replace("csv", "tsv"), 400);
        JsonNode away = tried("""
                destination: d
                connector: kafka
                options: { brokers: "127.0.0.1:1" }
                """, 400);
        // Then
        assertThat(listmonk.at("/options/properties/token/writeOnly").asBoolean())
                .isTrue();
        assertThat(listmonk.at("/options/required").toString()).contains("base_url", "token");
        assertThat(listmonk.path("example").asText()).contains("token: \"{{secret:token}}\"");
        assertThat(listmonk.at("/capabilities/operations").toString()).contains("add");
        assertThat(jdbc.at("/stream/properties/mapping/description").asText()).isNotEmpty();
        assertThat(tried.path("reachable").asBoolean()).isTrue();
        assertThat(wrong.path("detail").asText()).contains("format");
        assertThat(away.path("code").asText()).isEqualTo("CONFIG_INVALID");
        assertThat(fixture.get("/api/v1/definitions?kind=destination").path("definitions"))
                .noneMatch(item -> item.path("name").asText().equals("d"));
        fixture.call("GET", "/api/v1/connectors/none", "", Map.of(), 404);
    }

    private static JsonNode tried(String definition, int status) {
        return fixture.post(
                "/api/v1/connections/try", "{\"definition\": " + TextNode.valueOf(definition) + "}", status);
    }
}
