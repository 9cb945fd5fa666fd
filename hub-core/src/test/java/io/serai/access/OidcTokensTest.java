package io.serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import io.serai.store.TestClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OidcTokensTest {
    private static final RSAKey KEY = Issuer.key("one");
    private static final RSAKey NEXT = Issuer.key("two");
    private static final Map<String, Role> ROLES = Map.of("crew", Role.ANALYST, "officers", Role.PRIVACY_OFFICER);

    private final Issuer issuer = new Issuer();
    private final TestClock clock = new TestClock(TestHub.NOW);
    private final OidcTokens tokens = new OidcTokens(issuer.settings("roles", ROLES), clock);

    @BeforeEach
    void publish() {
        issuer.signsWith(KEY);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private void refused(String token, ErrorCode code) {
        assertThatThrownBy(() -> caller(token)).isInstanceOfSatisfying(SeraiException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).doesNotContain(token);
        });
    }

    private String good() {
        return Issuer.signed(issuer.claims().build(), KEY);
    }

    private Caller caller(String token) {
        return tokens.person(token).caller();
    }

    private Caller caller(String claim, Object value, String configured) {
        OidcTokens reader = new OidcTokens(issuer.settings(configured, ROLES), clock);
        return reader.person(Issuer.signed(
                        issuer.claims().claim("roles", null).claim(claim, value).build(), KEY))
                .caller();
    }

    @Test
    void subjectIsTheCallerWithWhatTheirRolesAre() {
        // When
        Caller caller = caller(good());

        // Then
        assertThat(caller).isEqualTo(new Caller("oidc:ann-17", Permission.of(Set.of(Role.ANALYST), Set.of())));
    }

    @Test
    void rolesAddUpAndUnknownOnesGiveNothing() {
        assertThat(caller("roles", List.of("crew", "officers", "admin"), "roles")
                        .permissions())
                .contains(Permission.SEGMENT_TRY, Permission.PEOPLE_REVEAL)
                .doesNotContain(Permission.KEY_MANAGE);
        assertThat(caller("roles", List.of("admin"), "roles").permissions()).containsExactly(Permission.OPEN);
        assertThat(caller("other", "crew", "roles").permissions()).containsExactly(Permission.OPEN);
    }

    @Test
    void rolesClaimMayBeOneWordAndMayBeWithinOthers() {
        assertThat(caller("group", "crew", "group").permissions()).contains(Permission.PEOPLE_READ);
        assertThat(caller("realm_access", Map.of("roles", List.of("crew")), "realm_access.roles")
                        .permissions())
                .contains(Permission.PEOPLE_READ);
        assertThat(caller("https://example.com/roles", List.of("crew"), "https://example.com/roles")
                        .permissions())
                .contains(Permission.PEOPLE_READ);
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotTheIssuersForUsAndNowIsRefused() throws JOSEException {
        Date past = Date.from(TestHub.NOW.minusSeconds(61));
        Date future = Date.from(TestHub.NOW.plusSeconds(61));
        RSAKey forger = Issuer.key("one");
        JWTClaimsSet claims = issuer.claims().build();
        String[] parts = good().split("\\.");
        String admin = "{\"iss\":\"" + issuer.url() + "\",\"aud\":\"serai\",\"sub\":\"eve\",\"exp\":9999999999}";
        Map<String, String> bad = Map.ofEntries(
                Map.entry(
                        "expired",
                        Issuer.signed(issuer.claims().expirationTime(past).build(), KEY)),
                Map.entry(
                        "not yet valid",
                        Issuer.signed(issuer.claims().notBeforeTime(future).build(), KEY)),
                Map.entry(
                        "for another",
                        Issuer.signed(issuer.claims().audience("other").build(), KEY)),
                Map.entry(
                        "for nobody",
                        Issuer.signed(issuer.claims().audience((String) null).build(), KEY)),
                Map.entry(
                        "of another",
                        Issuer.signed(issuer.claims().issuer("https://other").build(), KEY)),
                Map.entry(
                        "of nobody", Issuer.signed(issuer.claims().issuer(null).build(), KEY)),
                Map.entry(
                        "without a subject",
                        Issuer.signed(issuer.claims().subject(null).build(), KEY)),
                Map.entry(
                        "a subject of two lines",
                        Issuer.signed(issuer.claims().subject("ann\nINFO bob").build(), KEY)),
                Map.entry(
                        "an endless subject",
                        Issuer.signed(issuer.claims().subject("a".repeat(256)).build(), KEY)),
                Map.entry(
                        "without an end",
                        Issuer.signed(issuer.claims().expirationTime(null).build(), KEY)),
                Map.entry("alg none", new PlainJWT(claims).serialize()),
                Map.entry("HS256 with the public key", withPublicKeyAsSecret(claims)),
                Map.entry("another's key of the same id", Issuer.signed(claims, forger)),
                Map.entry(
                        "its own key in the header",
                        Issuer.signed(
                                claims, forger, new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(forger.toPublicJWK()))),
                Map.entry(
                        "keys at an address of its own",
                        Issuer.signed(
                                claims,
                                forger,
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("one")
                                        .jwkURL(URI.create(issuer.url() + "/forged")))),
                Map.entry("unknown key", Issuer.signed(claims, Issuer.key("nine"))),
                Map.entry(
                        "another kind of token",
                        Issuer.signed(
                                claims,
                                KEY,
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("one")
                                        .type(new JOSEObjectType("logout+jwt")))),
                Map.entry("other claims", parts[0] + "." + encoded(admin) + "." + parts[2]),
                Map.entry("without its signature", parts[0] + "." + parts[1] + "."),
                Map.entry("no JSON", "a.b.c"));

        return bad.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> refused(entry.getValue(), ErrorCode.NOT_AUTHENTICATED)));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String withPublicKeyAsSecret(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims);
        token.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    @Test
    void clocksMayDifferByAMinute() {
        // Given
        Date just = Date.from(TestHub.NOW.minusSeconds(59));

        // When, Then
        assertThat(caller(Issuer.signed(issuer.claims().expirationTime(just).build(), KEY))
                        .name())
                .isEqualTo("oidc:ann-17");
    }

    @Test
    void newKeyIsFetchedWhenATokenNamesItAndTheOldOneIsForgottenInTime() {
        // Given
        caller(good());
        issuer.signsWith(NEXT);
        clock.advance(Published.BETWEEN_TRIES);

        // When
        Caller caller = caller(Issuer.signed(issuer.claims().build(), NEXT));

        // Then
        assertThat(caller.name()).isEqualTo("oidc:ann-17");
        refused(good(), ErrorCode.NOT_AUTHENTICATED);
    }

    @Test
    void keyThatTheIssuerWithdrewIsRefusedAfterMinutes() {
        // Given
        caller(good());
        issuer.signsWith(NEXT);

        // When
        clock.advance(Published.FRESH);

        // Then
        refused(good(), ErrorCode.NOT_AUTHENTICATED);
    }

    @Test
    void tokensOfMadeUpKeysDoNotBecomeRequestsToTheIssuer() {
        // Given
        caller(good());
        String unknown = Issuer.signed(issuer.claims().build(), NEXT);

        // When
        for (int times = 0; times < 20; times++) {
            refused(unknown, ErrorCode.NOT_AUTHENTICATED);
        }

        // Then
        assertThat(issuer.timesAsked()).isEqualTo(1);
    }

    @Test
    void whileTheIssuerIsAwayKnownKeysGoOnForADay() {
        // Given
        OidcSettings settings = issuer.settings("roles", ROLES);
        String lasting = Issuer.signed(
                issuer.claims()
                        .expirationTime(Date.from(TestHub.NOW.plus(Duration.ofDays(9))))
                        .build(),
                KEY);
        caller(lasting);
        issuer.isAway();

        // When
        clock.advance(Published.LONGEST_USE.minusSeconds(1));

        // Then
        assertThat(caller(lasting).name()).isEqualTo("oidc:ann-17");
        refused(Issuer.signed(issuer.claims().build(), NEXT), ErrorCode.ISSUER_UNREACHABLE);

        // When
        clock.advance(Duration.ofSeconds(1));

        // Then
        refused(lasting, ErrorCode.ISSUER_UNREACHABLE);
        assertThatThrownBy(() -> new OidcTokens(settings, clock).person(lasting))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ISSUER_UNREACHABLE));
    }

    @Test
    void issuerThatComesBackIsAskedAgain() {
        // Given
        issuer.isAway();
        refused(good(), ErrorCode.ISSUER_UNREACHABLE);
        issuer.signsWith(KEY);

        // When
        clock.advance(Published.BETWEEN_TRIES);

        // Then
        assertThat(caller(good()).name()).isEqualTo("oidc:ann-17");
    }

    @Test
    void whoSpeaksForAnotherIssuerIsNotBelieved() {
        // Given
        issuer.claimsToBe("https://other.example");

        // When, Then
        refused(good(), ErrorCode.ISSUER_UNREACHABLE);
    }

    @Test
    void keysAreNotFetchedFromElsewhere() {
        // Given
        try (Issuer other = new Issuer()) {
            other.signsWith(KEY);
            issuer.sendsElsewhere(other.url() + "/keys");

            // When, Then
            refused(good(), ErrorCode.ISSUER_UNREACHABLE);
            assertThat(other.timesAsked()).isZero();
        }
    }
}
