package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.access.Permission;
import io.serai.access.Role;
import io.serai.api.Endpoint;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, asked over HTTP with a key of each role; and the page that says so. */
class AccessIT {
    private static final Path PAGE = Path.of("..", "docs", "reference", "access.md");
    private static final String EMAIL = "ann@example.com";

    private static final String SEARCH = "{\"namespace\": \"email\", \"value\": \"" + EMAIL + "\"}";

    @TempDir
    static Path folder;

    private static final Map<Role, String> KEYS = new EnumMap<>(Role.class);
    private static HubFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        fixture = new HubFixture(folder);
        fixture.start();
        for (Role role : Role.values()) {
            String body = "{\"name\": \"%s\", \"role\": \"%s\"}".formatted(role.word(), role.word());
            KEYS.put(role, fixture.post("/api/v1/keys", body, 201).path("key").asText());
        }
        fixture.drop(
                "contacts-1.csv",
                contacts(
                        "1," + EMAIL + ",Ann,DE,yes",
                        "2," + EMAIL + ",Anna,DE,yes",
                        "3," + EMAIL + ",Ann,Atlantis,yes"));
        fixture.lastImport(1);
        // What lies there untouched is what a look into the source shows.
        fixture.post("/api/v1/sources/crm.contacts/pause", "", 200);
        fixture.drop("contacts-2.csv", contacts("1," + EMAIL + ",Ann,DE,yes"));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /** Names that are nowhere and a field that is nobody's: who is let in is refused for those. */
    private static int ask(Endpoint endpoint, String token) {
        String path = endpoint.pattern().replaceAll("\\{[a-z]+}", "0");
        String body = endpoint.method().equals("POST") ? "{\"unknown\": 1}" : "";
        return fixture.send(endpoint.method(), path, body, Map.of(), token).statusCode();
    }

