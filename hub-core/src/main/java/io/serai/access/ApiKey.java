package io.serai.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A key that lets a machine in, without what is secret of it.
 *
 * @param name small letters, digits, '_' and '-'
 * @param prefix the part of the key that is no secret, to recognise it by
 * @param scope what of the role's permissions it is narrowed to; empty for all of them
 * @param createdBy the name of the caller who made it
 * @param lastUsed the day, in UTC
 */
public record ApiKey(
        String name,
        String prefix,
        Role role,
        Set<Permission> scope,
        Instant createdAt,
        String createdBy,
        Optional<Instant> expiresAt,
        Optional<LocalDate> lastUsed) {
    public ApiKey {
        scope = Set.copyOf(scope);
    }

    /** What its holder may. */
    public Set<Permission> permissions() {
        return Permission.of(Set.of(role), scope);
    }

    public boolean isExpired(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
