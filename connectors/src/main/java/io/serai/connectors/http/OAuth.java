package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connector.Secret;
import io.serai.connector.Vault;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fetches OAuth 2.0 access tokens. */
final class OAuth implements KeptToken.Fetch {
    static final ObjectShape SHAPE = Shape.object("an OAuth 2.0 log-in")
            .required(
                    "oauth2",
                    Shape.text(),
                    "client-credentials, refresh-token, password or jwt-bearer, or a setting that says.")
            .required("token_url", Shape.text(), "Where tokens are had.")
            .optional("request", Shape.oneOf(List.of("form", "json")), "How they are asked for; form unless said.")
            .optional("client_id", Shape.text(), "The client; only password can do without.")
            .optional("client_secret", Shape.text(), "Its secret.")
            .optional("scope", Shape.text(), "What is asked for.")
            .optional("refresh_token", Shape.text(), "For refresh-token: the token that others are had for.")
            .optional("username", Shape.text(), "For password: the user.")
            .optional("password", Shape.text(), "For password: the user's password.")
            .optional("private_key", Shape.text(), "For jwt-bearer: an RSA key, PKCS #8 in PEM.")
            .optional("subject", Shape.text(), "For jwt-bearer: the user to act as.")
            .optional("audience", Shape.text(), "For jwt-bearer: whom the assertion is for; token_url unless said.")
            .build();

    private static final Duration UNSAID = Duration.ofMinutes(30);
    private static final String JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final Map<String, String> settings;
    private final TokenEndpoint endpoint;
    /** A refresh token that came and could not be kept yet. */
    private Optional<Secret> unkept = Optional.empty();

    private OAuth(Map<String, String> settings, TokenEndpoint endpoint) {
        this.settings = Map.copyOf(settings);
        this.endpoint = endpoint;
    }

    static Auth compile(Node node, Set<String> known) {
        Map<String, Text> texts = new LinkedHashMap<>();
        node.entries().forEach((key, value) -> texts.put(key, Text.compile(value, known)));
        return (secrets, tokens) -> {
            Map<String, String> settings = new LinkedHashMap<>();
            texts.forEach((key, text) -> settings.put(key, text.render(secrets)));
            return new KeptToken(tokens.context().clock(), new OAuth(settings, tokens));
        };
    }

    @Override
    public KeptToken.Fetched at(Instant now) throws IOException {
        JsonNode answer = setting("oauth2").equals("refresh-token") ? refresh(now) : ask(form(now));
        Duration life = answer.path("expires_in").canConvertToLong()
                        && answer.path("expires_in").asLong() > 0
                ? Duration.ofSeconds(answer.path("expires_in").asLong())
                : UNSAID;
        return new KeptToken.Fetched(
                Map.of("Authorization", "Bearer " + answer.path("access_token").asText()), life);
    }

    private JsonNode ask(Map<String, String> form) throws IOException {
        boolean json = optional("request").filter("json"::equals).isPresent();
        return endpoint.request(setting("token_url"), form, json);
    }

    private JsonNode refresh(Instant now) throws IOException {
        Secret given = new Secret(setting("refresh_token"));
        Vault vault = endpoint.context().vault();
        Secret shown = unkept.orElseGet(() -> vault.newest(given));
        try {
            return refresh(given, shown, now);
        } catch (SeraiException e) {
            if (e.code() != endpoint.side().refusedCredential) {
                throw e;
            }
            Secret newest = vault.newest(given);
            if (newest.reveal().equals(shown.reveal())) {
                throw e;
            }
            // Another hub was given it meanwhile.
            return refresh(given, newest, now);
        }
    }

    /** Some issuers give a new refresh token with every use and forget the old one, so the new one must outlive us. */
    private JsonNode refresh(Secret given, Secret shown, Instant now) throws IOException {
        JsonNode answer = ask(refreshing(shown, now));
        String next = answer.path("refresh_token").asText(shown.reveal());
        if (unkept.isPresent() || !next.equals(shown.reveal())) {
            unkept = Optional.of(new Secret(next));
            endpoint.context().vault().keep(given, unkept.get());
            unkept = Optional.empty();
        }
        return answer;
    }

    private Map<String, String> refreshing(Secret token, Instant now) {
        Map<String, String> form = form(now);
        form.put("refresh_token", token.reveal());
        return form;
    }

    private Map<String, String> form(Instant now) {
        Map<String, String> form = new LinkedHashMap<>();
        String grant = setting("oauth2");
        switch (grant) {
            case "client-credentials" -> {
                form.put("grant_type", "client_credentials");
                form.put("client_secret", setting("client_secret"));
            }
            case "refresh-token" -> {
                form.put("grant_type", "refresh_token");
                optional("client_secret").ifPresent(secret -> form.put("client_secret", secret));
            }
            case "password" -> {
                form.put("grant_type", "password");
                form.put("username", setting("username"));
                form.put("password", setting("password"));
                optional("client_secret").ifPresent(secret -> form.put("client_secret", secret));
            }
            case "jwt-bearer" -> {
                form.put("grant_type", JWT_GRANT);
                String audience = optional("audience").orElse(setting("token_url"));
                form.put(
                        "assertion",
                        Jwt.sign(
                                setting("private_key"),
                                setting("client_id"),
                                setting("subject"),
                                audience,
                                now,
                                endpoint.context().name()));
            }
            default -> throw invalid("knows no log-in of the kind given", "Write " + String.join(", ", GRANTS) + ".");
        }
        if (!grant.equals("password") || optional("client_id").isPresent()) {
            form.put("client_id", setting("client_id"));
        }
        optional("scope").ifPresent(scope -> form.put("scope", scope));
        return form;
    }

    private static final List<String> GRANTS = List.of("client-credentials", "refresh-token", "password", "jwt-bearer");

    private Optional<String> optional(String key) {
        return Optional.ofNullable(settings.get(key)).filter(value -> !value.isEmpty());
    }

    private String setting(String key) {
        return optional(key).orElseThrow(() -> invalid("logs in by a " + key + " and has none", "Give it."));
    }

    private SeraiException invalid(String problem, String cure) {
        return new SeraiException(
                ErrorCode.CONFIG_INVALID,
                "The " + endpoint.side().named(endpoint.context().name()) + " " + problem + ". " + cure);
    }
}
