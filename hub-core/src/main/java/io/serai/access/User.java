package io.serai.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody whom the OpenID provider has let in.
 *
 * @param caller what decisions and the audit trail call them
 * @param name what the provider calls them, which is personal data; empty if it does not say
 * @param roles what they were here when they were last seen
 * @param lastSeen to the hour
 */
public record User(
        long id,
        String caller,
        String name,
        Set<Role> roles,
        Instant firstSeen,
        Instant lastSeen,
        Optional<Blocked> blocked) {
    public User {
        roles = Set.copyOf(roles);
    }

    /**
     * Since when they are not let in.
     *
     * @param by who said so
     */
    public record Blocked(Instant at, String by) {}

    static String callerOf(String subject) {
        return "oidc:" + subject;
    }

    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
