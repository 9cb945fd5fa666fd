package io.serai.access;

import io.serai.connector.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose tokens let people in.
 *
 * @param issuer the provider, as its tokens name it; where its keys are, it says itself
 * @param audience who the tokens must be for
 * @param rolesClaim the claim with what somebody is there; one within others with dots, such as {@code realm_access.roles}
 * @param roles what that is here
 * @param client how browsers sign in at the provider; empty if they do not
 */
public record OidcSettings(
        URI issuer, String audience, String rolesClaim, Map<String, Role> roles, Optional<Client> client) {
    public OidcSettings {
        roles = Map.copyOf(roles);
    }

    /**
     * What the hub is to the provider.
     *
     * @param id its tokens for people at browsers are for this one
     * @param secret empty for a public client, which PKCE alone guards
     * @param scopes what is asked for beside {@code openid}
     * @param hub where browsers find the hub, without a path
     * @param provider what people call the provider
     */
    public record Client(String id, Optional<Secret> secret, List<String> scopes, URI hub, String provider) {
        /** Where the provider sends browsers back to; it is registered there. */
        public static final String CALLBACK = "/api/v1/session/oidc/callback";

        public Client {
            scopes = List.copyOf(scopes);
        }

        URI callback() {
            return hub.resolve(CALLBACK);
        }
    }

    /** All that a token may be for. */
    Set<String> audiences() {
        return Stream.concat(Stream.of(audience), client.map(Client::id).stream())
                .collect(Collectors.toSet());
    }
}
