package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JMX over HTTP: what an operator's tool sees and may do, and what nobody may. */
class JolokiaIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SYNC = "io.serai:type=Sync,name=germans-to-drop";

    @TempDir
    private static Path folder;

    private static HubFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new HubFixture(folder);
        fixture.start();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static JsonNode ask(String body) {
        HttpResponse<String> answer =
                fixture.send("POST", "/jolokia", body, Map.of(), fixture.hub().token());
        assertThat(answer.statusCode()).isEqualTo(200);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode read(String bean, String attribute) {
        return ask("{\"type\":\"read\",\"mbean\":\"%s\",\"attribute\":\"%s\"}".formatted(bean, attribute));
    }

    private static JsonNode execute(String bean, String operation) {
        return ask("{\"type\":\"exec\",\"mbean\":\"%s\",\"operation\":\"%s\"}".formatted(bean, operation));
    }

    @Test
    void operatorReadsAndSteers() {
        assertThat(execute(SYNC, "pause").path("status").asInt()).isEqualTo(200);
        assertThat(read(SYNC, "State").path("value").asText()).isEqualTo("paused");
        assertThat(fixture.get("/api/v1/syncs/germans-to-drop").path("state").asText())
                .isEqualTo("paused");
        assertThat(execute(SYNC, "resume").path("status").asInt()).isEqualTo(200);
        assertThat(read("java.lang:type=Memory", "HeapMemoryUsage")
                        .path("value")
                        .path("used")
                        .asLong())
                .isPositive();
        assertThat(read("org.apache.camel:context=serai-test,type=routes,name=\\\"source.crm.contacts\\\"", "State")
                        .path("value")
                        .asText())
                .isEqualTo("Started");
    }

    @Test
    void attributesAndOperationsSayWhatTheyAre() {
        // When
        JsonNode bean = ask("{\"type\":\"list\",\"path\":\"io.serai/name=germans-to-drop,type=Sync\"}")
                .path("value");
        // Then
        assertThat(bean.path("attr"))
                .isNotEmpty()
                .allSatisfy(
                        attribute -> assertThat(attribute.path("desc").asText()).endsWith("."));
        assertThat(bean.path("op"))
                .isNotEmpty()
                .allSatisfy(
                        operation -> assertThat(operation.path("desc").asText()).endsWith("."));
    }

    @Test
    void whatCouldDoHarmIsRefused() {
        assertThat(execute("com.sun.management:type=DiagnosticCommand", "vmCommandLine()")
                        .path("status")
                        .asInt())
                .isNotEqualTo(200);
        assertThat(read("java.lang:type=Runtime", "InputArguments")
                        .path("status")
                        .asInt())
                .isNotEqualTo(200);
        assertThat(execute("org.apache.camel:context=serai-test,type=routes,name=\\\"source.crm.contacts\\\"", "stop()")
                        .path("status")
                        .asInt())
                .isEqualTo(403);
        assertThat(fixture.post("/jolokia", "no JSON", 400).path("code").asText())
                .isEqualTo("USAGE");
        assertThat(fixture.post("/jolokia", "[[]]", 400).path("code").asText()).isEqualTo("USAGE");
    }

    @Test
    void keyOfAnOperatorLetsInAsAPasswordTooAndAViewersDoesNot() {
        // Given
        String operator = fixture.post("/api/v1/keys", "{\"name\": \"tool\", \"role\": \"operator\"}", 201)
                .path("key")
                .asText();
        String viewer = fixture.post("/api/v1/keys", "{\"name\": \"looker\", \"role\": \"viewer\"}", 201)
                .path("key")
                .asText();
        // Then
        assertThat(withPassword(operator)).isEqualTo(200);
        assertThat(withPassword(viewer)).isEqualTo(403);
        assertThat(withPassword("wrong")).isEqualTo(401);
    }

    private static int withPassword(String password) {
        String pair = Base64.getEncoder().encodeToString(("any:" + password).getBytes(StandardCharsets.UTF_8));
        return fixture.send("GET", "/jolokia", "", Map.of("Authorization", "Basic " + pair), "")
                .statusCode();
    }
}
