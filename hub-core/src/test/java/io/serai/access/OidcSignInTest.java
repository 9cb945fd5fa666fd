package io.serai.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.serai.access.OidcSignIn.Arrival;
import io.serai.access.OidcSignIn.Departure;
import io.serai.access.OidcSignIn.Proven;
import io.serai.access.OidcSignIn.Refusal;
import io.serai.access.OidcSignIn.Refused;
import io.serai.connector.Secret;
import io.serai.ingest.TestHub;
import io.serai.store.TestClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OidcSignInTest {
    private static final RSAKey KEY = Issuer.key("one");
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("console:kept".getBytes(StandardCharsets.UTF_8));

    private final Issuer issuer = new Issuer();
    private final TestClock clock = new TestClock(TestHub.NOW);
    private final OidcSignIn signIn = signIn(Optional.of(new Secret("kept")));

    @BeforeEach
    void publish() {
        issuer.signsWith(KEY);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private OidcSignIn signIn(Optional<Secret> secret) {
        OidcSettings.Client client =
                new OidcSettings.Client("console", secret, List.of(), URI.create("https://hub.example"), "Club");
        OidcSettings settings = new OidcSettings(
                URI.create(issuer.url()), "serai", "roles", Map.of("crew", Role.ANALYST), Optional.of(client));
        return new OidcTokens(settings, clock).signIn(TestHub.KEYRING).orElseThrow();
    }

    private static Map<String, List<String>> asked(Departure departure) {
        return URLUtils.parseParameters(departure.to().getRawQuery());
    }

    private Arrival back(OidcSignIn signIn, Departure departure) {
        String state = asked(departure).get("state").get(0);
        return signIn.end(Optional.of(departure.kept()), Map.of("state", state, "code", "c-1"));
    }

    private void refuses(Departure departure, Refusal why) {
        assertThat(back(signIn, departure)).isEqualTo(new Arrival("/syncs", new Refused(why)));
    }

    private JWTClaimsSet.Builder claims(Departure departure) {
        return issuer.claims()
                .audience("console")
                .claim("nonce", asked(departure).get("nonce").get(0));
    }

    private void gives(JWTClaimsSet.Builder claims) {
        issuer.gives(200, """
                {"access_token": "a", "token_type": "Bearer", "id_token": "%s"}
                """.formatted(Issuer.signed(claims.build(), KEY)));
    }

    @Test
    void codeIsExchangedByWhoHasTheSecretAndTheVerifier() {
        // Given
        Departure departure = signIn.begin("/syncs").orElseThrow();
        gives(claims(departure));

        // When
        Arrival arrival = back(signIn, departure);

        // Then
        assertThat(arrival.wanted()).isEqualTo("/syncs");
        assertThat(arrival.outcome()).isInstanceOf(Proven.class);
        Map<String, List<String>> sent = URLUtils.parseParameters(issuer.asked().getBodyAsString());
        CodeVerifier verifier = new CodeVerifier(sent.get("code_verifier").get(0));
        assertThat(asked(departure).get("code_challenge"))
                .containsExactly(CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                        .getValue());
        assertThat(sent.get("redirect_uri")).containsExactly("https://hub.example/api/v1/session/oidc/callback");
        assertThat(issuer.asked().getHeader("Authorization")).isEqualTo(BASIC);
    }

    @Test
    void secretGoesIntoTheBodyWhereTheProviderTakesItThereAlone() {
        // Given
        issuer.says(issuer.url(), "[\"client_secret_post\"]");
        Departure departure = signIn.begin("").orElseThrow();
        gives(claims(departure));

        // When
        back(signIn, departure);

        // Then
        assertThat(issuer.asked().getBodyAsString()).contains("client_secret=kept");
        assertThat(issuer.asked().getHeader("Authorization")).isNull();
    }

    @Test
    void publicClientHasTheVerifierAlone() {
        // Given
        OidcSignIn open = signIn(Optional.empty());
        Departure departure = open.begin("").orElseThrow();
        gives(claims(departure));

        // When
        Arrival arrival = back(open, departure);

        // Then
        assertThat(arrival.outcome()).isInstanceOf(Proven.class);
        assertThat(issuer.asked().getBodyAsString()).contains("client_id=console", "code_verifier=");
    }

    @Test
    void whoTakesTooLongBeginsAgain() {
        // Given
        Departure departure = signIn.begin("/syncs").orElseThrow();
        gives(claims(departure));

        // When
        clock.advance(OidcSignIn.LIFE);

        // Then
        assertThat(back(signIn, departure)).isEqualTo(new Arrival("", new Refused(Refusal.STATE)));
    }

    @Test
    void tokenOfAnotherSignInIsNoAnswer() {
        Departure departure = signIn.begin("/syncs").orElseThrow();
        gives(claims(departure).claim("nonce", "another"));
        refuses(departure, Refusal.TOKEN);
        gives(claims(departure).claim("nonce", null));
        refuses(departure, Refusal.TOKEN);
    }

    @Test
    void tokenForAnotherClientIsNoAnswer() {
        Departure departure = signIn.begin("/syncs").orElseThrow();
        gives(claims(departure).audience("serai"));
        refuses(departure, Refusal.TOKEN);
        gives(claims(departure).claim("azp", "another"));
        refuses(departure, Refusal.TOKEN);
    }

    @Test
    void whatTheProviderRefusesIsToldApart() {
        Departure departure = signIn.begin("/syncs").orElseThrow();
        issuer.gives(400, "{\"error\": \"invalid_grant\"}");
        refuses(departure, Refusal.CODE);
        issuer.gives(401, "{\"error\": \"invalid_client\"}");
        refuses(departure, Refusal.CLIENT);
        issuer.gives(200, "no json");
        refuses(departure, Refusal.CLIENT);
        issuer.gives(503, "");
        refuses(departure, Refusal.AWAY);
    }

    @Test
    void nobodyIsSentToWhoClaimsToBeAnotherIssuer() {
        issuer.claimsToBe("https://elsewhere.example");
        assertThat(signIn.begin("/syncs")).isEmpty();
    }

    @Test
    void whatTheBrowserKeepsTellsNothing() {
        // When
        Departure departure = signIn.begin("/syncs").orElseThrow();

        // Then
        byte[] kept = Base64.getUrlDecoder().decode(departure.kept());
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("syncs", "verifier");
        assertThat(signIn.end(Optional.of("made-up"), Map.of("state", "made-up"))
                        .outcome())
                .isEqualTo(new Refused(Refusal.STATE));
    }
}
