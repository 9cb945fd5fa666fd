package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.app.CommandLineClient.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of definitions, applied by the command line to a hub that runs. */
class ApplyIT {
    @TempDir
    Path folder;

    private HubFixture fixture;
    private Path definitions;

    @BeforeEach
    void start() throws IOException {
        fixture = new HubFixture(folder);
        fixture.start();
        definitions = folder.resolve("definitions");
        // Sorted by name, what builds on others comes before them.
        write("a/to-heap.yaml", """
                sync: french-to-heap
                segment: french
                destination: heap
                mode: snapshot
                schedule: "0/1 * * * * ?"
                purpose: email_marketing
                identifier: email
                fields: { COUNTRY: country }
                """);
        write("b/french.yaml", "# Who is French.\nsegment: french\nwhere: { trait: country, equals: FR }\n");
        write("c/heap.json", """
                {"destination": "heap", "connector": "file-drop",
                 "options": {"dir": "%s", "format": "csv", "file_name": "{sync}"}}
                """.formatted(folder.resolve("heap")));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void write(String name, String text) throws IOException {
        Path file = definitions.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Told apply(String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("apply", "-f", definitions.toString()));
        arguments.addAll(List.of(options));
        return new CommandLineClient(fixture, folder).run(arguments.toArray(String[]::new));
    }

    private List<String> stored() {
        List<String> stored = new ArrayList<>();
        for (JsonNode item : fixture.get("/api/v1/definitions").path("definitions")) {
            if (item.path("stored").asBoolean()) {
                stored.add(item.path("kind").asText() + "/" + item.path("name").asText());
            }
        }
        return stored;
    }

    @Test
    void aFolderIsPlannedAppliedAndWorks() throws Exception {
        // Given
        fixture.drop("contacts-1.csv", HubFixture.contacts("1,eve@example.com,Eve,FR,yes"));
        // When
        Told plan = apply("--dry-run");
        List<String> planned = stored();
        Told done = apply("--yes");
        Told again = apply("--yes", "-o", "json");
        // Then
        assertThat(plan.status()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("+ sync french-to-heap  (a/to-heap.yaml)", "3 created, 0 changed");
        assertThat(planned).isEmpty();
        assertThat(done.status()).as(done.err()).isZero();
        assertThat(done.out()).isEqualTo(plan.out());
        assertThat(stored()).containsExactly("segment/french", "destination/heap", "sync/french-to-heap");
        assertThat(again.json().path("definitions").findValuesAsText("effect")).containsOnly("unchanged");
        assertThat(fixture.get("/api/v1/segments/french/definition")
                        .path("yaml")
                        .asText())
                .startsWith("# Who is French.");
        eventually()
                .untilAsserted(() -> assertThat(Files.readString(folder.resolve("heap/french-to-heap.csv")))
                        .contains("eve@example.com"));
    }

    @Test
    void oneProblemKeepsEverythingFromBeingDoneAndIsNamedByItsFile() throws Exception {
        // Given
        write("b/french.yaml", "segment: french\nwhere: { trait: county, equals: FR }\n");
        write("d/schema.yaml", "schema: profile\n");
        write("d/germans.yaml", "segment: germans\nwhere: { trait: country, equals: AT }\n");
        write("d/twice.yaml", "segment: french\nwhere: { trait: country, equals: FR }\n");
        write("d/what.yaml", "sagment: x\n");
        // When
        Told plan = apply("--dry-run", "-o", "json");
        Told run = apply("--yes");
        // Then
        assertThat(plan.status()).isEqualTo(3);
        assertThat(plan.json().path("problems").findValuesAsText("file"))
                .contains("b/french.yaml", "d/schema.yaml", "d/germans.yaml", "d/twice.yaml", "d/what.yaml")
                .allMatch(file -> Files.exists(definitions.resolve(file)));
        assertThat(plan.json().path("problems").findValuesAsText("message"))
                .anySatisfy(message -> assertThat(message).contains("'schema' is not made over the API"))
                .anySatisfy(message -> assertThat(message).contains("own file segments/germans.yaml"))
                .anySatisfy(message -> assertThat(message).contains("another segment of this name, in d/twice.yaml"));
        assertThat(run.status()).isEqualTo(3);
        assertThat(stored()).isEmpty();
        JsonNode refused = define(false, Map.of(), 400);
        assertThat(refused.path("code").asText()).isEqualTo("CONFIG_INVALID");
        assertThat(stored()).isEmpty();
    }

    private JsonNode define(boolean dryRun, Map<String, String> fields, int status) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode files = body.putObject("files");
        try (Stream<Path> all = Files.walk(definitions)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(definitions.relativize(file).toString(), Files.readString(file));
            }
        }
        fields.forEach(body::put);
        if (dryRun) {
            body.put("dry_run", true);
        }
        return fixture.post("/api/v1/definitions", body.toString(), status);
    }

