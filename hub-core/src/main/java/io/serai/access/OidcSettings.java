package io.serai.access;

import java.net.URI;
import java.util.Map;

/**
 * Whose tokens let people in.
 *
 * @param issuer the provider, as its tokens name it; where its keys are, it says itself
 * @param audience who the tokens must be for
 * @param rolesClaim the claim with what somebody is there; one within others with dots, such as {@code realm_access.roles}
 * @param roles what that is here
 */
public record OidcSettings(URI issuer, String audience, String rolesClaim, Map<String, Role> roles) {
    public OidcSettings {
        roles = Map.copyOf(roles);
    }
}
