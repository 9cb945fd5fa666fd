package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.access.Permission;
import io.serai.app.Description.Operation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API is what its description says, and the reference page too. Every other test over HTTP judges its answers by it. */
class DescriptionIT {
    private static final Path PAGE = Path.of("..", "docs", "reference", "http-api.md");

    @TempDir
    static Path folder;

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

    @Test
    void everyEndpointIsDescribedAndEverythingDescribedIsThere() {
        // When
        List<String> described = Description.OURS.operations().stream()
                .map(operation -> operation.method() + " " + operation.path())
                .toList();

        // Then
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(fixture.hub().endpoints().stream()
                        .map(endpoint -> endpoint.method() + " " + endpoint.pattern())
                        .toList());
    }

    @Test
    void describedPermissionsAreThoseOfTheTable() {
        // Given
        Map<String, Operation> described = Description.OURS.operations().stream()
                .collect(Collectors.toMap(
                        operation -> operation.method() + " " + operation.path(), Function.identity()));

        // When, Then
        assertThat(fixture.hub().endpoints()).allSatisfy(endpoint -> {
            Operation operation = described.get(endpoint.method() + " " + endpoint.pattern());
            assertThat(operation.permission()).isEqualTo(endpoint.permission().word());
            assertThat(operation.isOpen()).isEqualTo(endpoint.permission() == Permission.OPEN);
        });
    }

    @Test
    void whatChangesMayBearAnIdempotencyKey() {
        // An export changes nothing, and is not kept to be answered again.
        assertThat(Description.OURS.operations())
                .allSatisfy(operation -> assertThat(
                                operation.parameterNames("header").contains("Idempotency-Key"))
                        .as(operation.path())
                        .isEqualTo(operation.method().equals("POST")
                                && !operation.isOpen()
                                && !operation.path().contains("/exports/")));
    }

    @Test
    void requestThatComesAgainIsDoneOnceForItsCaller() {
        // Given
        Map<String, String> key = Map.of("Idempotency-Key", "order-1");
        String body = "{\"name\": \"again\", \"role\": \"admin\"}";
        HttpResponse<String> first =
                fixture.send("POST", "/api/v1/keys", body, key, fixture.hub().token());

        // When
        HttpResponse<String> again =
                fixture.send("POST", "/api/v1/keys", body, key, fixture.hub().token());
        HttpResponse<String> other = fixture.send(
                "POST",
                "/api/v1/keys",
                body.replace("again", "new"),
                key,
                fixture.hub().token());
        String secret = first.body().replaceAll(".*\"key\":\"([^\"]+)\".*", "$1");
        HttpResponse<String> another = fixture.send("POST", "/api/v1/keys", body, key, secret);

        // Then
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(another.body()).contains("There is a key 'again' already");
        assertThat(fixture.get("/api/v1/audit?action=key-create").path("entries"))
                .hasSize(1);
    }

    @Test
    void hubServesTheDescription() {
        // When
        String served =
                fixture.send("GET", "/api/v1/openapi.yaml", "", Map.of(), "").body();

        // Then
        assertThat(served).startsWith("openapi: 3.1.0");
    }

    /** Run with -Dserai.write=true to write the page anew. */
    @Test
    void thePageOfTheApiIsThatOfTheDescription() throws IOException {
        String page = page();
        if (Boolean.getBoolean("serai.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("run this test with -Dserai.write=true").hasContent(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # The HTTP API

                Written by `DescriptionIT` from the [OpenAPI document](../../routes/src/main/resources/io/serai/api/openapi.yaml),
                which a hub serves at `/api/v1/openapi.yaml`, and against which the tests hold every answer.

                """);
        page.append(Description.OURS.root().path("info").path("description").asText())
                .append("""

                        What each endpoint needs is a permission, which [roles](access.md) have. Codes are [error codes](errors.md). A
                        `?` stands after what may be left out.

                        | endpoint | does | takes | needs |
                        |---|---|---|---|
                        """);
        Description.OURS
                .operations()
                .forEach(operation -> page.append("| `%s %s` | %s%s | %s | `%s` |\n"
                        .formatted(
                                operation.method(),
                                operation.path().replace("/api/v1", ""),
                                operation.node().path("summary").asText(),
                                operation.parameterNames("header").contains("X-Serai-Reveal") ? " R" : "",
                                String.join(", ", takes(operation)),
                                operation.permission())));
        return page.append("\nPaths are under `/api/v1`, but for `/health`, `/metrics` and `/v1/push`.\n")
                .toString();
    }

    private static List<String> takes(Operation operation) {
        List<String> fields = new ArrayList<>();
        List<String> required = new ArrayList<>();
        operation.body().path("required").forEach(name -> required.add(name.asText()));
        operation
                .body()
                .path("properties")
                .fieldNames()
                .forEachRemaining(name -> fields.add("`" + name + (required.contains(name) ? "`" : "?`")));
        operation.parameters().stream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .forEach(parameter -> fields.add("`" + parameter.path("name").asText()
                        + (parameter.path("required").asBoolean() ? "`" : "?`")));
        return fields;
    }
}
