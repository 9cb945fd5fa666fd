package io.serai.access;

import java.util.Set;

/**
 * Whom a token of the OpenID provider is about.
 *
 * @param issuer the provider
 * @param subject what it knows them by
 * @param name what it calls them; empty if the token does not say
 * @param roles what they are here
 */
record OidcPerson(String issuer, String subject, String name, Set<Role> roles) {
    OidcPerson {
        roles = Set.copyOf(roles);
    }

    Caller caller() {
        return new Caller(User.callerOf(subject), Permission.of(roles, Set.of()));
    }

    @Override
    public String toString() {
        return "OidcPerson[" + roles + "]";
    }
}
