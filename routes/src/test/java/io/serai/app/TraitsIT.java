package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Computed traits in a whole hub: from records to profiles, segments and what a sync sends. */
class TraitsIT {
    private static final String SCHEMA = """
            schema: profile
            default_region: DE
            traits:
              first_name: { type: name, pii: true }
              country: { type: country }
            identifiers: { crm_id: string, email: email }
            consents: [email_marketing]
            events:
              order_completed: { properties: { revenue: decimal } }
            """;

    @TempDir
    private Path folder;

    private HubFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new HubFixture(folder);
        fixture.write("schema.yaml", SCHEMA);
        fixture.write("mappings/crm-contact.yaml", """
                mapping: crm-contact
                key: id
                identifiers: { crm_id: id, email: email }
                traits: { first_name: name, country: country }
                consents: { email_marketing: { from: consent, map: { "yes": granted, "no": denied } } }
                events:
                  - { type: order_completed, id: order, time: time, properties: { revenue: revenue } }
                """);
        fixture.write("traits/revenue.yaml", """
                trait: revenue
                description: What was bought for within a year.
                of: { sum: revenue, event: order_completed, within: 365d }
                """);
        fixture.write("traits/orders.yaml", "trait: orders\nof: { count: order_completed }");
        fixture.write("traits/basket.yaml", "trait: basket\nof: { ratio: [revenue, orders] }");
        fixture.write("segments/germans.yaml", "segment: germans\nwhere: { trait: basket, at_least: 50 }");
        fixture.write(
                "syncs/germans-to-drop.yaml",
                fixture.read("syncs/germans-to-drop.yaml").replace("{ NAME: first_name }", "{ BASKET: basket }"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String orders(String... rows) {
        return "id,email,name,country,consent,order,time,revenue\n" + String.join("\n", rows) + "\n";
    }

    private static String daysAgo(int days) {
        return Instant.now().minus(days, ChronoUnit.DAYS).toString();
    }

    private String dropped() throws IOException {
        return Files.readString(fixture.out.resolve("germans-to-drop.csv"));
    }

    private JsonNode profile(String email) {
        return fixture.post("/api/v1/profiles/search", "{\"namespace\": \"email\", \"value\": \"" + email + "\"}", 200)
                .path("profiles")
                .get(0);
    }

    @Test
    void recordsBecomeComputedTraitsThatSegmentsAskForSyncsSendAndProfilesShow() throws Exception {
        // Given
        fixture.start();
        // When
        fixture.drop(
                "contacts-1.csv",
                orders(
                        "1,ann@example.com,Ann,DE,yes,o1," + daysAgo(10) + ",100.5",
                        "2,ann@example.com,Ann,DE,yes,o2," + daysAgo(20) + ",20",
                        "3,bob@example.com,Bob,DE,yes,o3," + daysAgo(30) + ",10",
                        "4,eve@example.com,Eve,DE,yes,o4," + daysAgo(400) + ",900"));
        fixture.lastImport(1);
        // Then
        eventually()
                .untilAsserted(() -> assertThat(dropped())
                        .contains("ann@example.com", "60.25")
                        .doesNotContain("bob@example.com")
                        .doesNotContain("eve@example.com"));
        String timeline =
                "/api/v1/profiles/" + profile("ann@example.com").path("id").asLong() + "/events";
        JsonNode latest = fixture.get(timeline + "?limit=1");
        JsonNode before = fixture.get(
                timeline + "?type=order_completed&after=" + latest.path("next").asText());
        assertThat(latest.path("events")
                        .get(0)
                        .path("properties")
                        .path("revenue")
                        .decimalValue())
                .isEqualByComparingTo("100.5");
        assertThat(before.path("events")
                        .get(0)
                        .path("properties")
                        .path("revenue")
                        .decimalValue())
                .isEqualByComparingTo("20");
        assertThat(before.path("events")).hasSize(1);
        fixture.call("GET", timeline + "?after=x", "", Map.of(), 400);
        JsonNode traits = profile("ann@example.com").path("traits");
        assertThat(traits.path("revenue").path("value").decimalValue()).isEqualByComparingTo("120.5");
        assertThat(traits.path("orders").path("value").asLong()).isEqualTo(2);
        assertThat(traits.path("basket").path("rule").asText()).isEqualTo("computed");
        assertThat(Instant.parse(traits.path("basket").path("computedAt").asText()))
                .isAfter(Instant.parse(daysAgo(1)));
        assertThat(profile("eve@example.com").path("traits").has("revenue")).isFalse();
        // When
        fixture.drop("contacts-2.csv", orders("5,bob@example.com,Bob,DE,yes,o5," + daysAgo(1) + ",1000"));
        // Then
        eventually().untilAsserted(() -> assertThat(dropped()).contains("bob@example.com", "505"));
    }

    @Test
    void traitsAreListedWithTypeDefinitionAndFill() throws Exception {
        // Given
        fixture.start();
        fixture.drop(
                "contacts-1.csv",
                orders(
                        "1,ann@example.com,Ann,DE,yes,o1," + daysAgo(10) + ",100.5",
                        "4,eve@example.com,Eve,,yes,o4," + daysAgo(400) + ",900"));
        fixture.lastImport(1);
        // Then
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/traits/orders")
                                .path("filled")
                                .asLong())
                        .isEqualTo(2));
        JsonNode all = fixture.get("/api/v1/traits").path("traits");
        assertThat(all.findValuesAsText("name"))
                .containsExactly("first_name", "country", "basket", "orders", "revenue")
                .hasSize(all.size());
        JsonNode revenue = fixture.get("/api/v1/traits/revenue");
        assertThat(revenue.path("type").asText()).isEqualTo("decimal");
        assertThat(revenue.path("origin").asText()).isEqualTo("computed");
        assertThat(revenue.path("definition").asText())
                .isEqualTo("{sum: revenue, event: order_completed, within: 365d}");
        assertThat(revenue.path("description").asText()).isEqualTo("What was bought for within a year.");
        assertThat(revenue.path("state").asText()).isEqualTo("fresh");
        assertThat(revenue.path("filled").asLong()).isEqualTo(1);
        assertThat(revenue.has("computedAt")).isTrue();
        assertThat(fixture.get("/api/v1/traits/country").path("filled").asLong())
                .isEqualTo(1);
        assertThat(fixture.get("/api/v1/traits/first_name").has("filled")).isFalse();
        assertThat(fixture.call("GET", "/api/v1/traits/nope", "", Map.of(), 404)
                        .path("detail")
                        .asText())
                .contains("serai trait list");
        assertThat(fixture.send("GET", "/metrics", "", Map.of(), fixture.hub().token())
                        .body())
                .contains("serai_trait_filled{trait=\"orders\"} 2.0")
                .contains("serai_trait_lag{trait=\"orders\"}");
    }

