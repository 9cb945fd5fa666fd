package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.faults.People.Row;
import io.serai.store.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Poison of every kind among good rows: each costs itself, is told apart, and its values show up nowhere. */
class PoisonIT {
    /** In every value that is personal, good or bad; whoever lets a value out lets this out. */
    private static final String CANARY = "xqcanary";

    private static final String HUGE = CANARY + "x".repeat(11 * 1024 * 1024);
    private static final String GOOD_TIME = "2026-02-01T00:00:00Z";

    @TempDir
    private Path folder;

    private final People people = new People(Seed.next(PoisonIT.class));

    /** Bytes of a bad record, and what its dead letter must say. */
    private record Poison(byte[] bytes, String code, String field) {
        static Poison of(String text, String code, String field) {
            return new Poison(text.getBytes(StandardCharsets.UTF_8), code, field);
        }
    }

    private static final List<Poison> CSV = List.of(
            Poison.of(CANARY, "RECORD_MALFORMED", ""),
            Poison.of(CANARY + ",".repeat(20), "RECORD_MALFORMED", ""),
            Poison.of("c1," + CANARY + "@example.com,,\"Ann\"n,DE,yes," + GOOD_TIME + ",c1", "RECORD_MALFORMED", ""),
            new Poison(
                    ("c2," + CANARY + "@example.com,,Ann\u00ff,DE,yes," + GOOD_TIME + ",c2")
                            .getBytes(StandardCharsets.ISO_8859_1),
                    "RECORD_MALFORMED",
                    ""),
            Poison.of("c3,,,\"" + HUGE + "\",DE,yes," + GOOD_TIME + ",c3", "RECORD_TOO_LARGE", ""),
            Poison.of("," + CANARY + "@example.com,,Ann,DE,yes," + GOOD_TIME + ",c4", "FIELD_MISSING", "key"),
            Poison.of("c5," + CANARY + ",,Ann,DE,yes," + GOOD_TIME + ",c5", "FIELD_INVALID", "identifiers.email"),
            Poison.of("c6,,,Ann," + CANARY + ",yes," + GOOD_TIME + ",c6", "FIELD_INVALID", "traits.country"),
            Poison.of("c7,,,Ann,DE,yes," + CANARY + ",c7", "FIELD_INVALID", "observed_at"),
            Poison.of(
                    "c8,,," + CANARY + "x".repeat(100_000) + ",DE,yes," + GOOD_TIME + ",c8",
                    "FIELD_TOO_LONG",
                    "traits.first_name"));

    /** The NUL is cleaned away, as in JSON. */
    private static final List<String> ODD_CSV = List.of("o1,,," + CANARY + "\0,DE,yes," + GOOD_TIME + ",o1");

    private static final List<Poison> JSON = List.of(
            Poison.of("{\"id\":\"j0\",\"name\":\"" + CANARY, "RECORD_MALFORMED", ""),
            Poison.of("[\"" + CANARY + "\"]", "RECORD_MALFORMED", ""),
            Poison.of("\"" + CANARY + "\"", "RECORD_MALFORMED", ""),
            Poison.of("{\"id\":\"j1\",\"name\":\"" + CANARY + "\",\"name\":\"x\"}", "RECORD_MALFORMED", ""),
            Poison.of("{\"id\":\"j2\",\"name\":\"" + CANARY + "\",\"x\":NaN}", "RECORD_MALFORMED", ""),
            Poison.of(json("j3", "\"name\":\"" + CANARY + "\u0000\""), "RECORD_MALFORMED", ""),
            Poison.of(
                    json("j4", "\"name\":\"" + CANARY + "\",\"x\":" + "[".repeat(10_000) + "]".repeat(10_000)),
                    "RECORD_TOO_LARGE",
                    ""),
            Poison.of(json("j5", "\"name\":\"" + HUGE + "\""), "RECORD_TOO_LARGE", ""),
            Poison.of(json("j6", "\"email\":{\"" + CANARY + "\":1}"), "FIELD_INVALID", "identifiers.email"),
            Poison.of(json("j7", "\"country\":1e400"), "FIELD_INVALID", "traits.country"),
            Poison.of(json("j8", "\"name\":\"" + CANARY + " \\ud800\""), "FIELD_INVALID", "traits.first_name"),
            Poison.of("{\"name\":\"" + CANARY + "\"}", "FIELD_MISSING", "key"));

