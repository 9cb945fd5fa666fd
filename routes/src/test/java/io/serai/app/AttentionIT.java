package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs somebody is one list, and how a thing stands one word, whoever shows it and whatever goes wrong. */
class AttentionIT {
    /** A token that says {"exp": 1700000000}. */
    private static final String ENDED = "eyJhbGciOiJub25lIn0.eyJleHAiOjE3MDAwMDAwMDB9.c2ln";

    private static final Pattern CONCERN =
            Pattern.compile("serai_attention\\{code=\"(\\w+)\",.*kind=\"([^\"]+)\",name=\"([^\"]+)\".*} 1.*");
    private static final Pattern STATE =
            Pattern.compile("serai_state\\{kind=\"([^\"]+)\",name=\"([^\"]+)\",state=\"([^\"]+)\"} 1.*");

    @TempDir
    private Path folder;

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private TroubledServer server;
    private HubFixture fixture;

    @BeforeEach
    void prepare() throws IOException {
        server = new TroubledServer();
        fixture = new HubFixture(folder);
        fixture.write(
                "schema.yaml",
                fixture.read("schema.yaml")
                        .replace("country: { type: country }", "country: { type: country }\n  city: { type: string }"));
        fixture.write("syncs/germans-to-drop.yaml", """
                sync: germans-to-drop
                segment: germans
                destination: drop
                mode: snapshot
                purpose: email_marketing
                identifier: email
                brake: { max_added: 1%, from: 1 }
                """);
        server.introduce(fixture);
        server.account(fixture, "down", server.url() + "/down");
        String sunset = "{ name: Acme, sunset: 2026-01-31 }";
        fixture.write(
                "connectors/acme.yaml", fixture.read("connectors/acme.yaml").replace("{ name: Acme }", sunset));
        fixture.write("connectors/impatient.yaml", """
                connector: impatient
                vendor: { name: Impatient }
                settings: { token: { secret: true, required: true, doc: "The token." } }
                auth: { bearer: "${token}" }
                base_url: "%s"
                identifiers: { email: { from: email, profile: plain-lower } }
                limits: { timeout: 1s }
                operations:
                  add: { request: { method: PUT, path: /list }, body: { email: "${email}" }, accept: [204] }
                  remove: { request: { method: DELETE, path: /list }, body: { email: "${email}" }, accept: [204] }
                """.formatted(server.silentUrl()));
        fixture.write("destinations/hung.yaml", """
                destination: hung
                connector: impatient
                options: { token: "%s" }
                """.formatted(ENDED));
        fixture.write("syncs/germans-to-hung.yaml", """
                sync: germans-to-hung
                segment: germans
                destination: hung
                mode: mirror
                purpose: email_marketing
                identifier: email
                retry: { first: 2m }
                """);
        fixture.start();
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
        server.close();
    }

    private Set<String> overHttp() {
        return concerns(fixture.get("/api/v1/attention"));
    }

    private static Set<String> concerns(JsonNode answer) {
        Set<String> all = new TreeSet<>();
        answer.path("attention")
                .forEach(one -> all.add(one.path("code").asText() + " "
                        + one.path("kind").asText() + " " + one.path("name").asText()));
        return all;
    }

    private String metrics() {
        return fixture.send("GET", "/metrics", "", Map.of(), "").body();
    }

    private static Set<String> concerns(String metrics) {
        Set<String> all = new TreeSet<>();
        for (Matcher one = CONCERN.matcher(metrics); one.find(); ) {
            all.add(one.group(1) + " " + one.group(2) + " " + one.group(3));
        }
        return all;
    }

    private Object attribute(String type, String name, String attribute) throws Exception {
        return beans.getAttribute(new ObjectName("io.serai:type=" + type + ",name=" + name), attribute);
    }

    private Set<String> overJmx() throws Exception {
        return new TreeSet<>(Arrays.asList((String[]) attribute("Hub", "test", "Attention")));
    }

    private JsonNode cli(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--output", "json"));
        CommandLineClient.Told told = new CommandLineClient(fixture, folder).run(command.toArray(String[]::new));
        assertThat(told.status()).as(told.err()).isEqualTo(3);
        return told.json();
    }

    private void breakEverything() throws Exception {
        fixture.drop("contacts-1.csv", contacts("1,ann@example.com,Ann,DE,yes"));
        fixture.lastImport(1);
        eventually().until(() -> (long) attribute("Segment", "germans", "Members") == 1);
        run("germans-to-drop", "finished");
        fixture.drop("contacts-2.csv", contacts("2,bob@example.com,Bob,DE,yes", "3,cy@example.com,Cy,Atlantis,yes"));
        fixture.lastImport(2);
        eventually().until(() -> (long) attribute("Segment", "germans", "Members") == 2);
        run("germans-to-drop", "held");
        run("germans-to-hung", "failed");
        fixture.hub()
                .operations()
                .database()
                .inTransaction(handle -> handle.execute("ALTER TABLE profile RENAME COLUMN t_city TO away"));
        fixture.write("segments/townsfolk.yaml", """
                segment: townsfolk
                where: { trait: city, equals: Bergen }
                """);
        fixture.write("segments/wrong.yaml", "segment: wrong\nwhere: { trait: nobody, equals: 1 }\n");
        fixture.post("/api/v1/keys", "{\"name\": \"brief\", \"role\": \"viewer\", \"expires\": \"3d\"}", 201);
    }