    @TestFactory
    Stream<DynamicTest> everyEndpointLetsInWhomTheTableSays() {
        return fixture.hub().endpoints().stream()
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.method() + " " + endpoint.pattern(), () -> {
                    boolean open = endpoint.permission() == Permission.OPEN;
                    assertThat(ask(endpoint, "") == 401).as("without a key").isNotEqualTo(open);
                    for (Role role : Role.values()) {
                        int status = ask(endpoint, KEYS.get(role));
                        boolean allowed = endpoint.permission().isOf(role);
                        assertThat(status == 403).as(role + " got " + status).isNotEqualTo(allowed);
                        assertThat(status).as(role.word()).isNotEqualTo(401).isLessThan(500);
                    }
                }));
    }

    /** A request for what shows personal data. */
    private record Look(String path, String body, Permission needed) {}

    private static Stream<Look> looks() {
        String profile = "/api/v1/profiles/" + profile();
        String letter = fixture.get("/api/v1/dead-letters")
                .path("deadLetters")
                .get(0)
                .path("id")
                .asText();
        return Stream.of(
                new Look("/api/v1/profiles/search", SEARCH, Permission.PEOPLE_READ),
                new Look("/api/v1/exports/profiles", "{\"fields\": [\"id\", \"email\"]}", Permission.PEOPLE_READ),
                new Look(profile, "", Permission.PEOPLE_READ),
                new Look(profile + "/explanation", "", Permission.PEOPLE_READ),
                new Look("/api/v1/identity/pairs/" + subjects(profile), "", Permission.PEOPLE_READ),
                new Look("/api/v1/dead-letters/" + letter, "", Permission.PEOPLE_READ),
                new Look("/api/v1/connections/crm/streams", "", Permission.SOURCE_RUN));
    }

    private static String profile() {
        return fixture.post("/api/v1/profiles/search", SEARCH, 200)
                .path("profiles")
                .get(0)
                .path("id")
                .asText();
    }

    private static String subjects(String profile) {
        JsonNode members = fixture.get(profile + "/explanation").path("members");
        return members.get(0).path("subject").asText() + "/"
                + members.get(1).path("subject").asText();
    }

    private static HttpResponse<String> look(String path, String body, Map<String, String> headers, String token) {
        return fixture.send(body.isEmpty() ? "GET" : "POST", path, body, headers, token);
    }

    @TestFactory
    Stream<DynamicTest> personalDataShowsToThoseWhoMayRevealItAndGiveAReason() {
        return looks().map(look -> DynamicTest.dynamicTest(look.path().replaceAll("\\d+", "N"), () -> {
            for (Role role : Role.values()) {
                String masked =
                        look(look.path(), look.body(), Map.of(), KEYS.get(role)).body();
                HttpResponse<String> asked =
                        look(look.path(), look.body(), Map.of("X-Serai-Reveal", "ticket"), KEYS.get(role));
                boolean allowed = look.needed().isOf(role) && Permission.PEOPLE_REVEAL.isOf(role);
                assertThat(masked).as("masked for " + role).doesNotContain(EMAIL);
                assertThat(asked.body().contains(EMAIL)).as(role.word()).isEqualTo(allowed);
                assertThat(asked.statusCode()).as(role.word()).isEqualTo(allowed ? 200 : 403);
            }
        }));
    }

    @Test
    void revealsAndDeedsAreInTheTrailByName() {
        // Given
        String id = profile();
        String officer = KEYS.get(Role.PRIVACY_OFFICER);

        // When
        look("/api/v1/profiles/" + id, "", Map.of("X-Serai-Reveal", "ticket 812"), officer);
        look("/api/v1/syncs/germans-to-drop/pause", "{}", Map.of(), KEYS.get(Role.MARKETER));
        look(
                "/api/v1/suppressions",
                "{\"namespace\":\"email\",\"value\":\"" + EMAIL + "\",\"scope\":\"send\",\"reason\":\"letter\"}",
                Map.of(),
                officer);

        // Then
        String trail = look("/api/v1/audit?limit=1000", "", Map.of(), officer).body();
        assertThat(trail)
                .contains("\"actor\":\"key:privacy-officer\",\"action\":\"reveal\",\"target\":\"profile " + id
                        + "\",\"reason\":\"ticket 812\"")
                .contains("\"actor\":\"key:marketer\",\"action\":\"sync-pause\",\"target\":\"germans-to-drop\"")
                .contains("\"actor\":\"key:privacy-officer\",\"action\":\"suppress\",\"target\":\"email ")
                .contains("\"actor\":\"local\",\"action\":\"key-create\",\"target\":\"viewer\"")
                .doesNotContain(EMAIL);
        assertThat(fixture.get("/api/v1/audit/verify").path("whole").asBoolean())
                .isTrue();
    }

    /** What neither changes anything that lasts, nor shows personal data without telling of that. */
    private static final Set<String> CHANGES_NOTHING = Set.of(
            "/plan",
            "/identity/plan",
            "/profiles/search",
            "/segments/preview",
            "/segments/{name}/preview",
            "/segments/preview/{name}/end",
            "/insights/funnel",
            "/exports/profiles",
            "/exports/events",
            "/syncs/{name}/dry-run",
            "/connections/{name}/check",
            "/connections/try",
            "/alerts/{name}/test",
            "/uploads/{id}/try",
            "/session/ticket",
            "/mappings/{name}/try");

    /** What is told in the transaction of its change; what JMX steers is told by what it steers. */
    private static final Set<String> TELLS_OF_ITSELF = Set.of(
            "/apply",
            "/keys",
            "/keys/{name}/revoke",
            "/privacy/requests",
            "/privacy/requests/{id}/fulfil",
            "/privacy/requests/{id}/refuse",
            "/users/{id}/block",
            "/users/{id}/unblock",
            "/suppressions",
            "/suppressions/remove",
            "/profiles/{id}/merge",
            "/profiles/{id}/unmerge",
            "/identity/pairs/{one}/{other}/decide",
            "/dead-letters/{id}/discard",
            "/definitions",
            "/segments/{name}/definition",
            "/traits/{name}/definition",
            "/mappings/{name}/definition",
            "/sources/{name}/definition",
            "/destinations/{name}/definition",
            "/syncs/{name}/definition",
            "/secrets/{name}",
            "/jolokia",
            "/syncs/{name}/cancel",
            "/syncs/{name}/pause",
            "/syncs/{name}/resume",
            "/syncs/{name}/release",
            "/syncs/{name}/erasures/{id}/done");

    @Test
    void whateverElseIsDoneIsToldFirst() {
        // Given
        List<Endpoint> others = fixture.hub().endpoints().stream()
                .filter(endpoint -> endpoint.permission() != Permission.OPEN)
                .filter(endpoint -> !endpoint.method().equals("GET"))
                .filter(endpoint -> {
                    String path = endpoint.pattern().replace("/api/v1", "");
                    return !CHANGES_NOTHING.contains(path) && !TELLS_OF_ITSELF.contains(path);
                })
                .toList();
        for (Endpoint endpoint : others) {
            // When
            ask(endpoint, KEYS.get(Role.OPERATOR));
            JsonNode newest = fixture.get("/api/v1/audit?limit=1").at("/entries/0");
            // Then
            assertThat(endpoint.deed()).as(endpoint.pattern()).isPresent();
            assertThat(newest.path("action")
                            .asText()
                            .toUpperCase(java.util.Locale.ROOT)
                            .replace('-', '_'))
                    .isEqualTo(endpoint.deed().orElseThrow().name());
            assertThat(newest.path("actor").asText()).isEqualTo("key:operator");
            assertThat(newest.path("target").asText()).isNotEmpty();
        }
        assertThat(others).hasSize(17);
    }

    @Test
    void nobodyHandsOnWhatTheyDoNotHave() {
        // Given
        String narrow = fixture.post(
                        "/api/v1/keys", "{\"name\": \"narrow\", \"role\": \"admin\", \"scope\": [\"key-manage\"]}", 201)
                .path("key")
                .asText();

        // When
        HttpResponse<String> refused =
                look("/api/v1/keys", "{\"name\": \"wide\", \"role\": \"admin\"}", Map.of(), narrow);

        // Then
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(fixture.get("/api/v1/keys").toString()).doesNotContain("wide");
    }

    @Test
    void whatIsMoreThanAnEndpointTakesIsRefusedAndNothingDone() {
        assertThat(look("/api/v1/apply", "{\"dry_run\": true}", Map.of(), KEYS.get(Role.OPERATOR))
                        .statusCode())
                .isEqualTo(400);
        assertThat(look(
                                "/api/v1/sources/crm.contacts/replay",
                                "{\"dry_run\": \"yes\"}",
                                Map.of(),
                                KEYS.get(Role.OPERATOR))
                        .statusCode())
                .isEqualTo(400);
        assertThat(fixture.get("/api/v1/runs?kind=identity").path("runs")).isEmpty();
    }

    @Test
    void callerLearnsWhatTheyMay() {
        // When
        String body =
                look("/api/v1/access", "", Map.of(), KEYS.get(Role.VIEWER)).body();

        // Then
        assertThat(body)
                .isEqualTo("{\"caller\":\"key:viewer\",\"permissions\":[\"open\",\"hub-read\",\"insight-read\"]}");
    }

    /** Run with -Dserai.write=true to write the page anew. */
    @Test
    void thePageOfAccessIsThatOfTheTable() throws IOException {
        String page = page();
        if (Boolean.getBoolean("serai.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("run this test with -Dserai.write=true").hasContent(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Access

                Written by `AccessIT` from the code. Who may do what: a role's permissions, which an API key can be
                narrowed to some of. What nobody is given here, nobody has.

                | role | |
                |---|---|
                """);
        for (Role role : Role.values()) {
            page.append("| `%s` | %s |\n".formatted(role.word(), role.summary()));
        }
        page.append("\n## Permissions\n\n| permission | allows to | ");
        page.append(Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(" | ")))
                .append(" |\n|---|---|");
        page.append("---|".repeat(Role.values().length)).append('\n');
        for (Permission permission : Permission.values()) {
            String marks = Arrays.stream(Role.values())
                    .map(role -> permission.isOf(role) ? "yes" : "")
                    .collect(Collectors.joining(" | "));
            page.append("| `%s` | %s | %s |\n".formatted(permission.word(), permission.summary(), marks));
        }
        page.append("\n## Endpoints\n\n| endpoint | needs |\n|---|---|\n");
        List<Endpoint> endpoints = fixture.hub().endpoints().stream()
                .sorted(Comparator.comparing(Endpoint::pattern).thenComparing(Endpoint::method))
                .toList();
        endpoints.forEach(endpoint -> page.append("| `%s %s` | `%s` |\n"
                .formatted(
                        endpoint.method(),
                        endpoint.pattern(),
                        endpoint.permission().word())));
        page.append("\nSome endpoints show personal data with the header `X-Serai-Reveal`; the header needs ")
                .append("`people-reveal` besides. [The HTTP API](http-api.md) marks them R.\n");
        return page.toString();
    }
}