    /** Unusual and no poison: taken in, or cleaned. */
    private static final List<String> ODD = List.of(
            json("o1", "\"name\":\"" + CANARY + "\\u0000\""),
            json("o2", "\"unknown\":1e400,\"name\":\"" + CANARY + "\""));

    private static String json(String id, String fields) {
        return "{\"id\":\"" + id + "\",\"updated\":\"" + GOOD_TIME + "\",\"seen\":\"" + id + "\"," + fields + "}";
    }

    private static String json(Row row) {
        return json(
                row.id(),
                "\"email\":\"" + row.email() + "\",\"login\":\"" + row.login() + "\",\"name\":\""
                        + row.name() + "\",\"country\":\"" + row.country() + "\",\"consent\":\""
                        + (row.consents() ? "yes" : "no") + "\"");
    }

    private List<Row> good(int count) {
        return people.born(count).stream()
                .map(row -> new Row(
                        row.id(),
                        row.email().isEmpty() ? "" : CANARY + row.email(),
                        row.login(),
                        CANARY.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + CANARY.substring(1),
                        row.country(),
                        row.consents(),
                        row.version()))
                .toList();
    }

    @Test
    void poisonInCsvCostsOnlyItself() throws IOException {
        List<Row> rows = good(150);
        judge("contacts-1.csv", People.HEADER, rows.stream().map(Row::csv).toList(), CSV, rows, ODD_CSV);
    }

