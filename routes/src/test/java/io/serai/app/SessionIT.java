package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a browser gets in, and how nobody else gets in by it; and the console's files. */
class SessionIT {
    private static final Map<String, String> CONSOLE = Map.of("X-Serai-Console", "1");

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

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static Map<String, String> with(String cookie, boolean console) {
        Map<String, String> headers = new HashMap<>(console ? CONSOLE : Map.of());
        headers.put("Cookie", "other=1; " + cookie.split(";")[0]);
        return headers;
    }

    private static HttpResponse<String> signIn(Map<String, String> headers) {
        String ticket =
                fixture.post("/api/v1/session/ticket", "{}", 201).path("ticket").asText();
        return fixture.send("POST", "/api/v1/session", "{\"ticket\": \"%s\"}".formatted(ticket), headers, "");
    }

    @Test
    void ticketSignsABrowserIn() {
        // When
        HttpResponse<String> answer = signIn(CONSOLE);

        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(cookie(answer))
                .startsWith("serai_session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Secure");
        HttpResponse<String> seen = fixture.send("GET", "/api/v1/access", "", with(cookie(answer), false), "");
        assertThat(seen.body()).contains("\"caller\":\"local\"");
    }

    @Test
    void overTlsTheCookieIsForTlsAlone() {
        assertThat(cookie(signIn(Map.of("X-Serai-Console", "1", "Origin", "https://hub.example"))))
                .contains("; Secure");
    }

    @Test
    void whatAnotherSiteCouldSendDoesNothing() {
        // Given
        String cookie = cookie(signIn(CONSOLE));

        // Then
        assertThat(fixture.send("POST", "/api/v1/syncs/germans-to-drop/pause", "{}", with(cookie, false), "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(signIn(Map.of()).statusCode()).as("signing somebody in").isEqualTo(400);
        assertThat(fixture.send("POST", "/api/v1/syncs/germans-to-drop/pause", "{}", with(cookie, true), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoSignsOutIsOut() {
        // Given
        String cookie = cookie(signIn(CONSOLE));

        // When
        HttpResponse<String> out = fixture.send("DELETE", "/api/v1/session", "", with(cookie, true), "");

        // Then
        assertThat(cookie(out)).contains("Max-Age=0");
        assertThat(fixture.send("GET", "/api/v1/access", "", with(cookie, false), "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void neitherBothNorNothing() {
        assertThat(fixture.send("POST", "/api/v1/session", "{}", CONSOLE, "").statusCode())
                .isEqualTo(400);
        assertThat(fixture.send("POST", "/api/v1/session", "{\"credential\": \"wrong\"}", CONSOLE, "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void hubWithoutAProviderOffersNone() {
        assertThat(fixture.send("GET", "/api/v1/session", "", Map.of(), "").body())
                .isEqualTo("{}");
        assertThat(fixture.send("GET", "/api/v1/session/oidc", "", Map.of(), "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void consoleIsShownAndFramedByNobody() throws IOException, InterruptedException {
        // When
        HttpResponse<String> page = page("/console/segments/vip");

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).contains("<html");
    }

    private static HttpResponse<String> page(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(fixture.hub().url() + path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersOfTheApiAreKeptByNobody() {
        assertThat(fixture.send(
                                "GET",
                                "/api/v1/access",
                                "",
                                Map.of(),
                                fixture.hub().token())
                        .headers()
                        .firstValue("Cache-Control"))
                .hasValue("no-store");
    }
}