    @Test
    void operatorsSeeATraitAndComputeItFromNothingOverJmx() throws Exception {
        // Given
        fixture.start();
        fixture.drop("contacts-1.csv", orders("1,ann@example.com,Ann,DE,yes,o1," + daysAgo(10) + ",100.5"));
        fixture.lastImport(1);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName orders = new ObjectName("io.serai:type=Trait,name=orders");
        eventually()
                .untilAsserted(
                        () -> assertThat(server.getAttribute(orders, "Filled")).isEqualTo(1L));
        fixture.hub()
                .operations()
                .database()
                .inTransaction(handle -> handle.execute("UPDATE computed_value SET number = 7 WHERE number = 1"));
        // When
        server.invoke(orders, "run", new Object[0], new String[0]);
        // Then
        assertThat(profile("ann@example.com")
                        .path("traits")
                        .path("orders")
                        .path("value")
                        .asInt())
                .isEqualTo(1);
        assertThat(server.getAttribute(orders, "State")).isEqualTo("fresh");
        assertThat(server.getAttribute(orders, "LastError")).isEqualTo("");
    }

    @Test
    void aTraitThatIsDroppedWhileASegmentUsesItIsSaidAndComesBackWhole() throws Exception {
        // Given
        fixture.start();
        fixture.drop("contacts-1.csv", orders("1,ann@example.com,Ann,DE,yes,o1," + daysAgo(10) + ",100.5"));
        fixture.lastImport(1);
        eventually().untilAsserted(() -> assertThat(dropped()).contains("ann@example.com"));
        String basket = fixture.read("traits/basket.yaml");
        // When
        Files.delete(fixture.config.resolve("traits/basket.yaml"));
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/status")
                                .path("configProblems")
                                .toString())
                        .contains("segments/germans.yaml")
                        .contains("there is no trait 'basket'."));
        // Then
        assertThat(fixture.get("/api/v1/segments").path("segments")).isEmpty();
        assertThat(fixture.get("/api/v1/traits").path("traits").findValuesAsText("name"))
                .contains("revenue")
                .doesNotContain("basket");
        // When
        fixture.write("traits/basket.yaml", basket);
        // Then
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/segments/germans")
                                .path("members")
                                .asLong())
                        .isEqualTo(1));
        assertThat(fixture.get("/api/v1/status").path("configProblems")).isEmpty();
    }

    @Test
    void aMergeAndItsUndoingMoveComputedTraits() throws Exception {
        // Given
        fixture.start();
        fixture.drop(
                "contacts-1.csv",
                orders(
                        "1,ann@example.com,Ann,DE,yes,o1," + daysAgo(10) + ",100",
                        "2,bob@example.com,Bob,DE,yes,o2," + daysAgo(20) + ",20"));
        fixture.lastImport(1);
        eventually().untilAsserted(() -> assertThat(revenue("ann@example.com")).isEqualTo(100));
        long ann = profile("ann@example.com").path("id").asLong();
        long bob = profile("bob@example.com").path("id").asLong();
        // When
        fixture.post("/api/v1/profiles/" + ann + "/merge", "{\"other\": " + bob + ", \"reason\": \"one\"}", 200);
        // Then
        eventually().untilAsserted(() -> assertThat(revenue("bob@example.com")).isEqualTo(120));
        assertThat(fixture.get("/api/v1/traits/revenue").path("filled").asLong())
                .isEqualTo(1);
        // When
        long subject = fixture.get("/api/v1/profiles/" + ann + "/explanation")
                .path("members")
                .get(0)
                .path("subject")
                .asLong();
        fixture.post(
                "/api/v1/profiles/" + ann + "/unmerge", "{\"subjects\": [" + subject + "], \"reason\": \"two\"}", 200);
        // Then
        eventually().untilAsserted(() -> assertThat(revenue("ann@example.com")).isEqualTo(100));
        eventually().untilAsserted(() -> assertThat(revenue("bob@example.com")).isEqualTo(20));
    }

    private int revenue(String email) {
        return profile(email).path("traits").path("revenue").path("value").asInt();
    }
}