    @Test
    void halfASurrogatePairInUtf16CostsOnlyItsRow() {
        // Given
        List<Row> rows = good(20);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        utf16(file, "\uFEFF" + People.HEADER);
        utf16(file, rows.get(0).csv() + "\n");
        utf16(file, "s1,,," + CANARY + "\ud83d,DE,yes," + GOOD_TIME + ",s1\n");
        rows.stream().skip(1).forEach(row -> utf16(file, row.csv() + "\n"));
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            Checker checker = new Checker(site);
            HubProcess hub = site.start();
            // When
            site.drop("contacts-1.csv", file::writeTo);
            // Then
            checker.converges(Model.of(rows));
            JsonNode letters = hub.get("/api/v1/dead-letters?stage=import").path("deadLetters");
            assertThat(letters).hasSize(1);
            assertThat(letters.path(0).path("code").asText()).isEqualTo("RECORD_MALFORMED");
            assertThat(letters.path(0).path("position").asInt()).isEqualTo(1);
            noCanaryEscapes(site, hub);
        }
    }

    /** Unit by unit: Java's own encoder would not let the broken pair pass. */
    private static void utf16(ByteArrayOutputStream file, String text) {
        text.chars().forEach(unit -> {
            file.write(unit & 0xFF);
            file.write(unit >> 8);
        });
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAndTheHubGoesOn() {
        // Given
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            HubProcess hub = site.start("-Xmx128m");
            String huge = "{\"file\":\"" + HUGE + "\"}";
            for (int i = 0; i < 5; i++) {
                // When
                HttpResponse<String> answer = hub.send("POST", "/api/v1/imports", huge);
                // Then
                assertThat(answer.statusCode()).isEqualTo(413);
                assertThat(answer.body()).doesNotContainIgnoringCase(CANARY);
            }
            assertThat(hub.send("GET", "/health/ready", "").statusCode()).isEqualTo(200);
            assertThat(site.logs()).doesNotContainIgnoringCase(CANARY);
        }
    }

    @Test
    void aFieldOrParameterNobodyKnowsIsNotRepeated() {
        // Given
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            HubProcess hub = site.start();
            // When
            HttpResponse<String> field =
                    hub.send("POST", "/api/v1/profiles/search", "{\"" + CANARY + "@example.com\":1}");
            HttpResponse<String> parameter = hub.send("GET", "/api/v1/runs?" + CANARY + "=1", "");
            // Then
            assertThat(field.statusCode()).isEqualTo(400);
            assertThat(field.body()).contains("Field number 1").doesNotContain(CANARY);
            assertThat(parameter.statusCode()).isEqualTo(400);
            assertThat(parameter.body()).contains("Known are").doesNotContain(CANARY);
            assertThat(site.logs()).doesNotContain(CANARY);
        }
    }

    @Test
    void poisonInJsonLinesCostsOnlyItself() throws IOException {
        List<Row> rows =
                good(150).stream().filter(row -> row.id().endsWith("-0")).toList();
        judge("contacts-1.jsonl", "", rows.stream().map(PoisonIT::json).toList(), JSON, rows, ODD);
    }

    private void judge(
            String file, String header, List<String> good, List<Poison> poisons, List<Row> rows, List<String> odd)
            throws IOException {
        // Given
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(header.getBytes(StandardCharsets.UTF_8));
        List<Integer> positions = new ArrayList<>();
        int lines = 0;
        for (int i = 0; i < good.size(); i++) {
            line(content, good.get(i).getBytes(StandardCharsets.UTF_8));
            lines++;
            if (i % 10 == 5 && i / 10 < poisons.size()) {
                line(content, poisons.get(i / 10).bytes());
                positions.add(lines++);
            }
        }
        for (String one : odd) {
            line(content, one.getBytes(StandardCharsets.UTF_8));
        }
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            Checker checker = new Checker(site);
            HubProcess hub = site.start();
            // When
            site.drop(file, out -> content.writeTo(out));
            Waiting.await("import")
                    .until(() -> !checker.imports().isEmpty()
                            && checker.imports().get(0).finishedAt().isPresent());
            // Then
            List<String> letters = new ArrayList<>();
            for (JsonNode letter :
                    hub.get("/api/v1/dead-letters?stage=import&limit=100").path("deadLetters")) {
                letters.add(letter.path("position").asInt() + " "
                        + letter.path("code").asText() + " "
                        + letter.path("field").asText());
            }
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < poisons.size(); i++) {
                expected.add(positions.get(i) + " " + poisons.get(i).code() + " "
                        + poisons.get(i).field());
            }
            assertThat(letters).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(checker.imports().get(0).imported().invalid()).isEqualTo(poisons.size());
            assertThat(checker.imports().get(0).imported().read()).isEqualTo(good.size() + poisons.size() + odd.size());
            checker.booksBalance();
            assertThat(checker.profiles()).hasSize(Model.of(rows).people().size() + odd.size());
            Waiting.await("delivered")
                    .untilAsserted(
                            () -> assertThat(Checker.delivered(site.mailer).keySet())
                                    .isEqualTo(Model.of(rows).members().keySet()));
            noCanaryEscapes(site, hub);
        }
    }

    private static void line(ByteArrayOutputStream content, byte[] bytes) throws IOException {
        content.write(bytes);
        content.write('\n');
    }

    private static void noCanaryEscapes(Site site, HubProcess hub) {
        String search = "{\"namespace\":\"email\",\"value\":\"" + CANARY + "\"}";
        String more = "{\"namespace\":\"" + CANARY + "\",\"value\":[\"" + CANARY + "\"]}";
        Stream.of(
                        hub.send("GET", "/metrics", ""),
                        hub.send("GET", "/health/ready", ""),
                        hub.send("GET", "/api/v1/status", ""),
                        hub.send("GET", "/api/v1/runs", ""),
                        hub.send("GET", "/api/v1/syncs", ""),
                        hub.send("GET", "/api/v1/dead-letters?limit=100", ""),
                        hub.send("POST", "/api/v1/profiles/search", search),
                        hub.send("POST", "/api/v1/profiles/search", more))
                .forEach(answer ->
                        assertThat(answer.body()).as(answer.uri().getPath()).doesNotContainIgnoringCase(CANARY));
        assertThat(site.logs()).doesNotContainIgnoringCase(CANARY).doesNotContain(" ERROR ");
    }
}
