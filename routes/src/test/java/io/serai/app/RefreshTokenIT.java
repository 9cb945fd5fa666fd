package io.serai.app;

import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor that gives another refresh token with every use, and forgets the one that was used. */
class RefreshTokenIT {
    @TempDir
    private Path folder;

    private HubFixture fixture;
    private HttpServer vendor;
    private volatile String refresh = "first-token";
    private volatile int uses;
    private volatile int people = 1;

    @BeforeEach
    void prepare() throws IOException {
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/token", this::token);
        vendor.createContext("/contacts", this::contacts);
        vendor.start();
        fixture = new HubFixture(folder);
        fixture.write("connectors/acme.yaml", """
                connector: acme
                vendor: { name: Acme }
                settings:
                  base_url: { required: true, doc: "The address." }
                  refresh_token: { secret: true, required: true, doc: "The token to begin with." }
                auth:
                  oauth2: refresh-token
                  token_url: "${base_url}/token"
                  client_id: hub
                  refresh_token: "${refresh_token}"
                base_url: "${base_url}"
                check: { request: { method: GET, path: /contacts }, accept: [200] }
                streams:
                  contacts: { key: $.id, request: { method: GET, path: /contacts }, records: $ }
                """);
        source("first-token");
    }

    private void source(String token) {
        fixture.write("sources/acme.yaml", """
                source: acme
                connector: acme
                options: { base_url: "http://127.0.0.1:%d", refresh_token: %s }
                streams: { contacts: { mapping: crm-contact, every: 1h } }
                """.formatted(vendor.getAddress().getPort(), token));
    }

    @AfterEach
    void close() {
        fixture.close();
        vendor.stop(0);
    }

    private synchronized void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!form.contains("refresh_token=" + refresh)) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        uses++;
        refresh = "token-after-use-" + uses + ".";
        answer(
                exchange,
                200,
                "{\"access_token\":\"a" + uses + "\",\"refresh_token\":\"" + refresh + "\",\"expires_in\":3600}");
    }

    private synchronized void contacts(HttpExchange exchange) throws IOException {
        boolean known = ("Bearer a" + uses).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < people; i++) {
            body.append(i == 0 ? "" : ",").append("{\"id\":").append(i).append(",\"email\":\"p");
            body.append(i).append("@example.com\"}");
        }
        answer(exchange, known ? 200 : 401, body.append(']').toString());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void awaitProfiles(int profiles) {
        eventually().until(() -> fixture.get("/api/v1/status").path("profiles").asLong() == profiles);
    }

    @Test
    void theTokenThatCameLastOutlivesTheHub() {
        // Given
        fixture.start();
        awaitProfiles(1);
        assertThat(uses).isEqualTo(1);
        // When
        fixture.stop();
        people = 2;
        fixture.start();
        fixture.post("/api/v1/connections/acme/check", "", 200);
        eventually().ignoreExceptions().until(() -> {
            fixture.post("/api/v1/sources/acme.contacts/run", "", 202);
            return true;
        });
        // Then
        awaitProfiles(2);
        assertThat(uses).isEqualTo(2);
    }

    @Test
    void aTokenThatAPersonGivesAnewTakesThePlaceOfTheChain() {
        // Given
        fixture.start();
        awaitProfiles(1);
        // When: the vendor takes it all back, and a person logs in again
        refresh = "second-login";
        people = 2;
        fixture.stop();
        fixture.start();
        assertThat(fixture.post("/api/v1/connections/acme/check", "", 502)
                        .path("code")
                        .asText())
                .isEqualTo("SOURCE_REFUSED_CREDENTIAL");
        source("second-login");
        // Then
        eventually().untilAsserted(() -> fixture.post("/api/v1/connections/acme/check", "", 200));
        assertThat(uses).isEqualTo(2);
    }
}