    @Test
    void changesAreShownAndPruningRemovesOnlyWhatWasMadeOverTheApi() throws Exception {
        // Given
        apply("--yes");
        Files.delete(definitions.resolve("a/to-heap.yaml"));
        Files.delete(definitions.resolve("c/heap.json"));
        write("b/french.yaml", "segment: french\nwhere: { trait: country, in: [FR, BE] }\n");
        write("b/germans.yaml", "{segment: germans, where: {trait: country, equals: DE}}\n");
        // When
        Told changed = apply("--yes");
        Told pruned = apply("--prune", "--yes");
        // Then
        assertThat(changed.out())
                .contains("~ segment french  (b/french.yaml)", "-  equals: FR", "+  - BE")
                .contains("0 created, 1 changed, 0 removed, 1 unchanged");
        assertThat(pruned.status()).as(pruned.err()).isZero();
        assertThat(pruned.out())
                .contains(
                        "- destination heap", "- sync french-to-heap", "0 created, 0 changed, 2 removed, 2 unchanged");
        assertThat(stored()).containsExactly("segment/french");
        assertThat(fixture.get("/api/v1/segments/germans").path("name").asText())
                .isEqualTo("germans");
    }

    @Test
    void whatOthersBuildOnIsNotPruned() throws Exception {
        // Given
        apply("--yes");
        fixture.write(
                "syncs/more.yaml",
                Files.readString(definitions.resolve("a/to-heap.yaml")).replace("sync: french-to-heap", "sync: more"));
        eventually().until(() -> fixture.get("/api/v1/syncs").toString().contains("\"more\""));
        Files.delete(definitions.resolve("b/french.yaml"));
        Files.delete(definitions.resolve("a/to-heap.yaml"));
        // When
        Told pruned = apply("--prune", "--yes");
        // Then
        assertThat(pruned.status()).isEqualTo(3);
        assertThat(pruned.out()).contains("syncs/more.yaml", "there is no segment 'french'");
        assertThat(stored()).hasSize(3);
    }

    @Test
    void somebodyElsesChangeAfterThePlanIsAConflict() throws Exception {
        // Given
        apply("--yes");
        write("b/french.yaml", "segment: french\nwhere: { trait: country, in: [FR, BE] }\n");
        String tag = define(true, Map.of(), 200).path("tag").asText();
        fixture.call(
                "PUT",
                "/api/v1/segments/french/definition",
                "segment: french\nwhere: { trait: country, equals: CH }",
                Map.of(),
                200);
        // When
        JsonNode refused = define(false, Map.of("tag", tag), 409);
        String again = define(true, Map.of(), 200).path("tag").asText();
        // Then
        assertThat(refused.path("detail").asText()).contains("somebody else");
        assertThat(fixture.get("/api/v1/segments/french/definition")
                        .path("yaml")
                        .asText())
                .contains("CH");
        define(false, Map.of("tag", again), 200);
        assertThat(fixture.get("/api/v1/segments/french/definition")
                        .path("version")
                        .asText())
                .isEqualTo("v3");
    }

    @Test
    void eachKindNeedsItsOwnPermission() throws Exception {
        // Given
        String marketer = fixture.post("/api/v1/keys", "{\"name\": \"m\", \"role\": \"marketer\"}", 201)
                .path("key")
                .asText();
        CommandLineClient client = new CommandLineClient(fixture, folder);
        // When
        Told all = client.runAs(marketer, "apply", "-f", definitions.toString(), "--dry-run");
        Told segment = client.runAs(marketer, "apply", "-f", definitions + "/b", "--yes");
        // Then
        assertThat(all.status()).isEqualTo(4);
        assertThat(all.err()).contains("connection-define");
        assertThat(segment.status()).as(segment.err()).isZero();
        assertThat(stored()).containsExactly("segment/french");
    }

    @Test
    void noSetAtAllIsTakenForAMistake() {
        for (String body : List.of("{\"files\": {}}", "{}", "{\"files\": {\"a\": 1}}", "{\"files\": {\"\": \"\"}}")) {
            assertThat(fixture.post("/api/v1/definitions", body, 400)
                            .path("code")
                            .asText())
                    .as(body)
                    .isEqualTo("USAGE");
        }
    }
}
