package io.serai.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an issuer signs with, fetched when they are needed: after some minutes, or for a token whose key is not
 * among them. While the issuer is away those that are known go on, for a day. Thread-safe.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    static final Duration FRESH = Duration.ofMinutes(10);
    /** So that tokens of made-up keys do not become requests to the issuer. */
    static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    static final Duration LONGEST_USE = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1_000_000;

    private final URI issuer;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private volatile Known known = new Known(new JWKSet(), Instant.EPOCH);
    private volatile boolean away;
    private Instant tried = Instant.EPOCH;

    /** Keys, and when they were the issuer's. */
    private record Known(JWKSet keys, Instant at) {}

    IssuerKeys(URI issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @throws KeySourceException if the key is not known and the issuer cannot be asked */
    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        Instant now = clock.instant();
        if (!isYounger(FRESH, now)) {
            fetch(now);
        }
        List<JWK> keys = select(selector, now);
        if (keys.isEmpty()) {
            fetch(now);
            keys = select(selector, now);
        }
        if (keys.isEmpty() && away) {
            throw new KeySourceException("the issuer is away");
        }
        return keys;
    }

    private List<JWK> select(JWKSelector selector, Instant now) {
        return isYounger(LONGEST_USE, now) ? selector.select(known.keys()) : List.of();
    }

    private boolean isYounger(Duration age, Instant now) {
        return now.isBefore(known.at().plus(age));
    }

    private synchronized void fetch(Instant now) {
        if (now.isBefore(tried.plus(BETWEEN_TRIES))) {
            return;
        }
        tried = now;
        try {
            known = new Known(JWKSet.parse(text(place())), now);
            away = false;
        } catch (IOException | ParseException e) {
            away = true;
            LOG.warn(
                    "the keys of issuer {} cannot be had: {}",
                    issuer,
                    e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            away = true;
            Thread.currentThread().interrupt();
        }
    }

    private URI place() throws IOException, InterruptedException {
        String base = issuer.toString().replaceFirst("/$", "");
        JsonNode metadata = JSON.readTree(text(URI.create(base + "/.well-known/openid-configuration")));
        URI place = issuer.resolve(metadata.path("jwks_uri").asText());
        if (!issuer.toString().equals(metadata.path("issuer").asText())
                || !issuer.getScheme().equals(place.getScheme())) {
            throw new IOException("the metadata are another issuer's");
        }
        return place;
    }

    private String text(URI place) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(place).timeout(ANSWER).build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (response.statusCode() != 200 || bytes.length > MAX_BYTES) {
                throw new IOException("status " + response.statusCode());
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
