package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code serai identity plan} says of people, segments and destinations is what applying does to them. */
class IdentityPlanIT {
    private static final List<String> TABLES = List.of(
            "profile", "source_record", "identity_change", "membership", "membership_change", "outbox", "sync_member");

    @TempDir
    private Path folder;

    private HubFixture fixture;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new HubFixture(folder);
        fixture.write("mappings/crm-contact.yaml", """
                mapping: crm-contact
                key: id
                identifiers: { crm_id: customer, email: email }
                traits: { first_name: name, country: country }
                consents: { email_marketing: { from: consent, map: { "yes": granted, "no": denied } } }
                """);
        fixture.write("segments/homeless.yaml", """
                segment: homeless
                where: { not: { trait: country, exists: true } }
                """);
        fixture.write("syncs/germans-to-drop.yaml", """
                sync: germans-to-drop
                segment: germans
                destination: drop
                mode: snapshot
                identifier: email
                purpose: email_marketing
                fields: { NAME: first_name }
                """);
        fixture.start();
        // By customer number Ann is one person, and so is Cem, who has denied his consent once.
        fixture.drop("contacts-1.csv", """
                id,customer,email,name,country,consent
                1,C7,b@example.com,Ann,DE,yes
                2,C7,a@example.com,Ann,,yes
                3,C8,c@example.com,Cem,,yes
                4,C8,d@example.com,Cem,DE,no
                5,C9,e@example.com,Eve,FR,yes
                """);
        fixture.lastImport(1);
        eventually().untilAsserted(() -> assertThat(members("homeless")).isEqualTo(2));
        fixture.post("/api/v1/syncs/germans-to-drop/run", "", 202);
        eventually()
                .untilAsserted(
                        () -> assertThat(dryRun().path("ledger").asLong()).isEqualTo(1));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private long members(String segment) {
        return fixture.get("/api/v1/segments/" + segment).path("members").asLong();
    }

    private JsonNode dryRun() {
        return fixture.post("/api/v1/syncs/germans-to-drop/dry-run", "", 200);
    }

    private JsonNode plan(Map<String, String> headers) {
        return fixture.call("POST", "/api/v1/identity/plan", "", headers, 200);
    }

    private Map<String, String> traces() {
        Map<String, String> traces = new TreeMap<>();
        for (String table : TABLES) {
            traces.put(
                    table,
                    fixture.hub()
                            .operations()
                            .database()
                            .inTransaction(handle -> handle.createQuery("CHECKSUM TABLE " + table)
                                    .map((row, context) -> row.getString(2))
                                    .one()));
        }
        return traces;
    }

    @Test
    void thePlanIsWhatApplyingDoesAndLeavesNoTrace() {
        // Given
        assertThat(plan(Map.of()).toString()).isEqualTo("{\"changed\":false}");
        fixture.write("identity.yaml", "identity: default\nlink_on: { crm_id: {}, email: {} }\n");
        eventually()
                .untilAsserted(() ->
                        assertThat(fixture.get("/api/v1/status").toString()).contains("identity"));
        Map<String, String> traces = traces();
        // When
        JsonNode plan = plan(Map.of());
        // Then
        assertThat(traces()).isEqualTo(traces);
        assertThat(plan.path("merged").asLong()).isEqualTo(2);
        assertThat(plan.path("profiles").asLong()).isEqualTo(3);
        assertThat(plan.path("largest").path(0).path("subjects").asLong()).isEqualTo(2);
        assertThat(plan.path("segments").toString())
                .isEqualTo("[{\"name\":\"germans\",\"entered\":1,\"exited\":1},"
                        + "{\"name\":\"homeless\",\"entered\":0,\"exited\":2}]");
        assertThat(plan.path("syncs").toString())
                .isEqualTo("[{\"name\":\"germans-to-drop\",\"added\":1,\"updated\":0,\"removed\":1}]");
        assertThat(plan.path("glue").path(0).toString())
                .isEqualTo("{\"namespace\":\"crm_id\",\"value\":\"C***\",\"profiles\":2}");
        assertThat(plan.path("pairs")).hasSize(2);
        assertThat(plan.path("pairs").path(0).path("reasons").path(0).asText())
                .isEqualTo("They share a value of crm_id.");
        assertThat(plan.toString()).doesNotContain("C7");
        assertThat(plan(Map.of("X-Serai-Reveal", "ticket 812")).toString()).contains("C7");
        // When
        fixture.post("/api/v1/apply", "", 202);
        // Then
        eventually().untilAsserted(() -> assertThat(members("homeless")).isZero());
        assertThat(members("germans")).isEqualTo(2);
        JsonNode changes = dryRun();
        assertThat(changes.path("added").asLong()).isEqualTo(1);
        assertThat(changes.path("removed").asLong()).isEqualTo(1);
    }

    @Test
    void filesWithProblemsAreNotPlanned() {
        // Given
        fixture.write("identity.yaml", "identity: default\nlink_on: { e_mail: {} }\n");
        // When
        JsonNode problem = fixture.call("POST", "/api/v1/identity/plan", "", Map.of(), 400);
        // Then
        assertThat(problem.path("code").asText()).isEqualTo("CONFIG_INVALID");
        assertThat(problem.path("detail").asText()).contains("identity.yaml:2", "no identifier 'e_mail'");
    }
}
