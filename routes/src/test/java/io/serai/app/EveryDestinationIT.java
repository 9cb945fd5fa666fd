package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.serai.connectors.ShippedConnectors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every vendor that ships, by the example of its reference page, in one hub: checked, tried, and its records looked at. */
class EveryDestinationIT {
    private static final Path PAGES = Path.of("../docs/reference/connectors");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(destination: .*?)```", Pattern.DOTALL);
    /** Whose members are not known by e-mail. */
    private static final Map<String, String> NAMESPACES = Map.of(
            "the-trade-desk", "uid2",
            "xandr", "xandr_user_id",
            "salesforce", "salesforce_id",
            "adnuntius", "crm_id",
            "kevel-userdb", "crm_id");
    /** What logs in by requests of its own, and what has nothing to be checked by: the first answer decides or none. */
    private static final List<String> UNCHECKED =
            List.of("google-data-manager", "http-audience", "kevel-userdb", "sandbox-mailer", "the-trade-desk");

    @TempDir
    private Path folder;

    private final List<String> vendors = ShippedConnectors.definitions().stream()
            .filter(name -> ShippedConnectors.definition(name).orElseThrow().contains("\noperations:"))
            .toList();
    private volatile int status = 200;
    private HttpServer server;
    private HubFixture fixture;

    @BeforeEach
    void prepare() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        fixture = new HubFixture(folder);
        fixture.write(
                "schema.yaml",
                fixture.read("schema.yaml")
                        .replace(
                                "{ crm_id: string, email: email }",
                                "{ crm_id: string, email: email, uid2: string, xandr_user_id: string, salesforce_id: string }"));
        fixture.write(
                "mappings/crm-contact.yaml",
                fixture.read("mappings/crm-contact.yaml")
                        .replace(
                                "{ crm_id: id, email: email }",
                                "{ crm_id: id, email: email, uid2: id, xandr_user_id: id, salesforce_id: id }"));
        Files.delete(fixture.config.resolve("syncs/germans-to-drop.yaml"));
        Path secret = Files.writeString(folder.resolve("secret"), "k3y");
        for (String vendor : vendors) {
            fixture.write("destinations/" + vendor + ".yaml", example(vendor, secret));
            fixture.write("syncs/to-" + vendor + ".yaml", """
                    sync: to-%1$s
                    segment: germans
                    destination: my-%1$s
                    mode: %2$s
                    purpose: email_marketing
                    identifier: %3$s
                    """.formatted(
                            vendor,
                            vendor.equals("the-trade-desk-crm") ? "snapshot" : "mirror",
                            NAMESPACES.getOrDefault(vendor, "email")));
        }
        fixture.start();
        fixture.drop(
                "contacts-1.csv", HubFixture.contacts("1,ann@example.com,Ann,DE,yes", "2,bob@example.com,Bob,DE,no"));
        fixture.lastImport(1);
    }

    /** That of the page, at a server of ours. */
    private String example(String vendor, Path secret) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(PAGES.resolve(vendor + ".md")));
        assertThat(example.find()).as("an example in %s.md", vendor).isTrue();
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        String address = vendor.equals("salesforce") ? "url" : "base_url";
        String yaml = example.group(1)
                .replaceAll("\\{\\{env:\\w+}}", "{{file:" + secret + "}}")
                .replaceAll("(, )?\\b" + address + ": \"[^\"]*\"", "")
                .replaceFirst("options: \\{ ?,?", "options: { " + address + ": \"" + here + "\", ")
                .replace(",  }", " }");
        return vendor.equals("google-data-manager")
                ? yaml.replaceFirst("options: \\{", "options: { token_url: \"" + here + "/token\",")
                : yaml;
    }

    /** Enough for every log-in. */
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body =
                "{\"access_token\": \"t0\", \"expires_in\": 3600, \"response\": {\"status\": \"OK\", \"token\": \"t0\"}}"
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void close() {
        fixture.close();
        server.stop(0);
    }

    private HttpResponse<String> check(String vendor) {
        return fixture.send(
                "POST",
                "/api/v1/connections/my-" + vendor + "/check",
                "",
                Map.of(),
                fixture.hub().token());
    }

    @Test
    void eachIsCheckedTriedAndLookedAt() {
        assertThat(vendors).hasSizeGreaterThan(15);
        for (String vendor : vendors) {
            String sync = "/api/v1/syncs/to-" + vendor;
            eventually()
                    .alias(vendor)
                    .until(() -> fixture.post(sync + "/dry-run", "", 200)
                                    .path("added")
                                    .asInt()
                            == 1);
            JsonNode plan = fixture.post(sync + "/dry-run", "", 200);
            assertThat(plan.at("/counts/withheld").asInt()).as(vendor).isEqualTo(1);
            assertThat(fixture.get(sync + "/records").path("records"))
                    .as(vendor)
                    .isEmpty();
            assertThat(check(vendor).statusCode()).as(vendor).isEqualTo(200);
        }
        // When their credentials are no longer good
        status = 401;
        // Then
        vendors.stream()
                .filter(vendor -> !UNCHECKED.contains(vendor))
                .forEach(vendor -> assertThat(check(vendor).body())
                        .as(vendor)
                        .contains("DESTINATION_REFUSED_CREDENTIAL")
                        .doesNotContain("k3y"));
    }
}
