package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that a way from a source to a destination is made of, defined over the API. */
class DefinitionsIT {
    @TempDir
    Path folder;

    private HubFixture fixture;

    @BeforeEach
    void start() {
        fixture = new HubFixture(folder);
        fixture.write("schema.yaml", fixture.read("schema.yaml") + "events: { order_completed: {} }\n");
        fixture.start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private JsonNode put(String path, String body, int status) {
        return fixture.call("PUT", "/api/v1/" + path + "/definition", body, Map.of(), status);
    }

    private JsonNode delete(String path, int status) {
        return fixture.call("DELETE", "/api/v1/" + path, "", Map.of(), status);
    }

    private JsonNode secret(String name, String value, int status) {
        return fixture.call("PUT", "/api/v1/secrets/" + name, "{\"value\": \"" + value + "\"}", Map.of(), status);
    }

    @Test
    void aWholeWayIsDefinedOverTheApiAndWorks() throws IOException {
        // Given
        Path shop = Files.createDirectories(folder.resolve("shop"));
        Path out = folder.resolve("shop-out");
        Files.writeString(shop.resolve("buyers.csv"), "no,mail,land,ok\n7,eve@example.com,FR,yes\n");
        // When
        put("mappings/buyer", """
                mapping: buyer
                key: no
                identifiers: { crm_id: no, email: mail }
                traits: { country: land }
                consents: { email_marketing: { from: ok, map: { "yes": granted } } }
                """, 200);
        put("sources/shop", """
                source: shop
                connector: file
                options: { dir: %s, settle: 200ms }
                streams: { buyers: { mapping: buyer, files: "*.csv" } }
                """.formatted(shop), 200);
        put("traits/orders", "trait: orders\nof: { count: order_completed }", 200);
        put("segments/french", "segment: french\nwhere: { trait: country, equals: FR }", 200);
        put("destinations/heap", """
                destination: heap
                connector: file-drop
                options: { dir: %s, format: csv, file_name: "{sync}" }
                """.formatted(out), 200);
        put("syncs/french-to-heap", """
                sync: french-to-heap
                segment: french
                destination: heap
                mode: snapshot
                schedule: "0/1 * * * * ?"
                purpose: email_marketing
                identifier: email
                fields: { COUNTRY: country }
                """, 200);
        // Then
        eventually()
                .untilAsserted(() -> assertThat(Files.readString(out.resolve("french-to-heap.csv")))
                        .contains("eve@example.com"));
        JsonNode all = fixture.get("/api/v1/definitions").path("definitions");
        assertThat(all.findValuesAsText("name")).contains("buyer", "shop", "orders", "french", "heap", "germans");
        assertThat(fixture.get("/api/v1/definitions?kind=sync")
                        .path("definitions")
                        .findValuesAsText("version"))
                .hasSize(2)
                .contains("v1");
    }

    @Test
    void whatIsUsedIsNotRemovedAndSaysWhatUsesIt() {
        // Given
        put("segments/french", "segment: french\nwhere: { trait: country, equals: FR }", 200);
        put("destinations/heap", "destination: heap\nconnector: file-drop\noptions: { dir: /tmp/x, format: csv }", 200);
        put("mappings/m", "mapping: m\nkey: id\n", 200);
        put("sources/s", """
                source: s
                connector: file
                options: { dir: %s }
                streams: { t: { mapping: m, files: "*.csv" } }
                """.formatted(folder.resolve("s")), 200);
        put(
                "syncs/x",
                "sync: x\nsegment: french\ndestination: heap\nmode: snapshot\nidentifier: email\n"
                        + "purpose: email_marketing\n",
                200);
        Map<String, String> users =
                Map.of("segments/french", "syncs", "destinations/heap", "syncs", "mappings/m", "sources");
        users.forEach((path, user) -> {
            // When
            JsonNode refused = delete(path + "/definition", 409);
            JsonNode usedBy = fixture.get("/api/v1/" + path + "/definition").path("usedBy");
            // Then
            String name = user.equals("syncs") ? "x" : "s";
            assertThat(refused.path("detail").asText()).contains("/" + name + ".yaml");
            assertThat(usedBy.findValuesAsText("name")).containsExactly(name);
        });
        delete("syncs/x/definition", 200);
        delete("destinations/heap/definition", 200);
        delete("destinations/heap/definition", 404);
        delete("destinations/drop/definition", 409);
    }

    @Test
    void aSecretIsGivenOnceNamedAndNeverShown() {
        // Given
        WireMockServer api =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        api.start();
        api.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson("{}")));
        try {
            String hook = """
                    destination: hook
                    connector: listmonk
                    options: { base_url: "%s", user: serai, token: "{{secret:hook}}" }
                    audience: { list_id: 1 }
                    """.formatted(api.baseUrl());
            // When
            JsonNode early = put("destinations/hook", hook, 400);
            secret("hook", "first-secret", 200);
            put("destinations/hook", hook, 200);
            JsonNode shown = fixture.get("/api/v1/destinations/hook/definition");
            JsonNode listed = fixture.get("/api/v1/secrets");
            JsonNode used = delete("secrets/hook", 409);
            fixture.post("/api/v1/connections/hook/check", "", 200);
            secret("hook", "second-secret", 200);
            fixture.post("/api/v1/connections/hook/check", "", 200);
            // Then
            assertThat(early.path("detail").asText())
                    .contains("there is no secret 'hook'")
                    .contains("PUT /api/v1/secrets/hook");
            assertThat(shown.toString() + listed).doesNotContain("first-secret");
            assertThat(listed.at("/secrets/0/usedBy/0/name").asText()).isEqualTo("hook");
            assertThat(used.path("detail").asText()).contains("destination 'hook'");
            assertThat(fixture.get("/api/v1/audit?action=secret-save").path("entries"))
                    .hasSize(2);
            assertThat(api.getAllServeEvents().stream()
                            .map(event -> event.getRequest().getHeader("Authorization"))
                            .toList())
                    .containsExactly(basic("second-secret"), basic("first-secret"));
            delete("destinations/hook/definition", 200);
            delete("secrets/hook", 200);
            delete("secrets/hook", 404);
        } finally {
            api.stop();
        }
    }

    private static String basic(String password) {
        byte[] credentials = ("serai:" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    @Test
    void aDefinitionOverTheApiReachesNoSecretOfTheMachine() {
        // Given
        String token = "{{file:" + folder.resolve("data/api-token") + "}}";
        List<String> reached = List.of(
                "base_url: \"http://localhost\", user: serai, token: \"" + token + "\"",
                "base_url: \"http://localhost\", user: serai, token: \"{{env:PATH}}\"",
                "base_url: \"http://localhost\", user: serai, token: written-out",
                "base_url: \"http://localhost/" + token + "\", user: serai, token: \"{{secret:known}}\"",
                "base_url: \"http://localhost\", user: \"{{secret:known}}\", token: \"{{secret:known}}\"");
        secret("known", "known-secret", 200);
        secret("Bad", "x", 400);
        for (String options : reached) {
            // When
            JsonNode refused = put(
                    "destinations/d",
                    "destination: d\nconnector: listmonk\naudience: { list_id: 1 }\noptions: { " + options + " }",
                    400);
            // Then
            assertThat(refused.path("detail").asText())
                    .as(options)
                    .containsAnyOf("cannot be written here", "written out")
                    .doesNotContain(fixture.hub().token())
                    .doesNotContain("known-secret");
        }
        assertThat(fixture.get("/api/v1/destinations/d/versions").path("versions"))
                .isEmpty();
    }

    @Test
    void aDefinitionThatHasBecomeWrongIsListedWithItsProblemAndMended() {
        // Given
        put("segments/french", "segment: french\nwhere: { segment: germans }", 200);
        fixture.write("segments/germans.yaml", "segment: others\nwhere: { trait: country, equals: DE }\n");
        fixture.write(
                "syncs/germans-to-drop.yaml",
                fixture.read("syncs/germans-to-drop.yaml").replace("segment: germans", "segment: others"));
        // When
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/segments/french/definition")
                                .path("problems")
                                .findValuesAsText("message"))
                        .anySatisfy(message -> assertThat(message).contains("there is no segment 'germans'")));
        put("segments/french", "segment: french\nwhere: { segment: others }", 200);
        // Then
        assertThat(fixture.get("/api/v1/segments/french/definition").path("problems"))
                .isEmpty();
    }
}
