package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CRM that is a YAML definition, read by a whole hub over its own transport. */
class SourcesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "t0ken";

    @TempDir
    private Path folder;

    private final Map<String, ObjectNode> contacts = new ConcurrentSkipListMap<>();
    private HubFixture fixture;
    private HttpServer crm;
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private volatile boolean rubbish;
    private final AtomicInteger rubbishAnswers = new AtomicInteger();

    @BeforeEach
    void prepare() throws IOException {
        crm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        crm.createContext("/", this::answer);
        crm.start();
        fixture = new HubFixture(folder);
        fixture.write("mappings/acme-contact.yaml", """
                mapping: acme-contact
                key: id
                observed_at: changed
                identifiers: { crm_id: id, email: email }
                traits: { first_name: name, country: country }
                """);
        fixture.write("connectors/acme.yaml", """
                connector: acme
                vendor: { name: Acme }
                settings:
                  base_url: { required: true, doc: "The address." }
                  token: { secret: true, required: true, doc: "The token." }
                auth: { bearer: "${token}" }
                base_url: "${base_url}"
                check: { request: { method: GET, path: /contacts }, accept: [200] }
                streams:
                  contacts:
                    key: $.id
                    request: { method: GET, path: /contacts, query: { since: "${since}" } }
                    records: $.items
                    since: { at: $.changed, format: iso-seconds, overlap: 5m }
                """);
        source(TOKEN);
    }

    private void source(String token) {
        fixture.write("sources/acme.yaml", """
                source: acme
                connector: acme
                options: { base_url: "http://127.0.0.1:%d", token: %s }
                streams: { contacts: { mapping: acme-contact, every: 1h, keep_raw: 30d } }
                """.formatted(crm.getAddress().getPort(), token));
    }

    @AfterEach
    void close() {
        fixture.close();
        crm.stop(0);
    }

    private void contact(String id, String email, String name) {
        contacts.put(
                id,
                JSON.createObjectNode()
                        .put("id", id)
                        .put("email", email)
                        .put("name", name)
                        .put("country", "DE")
                        .put(
                                "changed",
                                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray("items");
        contacts.values().forEach(items::add);
        if (rubbish && known) {
            rubbishAnswers.incrementAndGet();
        }
        byte[] body = (rubbish ? "<html>" : page.toString()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(known ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private JsonNode status() {
        for (JsonNode source : fixture.get("/api/v1/sources").path("sources")) {
            if (source.path("stream").asText().equals("acme.contacts")) {
                return source;
            }
        }
        throw new AssertionError("the stream is not listed");
    }

    /** Reads now, until the hub's own first look is out of the way. */
    private JsonNode run(int status) {
        eventually().until(() -> !status().path("lookedAt").isMissingNode());
        return fixture.post("/api/v1/sources/acme.contacts/run", "", status);
    }

    @Test
    void recordsArePulledAndWhatIsNewIsPulledNextTime() {
        // Given
        contact("1", "ann@example.com", "Ann");
        contact("2", "bob@example.com", "Bob");
        // When: the schedule looks at once
        fixture.start();
        // Then
        eventually().until(() -> fixture.get("/api/v1/status").path("profiles").asLong() == 2);
        assertThat(run(200).path("news").asBoolean(true)).isFalse();
        // When
        contact("3", "eve@example.com", "Eve");
        long run = run(202).path("run").asLong();
        // Then
        eventually().until(() -> fixture.get("/api/v1/status").path("profiles").asLong() == 3);
        eventually()
                .until(() -> fixture.get("/api/v1/runs/" + run)
                        .path("state")
                        .asText()
                        .equals("finished"));
        assertThat(fixture.get("/api/v1/runs/" + run).path("balanced").asBoolean())
                .isTrue();
    }

    @Test
    void aFieldThatComesLaterIsTold() {
        // Given
        contact("1", "ann@example.com", "Ann");
        fixture.start();
        eventually().until(() -> fixture.get("/api/v1/status").path("profiles").asLong() == 1);
        assertThat(status().path("newFields").isMissingNode()).isTrue();
        // When
        contact("2", "bob@example.com", "Bob");
        contacts.get("2").put("loyalty", "gold");
        long run = run(202).path("run").asLong();
        // Then
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/runs/" + run)
                                .path("detail")
                                .asText())
                        .isEqualTo("new fields: loyalty"));
        assertThat(status().path("newFields").toString()).isEqualTo("[\"loyalty\"]");
    }

    @Test
    void aStreamThatIsResetIsReadFromItsStartAndKeepsWhatIsStored() {
        // Given
        contact("1", "ann@example.com", "Ann");
        contact("2", "bob@example.com", "Bob");
        fixture.start();
        eventually().until(() -> fixture.get("/api/v1/status").path("profiles").asLong() == 2);
        run(200);
        assertThat(queries.get(queries.size() - 1)).isNotEqualTo(queries.get(0));
        // When
        JsonNode reset = fixture.post("/api/v1/sources/acme.contacts/reset", "", 200);
        // Then
        assertThat(reset.path("forgotten").asLong()).isEqualTo(1);
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(2);
        // When
        long run = run(202).path("run").asLong();
        // Then
        JsonNode counts = ended(run).path("counts");
        assertThat(queries.get(queries.size() - 1)).isEqualTo(queries.get(0));
        assertThat(counts.path("read").asLong()).isEqualTo(2);
        assertThat(counts.path("unchanged").asLong()).isEqualTo(2);
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(2);
    }

    @Test
    void aRunThatTheBrakeHeldDeletesWhenAPersonLetsIt() {
        // Given: a stream that reads everything each time
        fixture.write(
                "connectors/acme.yaml", fixture.read("connectors/acme.yaml").replaceAll("\\n *since: .*", ""));
        fixture.write(
                "sources/acme.yaml",
                fixture.read("sources/acme.yaml").replace("keep_raw: 30d", "deletions: by-absence"));
        for (int i = 0; i < 10; i++) {
            contact("c" + i, "p" + i + "@example.com", "Ann");
        }
        fixture.start();
        eventually().until(() -> fixture.get("/api/v1/status").path("profiles").asLong() == 10);
        // When
        contacts.keySet().removeIf(id -> id.compareTo("c5") >= 0);
        JsonNode held = ended(run(202).path("run").asLong());
        // Then
        assertThat(held.path("state").asText()).isEqualTo("held");
        assertThat(held.path("errorCode").asText()).isEqualTo("BRAKE");
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(10);
        // When
        long allowed = fixture.post("/api/v1/sources/acme.contacts/run", "{\"allow_deletions\": true}", 202)
                .path("run")
                .asLong();
        // Then
        assertThat(ended(allowed).path("state").asText()).isEqualTo("finished");
        assertThat(fixture.get("/api/v1/status").path("profiles").asLong()).isEqualTo(5);
        // When: only this once
        contacts.keySet().removeIf(id -> id.compareTo("c2") >= 0);
        // Then
        assertThat(ended(run(202).path("run").asLong()).path("state").asText()).isEqualTo("held");
    }

    private JsonNode ended(long run) {
        eventually()
                .until(() -> !fixture.get("/api/v1/runs/" + run)
                        .path("state")
                        .asText()
                        .equals("running"));
        return fixture.get("/api/v1/runs/" + run);
    }

    @Test
    void aPausedStreamIsNotReadUntilItIsResumed() {
        // Given
        fixture.start();
        run(200);
        // When
        fixture.post("/api/v1/sources/acme.contacts/pause", "", 200);
        contact("1", "ann@example.com", "Ann");
        // Then
        assertThat(run(409).path("detail").asText()).contains("serai source resume acme.contacts");
        assertThat(status().path("state").asText()).isEqualTo("paused");
        // When
        fixture.post("/api/v1/sources/acme.contacts/resume", "", 200);
        // Then
        run(202);
    }

    @Test
    void aRefusedTokenAndAnAnswerThatIsNoneAreToldAndCostNothingElse() {
        // Given
        contact("1", "ann@example.com", "Ann");
        source("wrong");
        fixture.start();
        // Then
        JsonNode refused = fixture.post("/api/v1/connections/acme/check", "", 502);
        assertThat(refused.path("code").asText()).isEqualTo("SOURCE_REFUSED_CREDENTIAL");
        assertThat(refused.toString()).doesNotContain("wrong");
        eventually().until(() -> status().path("errorCode").asText().equals("SOURCE_REFUSED_CREDENTIAL"));
        // When: the token is mended
        source(TOKEN);
        // Then: it is tried though the stream is to be looked at every hour only
        eventually().until(() -> fixture.get("/api/v1/status").path("profiles").asLong() == 1);
        eventually().until(() -> status().path("errorCode").isMissingNode());
        // When: now the answers are not what they should be
        contact("2", "bob@example.com", "Bob");
        rubbish = true;
        CompletableFuture<JsonNode> reading = CompletableFuture.supplyAsync(() -> run(202));
        eventually().until(() -> rubbishAnswers.get() >= 2);
        rubbish = false;
        // Then: it was asked again
        assertThat(reading).succeedsWithin(Duration.ofMinutes(1));
        eventually().until(() -> fixture.get("/api/v1/status").path("profiles").asLong() == 2);
        eventually().until(() -> status().path("errorCode").isMissingNode());
    }

    @Test
    void streamsAreDiscoveredMaskedWithAMappingToBeginWith() {
        // Given
        contact("1", "ann@example.com", "Ann");
        fixture.start();
        // When
        String masked = fixture.get("/api/v1/connections/acme/streams").toString();
        JsonNode shown =
                fixture.call("GET", "/api/v1/connections/acme/streams", "", Map.of("X-Serai-Reveal", "set-up"), 200);
        // Then
        assertThat(masked).doesNotContain("ann@example.com").doesNotContain("Ann");
        assertThat(shown.toString()).contains("ann@example.com");
        assertThat(shown.path("streams").path(0).path("mapping").asText()).contains("key: id", "email: email");
    }

    @Test
    void keptRecordsGoThroughAMendedMapping() {
        // Given
        fixture.write("mappings/acme-contact.yaml", """
                mapping: acme-contact
                key: id
                observed_at: changed
                identifiers: { crm_id: id, email: email }
                """);
        contact("1", "ann@example.com", "Ann");
        fixture.start();
        eventually().until(() -> fixture.get("/api/v1/status").path("profiles").asLong() == 1);
        assertThat(preview().path("members").asLong()).isZero();
        // When
        fixture.write("mappings/acme-contact.yaml", """
                mapping: acme-contact
                key: id
                observed_at: changed
                identifiers: { crm_id: id, email: email }
                traits: { country: country }
                """);
        eventually()
                .until(() -> fixture.post("/api/v1/sources/acme.contacts/replay", "{\"dry_run\":true}", 200)
                                .path("stored")
                                .asLong()
                        == 1);
        assertThat(preview().path("members").asLong()).isZero();
        fixture.post("/api/v1/sources/acme.contacts/replay", "{}", 202);
        // Then
        eventually().until(() -> preview().path("members").asLong() == 1);
    }

    private JsonNode preview() {
        return fixture.get("/api/v1/segments/germans");
    }
}
