package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file from a person's own machine becomes profiles, all over the API. */
class UploadsIT {
    private static final String UPLOADS = "/api/v1/uploads";

    @TempDir
    Path folder;

    private HubFixture fixture;

    @BeforeEach
    void start() {
        fixture = new HubFixture(folder);
        fixture.write("hub.yaml", fixture.read("hub.yaml") + "uploads: { max_megabytes: 30 }\n");
        fixture.start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private HttpResponse<String> send(HttpRequest.BodyPublisher body, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fixture.hub().url() + UPLOADS))
                .header("Authorization", "Bearer " + token)
                .POST(body)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode upload(byte[] content) throws Exception {
        HttpResponse<String> response = send(
                HttpRequest.BodyPublishers.ofByteArray(content), fixture.hub().token());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return new ObjectMapper().readTree(response.body());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void aFileIsLookedIntoTriedImportedAndDeleted() {
        // Given
        String file = contacts("1,ann@example.com,Ann,DE,yes", "2,bob@example.com,Bob,Atlantis,no", "3,cat,Cat,FR");
        // When
        JsonNode found = fixture.call("POST", UPLOADS, file, Map.of(), 201);
        String id = found.path("id").asText();
        JsonNode proposed = found.path("definition");
        fixture.call(
                "PUT",
                "/api/v1/mappings/upload/definition",
                found.path("mapping").asText(),
                Map.of(),
                200);
        JsonNode tried = fixture.post(UPLOADS + "/" + id + "/try", "{\"mapping\": " + proposed + "}", 200);
        JsonNode unfit = fixture.post(UPLOADS + "/" + id + "/try", "{\"mapping\": \"mapping: m\\nkey: [\"}", 400);
        long run = fixture.post(UPLOADS + "/" + id + "/import", "{\"mapping\": \"upload\"}", 202)
                .path("run")
                .asLong();
        // Then
        assertThat(found.path("format").toString())
                .isEqualTo("{\"encoding\":\"utf-8\",\"format\":\"csv\",\"delimiter\":\",\"}");
        assertThat(found.path("rows").asInt()).isEqualTo(3);
        assertThat(found.path("whole").asBoolean()).isTrue();
        assertThat(found.path("fields").findValuesAsText("path"))
                .containsExactly("id", "email", "name", "country", "consent");
        assertThat(found.path("fields").findValuesAsText("type"))
                .containsExactly("whole", "email", "text", "text", "boolean");
        assertThat(found.at("/problems/0/row").asInt()).isEqualTo(3);
        assertThat(found.toString()).doesNotContain("ann@example.com").contains("a***");
        assertThat(proposed.at("/identifiers/email").asText()).isEqualTo("email");
        assertThat(tried.path("counts").toString()).isEqualTo("{\"read\":3,\"mapped\":1,\"invalid\":2,\"records\":1}");
        assertThat(tried.at("/records/0/traits/country").asText()).isEqualTo("DE");
        assertThat(tried.toString()).doesNotContain("ann@example.com").doesNotContain("Atlantis");
        assertThat(tried.path("problems").findValuesAsText("field")).containsExactly("traits.country", "");
        assertThat(unfit.path("code").asText()).isEqualTo("CONFIG_INVALID");
        eventually()
                .untilAsserted(() -> assertThat(
                                fixture.get("/api/v1/runs/" + run).path("state").asText())
                        .isEqualTo("finished"));
        JsonNode counts = fixture.get("/api/v1/runs/" + run).path("counts");
        assertThat(counts.path("read").asInt()).isEqualTo(3);
        assertThat(counts.path("stored").asInt()).isEqualTo(1);
        assertThat(fixture.get(UPLOADS).path("uploads")).hasSize(1);
        fixture.call("DELETE", UPLOADS + "/" + id, "", Map.of(), 200);
        fixture.call("GET", UPLOADS + "/" + id, "", Map.of(), 404);
        fixture.call("GET", UPLOADS + "/..%2Fapi-token", "", Map.of(), 404);
        assertThat(HubFixture.names(folder.resolve("data/uploads"))).isEmpty();
    }

    @Test
    void formatsAreToldByTheirContent() throws Exception {
        // Given
        String rows = "id;mail;name\n1;ann@example.com;Müller\n";
        // When
        JsonNode western = upload(rows.getBytes(Charset.forName("windows-1252")));
        JsonNode packed = upload(gzip(rows.getBytes(StandardCharsets.UTF_8)));
        JsonNode lines = upload("{\"id\": 1, \"a\": {\"b\": \"x\"}}\n{\"id\": 2}\n".getBytes(StandardCharsets.UTF_8));
        JsonNode json = upload("[{\"id\": 1},\n{\"id\": 2}]".getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(western.path("format").toString())
                .isEqualTo("{\"encoding\":\"windows-1252\",\"format\":\"csv\",\"delimiter\":\";\"}");
        assertThat(packed.at("/format/encoding").asText()).isEqualTo("utf-8");
        assertThat(packed.path("fields")).hasSize(3);
        assertThat(lines.at("/format/format").asText()).isEqualTo("jsonl");
        assertThat(lines.path("fields").findValuesAsText("path")).containsExactly("id", "a.b");
        assertThat(lines.at("/fields/1/filled").asInt()).isEqualTo(1);
        assertThat(json.at("/format/format").asText()).isEqualTo("json");
        assertThat(json.path("rows").asInt()).isEqualTo(2);
    }

    @Test
    void aLargeFileComesThroughAndATooLargeOneLeavesNothing() throws Exception {
        // Given
        byte[] header = "id,email\n".getBytes(StandardCharsets.UTF_8);
        byte[] row = ("1," + "x".repeat(990) + "@example.com\n").getBytes(StandardCharsets.UTF_8);
        // When
        HttpResponse<String> taken =
                send(rows(header, row, 25_000), fixture.hub().token());
        HttpResponse<String> refused =
                send(rows(header, row, 35_000), fixture.hub().token());
        HttpResponse<String> stranger = send(rows(header, row, 100), "nobody");
        // Then
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        assertThat(new ObjectMapper().readTree(taken.body()).path("bytes").asLong())
                .isEqualTo(header.length + 25_000L * row.length);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("larger than 30 MB");
        assertThat(stranger.statusCode()).isEqualTo(401);
        Path uploads = folder.resolve("data/uploads");
        assertThat(HubFixture.names(uploads)).hasSize(1);
        Path kept = uploads.resolve(HubFixture.names(uploads).get(0));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        fixture.call("POST", UPLOADS, "", Map.of(), 400);
    }

    private static HttpRequest.BodyPublisher rows(byte[] header, byte[] row, int count) {
        return HttpRequest.BodyPublishers.ofByteArrays(
                Stream.concat(Stream.of(header), Collections.nCopies(count, row).stream())
                        .toList());
    }

    @Test
    void anImportUnderWayTellsHowFarItIs() throws Exception {
        // Given
        StringBuilder rows = new StringBuilder("id,email,name,country,consent\n");
        for (int i = 0; i < 60_000; i++) {
            rows.append(i).append(",p").append(i).append("@example.com,Ann,DE,yes\n");
        }
        byte[] file = rows.toString().getBytes(StandardCharsets.UTF_8);
        String id = upload(file).path("id").asText();
        // When
        long run = fixture.post(UPLOADS + "/" + id + "/import", "{\"mapping\": \"crm-contact\"}", 202)
                .path("run")
                .asLong();
        // Then
        eventually().pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            JsonNode under = fixture.get("/api/v1/runs/" + run);
            assertThat(under.at("/bytes/total").asLong()).isEqualTo(file.length);
            assertThat(under.at("/bytes/done").asLong()).isBetween(1L, (long) file.length);
            assertThat(under.at("/counts/stored").asLong()).isPositive();
        });
        eventually().untilAsserted(() -> {
            JsonNode done = fixture.get("/api/v1/runs/" + run);
            assertThat(done.path("state").asText()).isEqualTo("finished");
            assertThat(done.at("/counts/stored").asLong()).isEqualTo(60_000);
            assertThat(done.has("bytes")).isFalse();
        });
    }
}
