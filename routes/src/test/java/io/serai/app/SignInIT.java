package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser's way to an OpenID provider that nobody here wrote, and back; and all that goes wrong on it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInIT {
    private static final String HUB = "http://hub.test";
    private static final String BEGIN = "/api/v1/session/oidc";
    private static final String CREW = "{\"roles\": [\"crew\"]}";
    private static final String OVER = "serai_sign_in=; Path=" + BEGIN + "; Max-Age=0; HttpOnly; SameSite=Lax";

    @TempDir
    static Path folder;

    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static MockOAuth2Server provider;
    private static HubFixture fixture;

    @BeforeAll
    static void start() {
        provider = new MockOAuth2Server(new OAuth2Config(true));
        provider.start();
        fixture = new HubFixture(folder);
        fixture.write("hub.yaml", fixture.read("hub.yaml") + """
                access:
                  oidc:
                    issuer: "%s"
                    audience: serai-api
                    roles: { crew: analyst }
                    sign_in:
                      hub_url: %s
                      client_id: serai
                      client_secret: kept-by-the-hub
                      scopes: [profile]
                      provider: Club
                """.formatted(provider.issuerUrl("club"), HUB));
        fixture.start();
    }

    @AfterAll
    static void stop() {
        fixture.close();
        provider.shutdown();
    }

    /** A browser on its way. */
    private record Way(URI provider, String cookie) {
        String state() {
            return parameters(provider).get("state");
        }
    }

    private static Map<String, String> parameters(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> get(String path, String cookie) {
        return fixture.send("GET", path, "", Map.of("Cookie", "other=1; " + cookie), "");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static Way leave(String to) {
        HttpResponse<String> answer = get(BEGIN + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8), "");
        assertThat(answer.statusCode()).isEqualTo(302);
        return new Way(
                URI.create(header(answer, "Location")),
                header(answer, "Set-Cookie").split(";")[0]);
    }

    /** Where the provider sends the browser once somebody has signed in there. */
    private static String signedIn(Way way, String claims) throws IOException, InterruptedException {
        return signedIn(way, "ann-17", claims);
    }

    private static String signedIn(Way way, String user, String claims) throws IOException, InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(way.provider())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "username=" + user + "&claims=" + URLEncoder.encode(claims, StandardCharsets.UTF_8)))
                .build();
        String back = header(BROWSER.send(form, HttpResponse.BodyHandlers.ofString()), "Location");
        assertThat(back).startsWith(HUB + BEGIN + "/callback?");
        return back.substring(HUB.length());
    }

    private static void isRefused(HttpResponse<String> answer, String to, String why) {
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).isEqualTo(HUB + "/console" + to + "#refused=" + why);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .as("nobody is signed in, and a sign-in that has ended leaves nothing behind")
                .isEqualTo(why.equals("state") ? List.of() : List.of(OVER));
    }

    @Test
    void whomTheProviderKnowsIsSignedInWhereTheyWantedToGo() throws Exception {
        // Given
        HttpResponse<String> left = get(BEGIN + "?to=%2Fsegments%2Fgermans%3Ftab%3Dmembers", "");
        assertThat(header(left, "Set-Cookie"))
                .contains("; HttpOnly", "; SameSite=Lax", "; Path=" + BEGIN, "; Max-Age=600")
                .doesNotContain("Secure", "germans");
        Way way = new Way(
                URI.create(header(left, "Location")), header(left, "Set-Cookie").split(";")[0]);
        assertThat(parameters(way.provider()))
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "serai")
                .containsEntry("scope", "openid profile")
                .containsEntry("redirect_uri", HUB + BEGIN + "/callback")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("code_challenge", "nonce", "state");

        // When
        HttpResponse<String> back = get(signedIn(way, CREW), way.cookie());

        // Then
        assertThat(header(back, "Location")).isEqualTo(HUB + "/console/segments/germans?tab=members");
        assertThat(header(back, "Set-Cookie")).contains("; HttpOnly", "; SameSite=Strict", "; Path=/;");
        assertThat(back.headers().allValues("Set-Cookie")).hasSize(2).contains(OVER);
        String seen =
                get("/api/v1/access", header(back, "Set-Cookie").split(";")[0]).body();
        assertThat(seen)
                .contains("\"caller\":\"oidc:ann-17\"", "\"segment-try\"")
                .doesNotContain("key-manage");
        assertThat(fixture.get("/api/v1/audit?action=sign-in&actor=oidc:ann-17").path("entries"))
                .isNotEmpty();
    }

    @Test
    void signInScreenIsToldWhereToSignIn() {
        String ways = fixture.send("GET", "/api/v1/session", "", Map.of(), "").body();
        assertThat(ways).isEqualTo("{\"provider\":{\"name\":\"Club\",\"url\":\"" + HUB + BEGIN + "\"}}");
    }

    @Test
    void callbackIsGoodOnce() throws Exception {
        // Given
        Way way = leave("/syncs");
        String callback = signedIn(way, CREW);
        get(callback, way.cookie());

        // When
        HttpResponse<String> again = get(callback, way.cookie());

        // Then
        // This provider gives a token for a used code, but one without the nonce of our sign-in.
        isRefused(again, "/syncs", "token");
    }

    @Test
    void onlyTheBrowserThatLeftComesBack() throws Exception {
        // Given
        Way way = leave("/syncs");
        Way other = leave("/syncs");
        String callback = signedIn(way, CREW);

        // Then
        isRefused(get(callback, ""), "", "state");
        isRefused(get(callback, other.cookie()), "", "state");
        isRefused(get(callback, way.cookie().replaceFirst("=.", "=-")), "", "state");
        isRefused(get(callback.replaceAll("state=[^&]+", "state=made-up"), way.cookie()), "", "state");
    }

    @Test
    void whoSaysNoAtTheProviderIsTold() {
        Way way = leave("/syncs");
        String no = BEGIN + "/callback?error=access_denied&state=" + way.state();
        isRefused(get(no, way.cookie()), "/syncs", "denied");
    }

    @Test
    void whatTheProviderCannotDoIsTold() {
        Way way = leave("/syncs");
        String callback = BEGIN + "/callback?state=" + way.state();
        isRefused(get(callback + "&error=invalid_scope", way.cookie()), "/syncs", "client");
        isRefused(get(callback, way.cookie()), "/syncs", "client");
    }

    @Test
    void answerOfAnotherIssuerIsRefused() throws Exception {
        Way way = leave("/syncs");
        String callback = signedIn(way, CREW) + "&iss=https%3A%2F%2Felsewhere.example";
        isRefused(get(callback, way.cookie()), "/syncs", "issuer");
    }

    @Test
    void whoHasNoRoleHereGetsNoSession() throws Exception {
        Way way = leave("/syncs");
        isRefused(get(signedIn(way, "{\"roles\": [\"guest\"]}"), way.cookie()), "/syncs", "role");
    }

    @Test
    void whoeverSignsInIsListedWithTheNameMaskedUnlessRevealed() throws Exception {
        // Given
        Way way = leave("/syncs");
        get(signedIn(way, "cem-4", "{\"roles\": [\"crew\"], \"name\": \"Cem Aydin\"}"), way.cookie());

        // When
        JsonNode listed = user("oidc:cem-4", Map.of());
        JsonNode revealed = user("oidc:cem-4", Map.of("X-Serai-Reveal", "who is this"));

        // Then
        assertThat(listed.path("name").asText()).isNotEmpty().doesNotContain("Cem", "Aydin");
        assertThat(revealed.path("name").asText()).isEqualTo("Cem Aydin");
        assertThat(listed.path("roles")).extracting(JsonNode::asText).containsExactly("analyst");
        assertThat(listed.has("blocked")).isFalse();
        assertThat(fixture.get("/api/v1/users").path("groups"))
                .hasToString("[{\"name\":\"crew\",\"role\":\"analyst\"}]");
        assertThat(fixture.count("SELECT COUNT(*) FROM hub_user WHERE subject LIKE '%cem%' OR name LIKE '%Cem%'"))
                .as("neither is stored in the clear")
                .isZero();
    }

    private static JsonNode user(String caller, Map<String, String> headers) {
        JsonNode users = fixture.call("GET", "/api/v1/users", "", headers, 200).path("users");
        return StreamSupport.stream(users.spliterator(), false)
                .filter(user -> user.path("caller").asText().equals(caller))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoIsBlockedIsOutAtOnceWithAnyTokenAndInEveryBrowser() throws Exception {
        // Given
        Way way = leave("/syncs");
        HttpResponse<String> back = get(signedIn(way, "bob-3", CREW), way.cookie());
        String cookie = back.headers().allValues("Set-Cookie").stream()
                .filter(set -> !set.equals(OVER))
                .findFirst()
                .orElseThrow()
                .split(";")[0];
        String token = provider.issueToken("club", "bob-3", "serai-api", Map.of("roles", List.of("crew")))
                .serialize();
        assertThat(get("/api/v1/status", cookie).statusCode()).isEqualTo(200);
        assertThat(asBearer(token).statusCode()).isEqualTo(200);
        String path = "/api/v1/users/" + user("oidc:bob-3", Map.of()).path("id").asLong();

        // When
        fixture.post(path + "/block", "{\"reason\":\"has left\"}", 200);

        // Then
        assertThat(get("/api/v1/status", cookie).statusCode()).isEqualTo(403);
        assertThat(asBearer(token).body()).contains("You are blocked at this hub");
        Way again = leave("/syncs");
        isRefused(get(signedIn(again, "bob-3", CREW), again.cookie()), "/syncs", "blocked");
        assertThat(user("oidc:bob-3", Map.of()).at("/blocked/by").asText()).isEqualTo("local");
        fixture.post(path + "/block", "{}", 409);
        assertThat(fixture.get("/api/v1/audit?action=user-block")
                        .at("/entries/0/reason")
                        .asText())
                .isEqualTo("has left");

        // When
        fixture.post(path + "/unblock", "", 200);

        // Then
        assertThat(get("/api/v1/status", cookie).statusCode()).isEqualTo(200);
        fixture.post(path + "/unblock", "", 404);
        fixture.post("/api/v1/users/0/block", "{}", 404);
    }

    private static HttpResponse<String> asBearer(String token) {
        return fixture.send("GET", "/api/v1/status", "", Map.of(), token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//elsewhere.example",
                "https://elsewhere.example",
                "/\\elsewhere.example",
                "/../../elsewhere",
                "/%2E%2e/api/v1/status",
                "@elsewhere.example",
                ".elsewhere.example",
                "/a\r\nSet-Cookie: b=1",
                "/a#refused=role"
            })
    void nobodyIsLedElsewhere(String to) throws Exception {
        Way way = leave(to);
        HttpResponse<String> back = get(signedIn(way, CREW), way.cookie());
        assertThat(header(back, "Location")).isEqualTo(HUB + "/console");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void providerThatIsAwayIsNamedAsTheReason() throws Exception {
        // Given
        Way way = leave("/syncs");
        String callback = signedIn(way, CREW);

        // When
        provider.shutdown();

        // Then
        isRefused(get(callback, way.cookie()), "/syncs", "away");
    }
}