    private void run(String sync, String state) {
        long run = fixture.post("/api/v1/syncs/" + sync + "/run", "", 202)
                .path("run")
                .asLong();
        eventually()
                .untilAsserted(() -> assertThat(
                                fixture.get("/api/v1/runs/" + run).path("state").asText())
                        .isEqualTo(state));
    }

    @Test
    void everybodyShowsTheSameUnderFaults() throws Exception {
        // When
        breakEverything();
        // Then
        Set<String> expected = new TreeSet<>(Set.of(
                "SOURCE_FAILED source down.contacts",
                "DEAD_LETTERS_OPEN source crm.contacts",
                "BRAKE sync germans-to-drop",
                "DESTINATION_UNREACHABLE destination hung",
                "INTERNAL segment townsfolk",
                "CONFIG_INVALID file segments/wrong.yaml",
                "CREDENTIAL_ENDS key brief",
                "CREDENTIAL_ENDS destination hung",
                "API_ENDS connector acme"));
        eventually().untilAsserted(() -> assertThat(overHttp()).isEqualTo(expected));
        assertThat(overJmx()).isEqualTo(expected);
        assertThat(concerns(metrics())).isEqualTo(expected);
        assertThat(concerns(cli("doctor"))).isEqualTo(expected);
        JsonNode status = cli("status");
        assertThat(concerns(status)).isEqualTo(expected);

        Map<String, String> states = new TreeMap<>(Map.of(
                "source crm.contacts", "started",
                "source down.contacts", "failed",
                "sync germans-to-drop", "held",
                "sync germans-to-hung", "failed",
                "destination hung", "failed",
                "destination drop", "unknown",
                "segment townsfolk", "failed",
                "segment germans", "fresh"));
        assertThat(statesOf(metrics())).isEqualTo(states);
        assertThat(statesOf(status)).isEqualTo(withoutDestinations(states));
        for (Map.Entry<String, String> state : states.entrySet()) {
            String[] thing = state.getKey().split(" ");
            String type = thing[0].substring(0, 1).toUpperCase(java.util.Locale.ROOT) + thing[0].substring(1);
            assertThat(attribute(type, thing[1], "State")).as(state.getKey()).isEqualTo(state.getValue());
        }

        if (Walk.lacking().isEmpty()) {
            assertThat(Walk.through("attention.test.mjs", "SERAI", fixture.hub()))
                    .as("what the console shows")
                    .isEmpty();
        }

        List<String> harms = new java.util.ArrayList<>();
        JsonNode list = fixture.get("/api/v1/attention").path("attention");
        list.forEach(one -> harms.add(one.path("harm").asText()));
        assertThat(harms)
                .containsExactly(
                        "stopped", "stopped", "stopped", "stopped", "waiting", "waiting", "soon", "soon", "soon");
        assertThat(list).allSatisfy(one -> {
            assertThat(one.path("cure").asText()).isNotBlank();
            assertThat(fixture.send(
                                    "GET",
                                    one.path("link").asText(),
                                    "",
                                    Map.of(),
                                    fixture.hub().token())
                            .statusCode())
                    .as(one.path("link").asText())
                    .isEqualTo(200);
        });
        assertThat(list.toString()).doesNotContain("example.com");
    }

    private static Map<String, String> statesOf(String metrics) {
        Map<String, String> all = new TreeMap<>();
        for (Matcher one = STATE.matcher(metrics); one.find(); ) {
            all.put(one.group(1) + " " + one.group(2), one.group(3));
        }
        return all;
    }

    private static Map<String, String> withoutDestinations(Map<String, String> states) {
        Map<String, String> rest = new TreeMap<>(states);
        rest.keySet().removeIf(thing -> thing.startsWith("destination "));
        return rest;
    }

    private static Map<String, String> statesOf(JsonNode status) {
        Map<String, String> all = new TreeMap<>();
        status.path("sources")
                .forEach(one -> all.put(
                        "source " + one.path("name").asText() + "."
                                + one.path("stream").asText(),
                        one.path("state").asText()));
        status.path("segments")
                .forEach(one -> all.put(
                        "segment " + one.path("name").asText(),
                        one.path("state").asText()));
        status.path("syncs")
                .forEach(one -> all.put(
                        "sync " + one.path("name").asText(), one.path("state").asText()));
        return all;
    }
}
