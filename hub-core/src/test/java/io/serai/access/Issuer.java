package io.serai.access;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.serai.ingest.TestHub;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An OpenID provider over HTTP, with keys that can be changed, and that can be taken away. */
final class Issuer implements AutoCloseable {
    private static final String METADATA = "/.well-known/openid-configuration";
    private static final String JWKS = "/keys";
    private static final String TOKEN = "/token";

    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    Issuer() {
        server.start();
        claimsToBe(url());
    }

    String url() {
        return server.baseUrl();
    }

    OidcSettings settings(String claim, Map<String, Role> roles) {
        return new OidcSettings(URI.create(url()), "serai", claim, roles, Optional.empty());
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void signsWith(RSAKey... keys) {
        JWKSet set = new JWKSet(List.copyOf(Arrays.asList(keys)));
        server.stubFor(get(JWKS).willReturn(okJson(set.toPublicJWKSet().toString())));
    }

    void isAway() {
        server.stubFor(get(JWKS).willReturn(aResponse().withStatus(503)));
    }

    void sendsElsewhere(String url) {
        server.stubFor(get(JWKS).willReturn(aResponse().withStatus(302).withHeader("Location", url)));
    }

    void claimsToBe(String issuer) {
        says(issuer, "[\"client_secret_basic\", \"client_secret_post\"]");
    }

    /** @param ways how clients may prove themselves, as JSON */
    void says(String issuer, String ways) {
        server.stubFor(
                get(METADATA).willReturn(okJson("""
                {"issuer": "%s", "jwks_uri": "%s", "authorization_endpoint": "%s/in", "token_endpoint": "%s",
                 "token_endpoint_auth_methods_supported": %s}
                """.formatted(issuer, url() + JWKS, url(), url() + TOKEN, ways))));
    }

    /** What it gives for a code. */
    void gives(int status, String json) {
        server.stubFor(post(TOKEN)
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody(json)));
    }

    /** The last request for a token. */
    LoggedRequest asked() {
        List<LoggedRequest> all = server.findAll(postRequestedFor(urlEqualTo(TOKEN)));
        return all.get(all.size() - 1);
    }

    int timesAsked() {
        return server.findAll(getRequestedFor(urlEqualTo(JWKS))).size();
    }

    /** The claims of a good token, an hour before it ends. */
    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience("serai")
                .subject("ann-17")
                .claim("roles", List.of("crew"))
                .expirationTime(Date.from(TestHub.NOW.plus(Duration.ofHours(1))));
    }

    static String signed(JWTClaimsSet claims, RSAKey key) {
        return signed(claims, key, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()));
    }

    static String signed(JWTClaimsSet claims, RSAKey key, JWSHeader.Builder header) {
        try {
            SignedJWT token = new SignedJWT(header.build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
