package io.serai.access;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A key to be made.
 *
 * @param scope what of the role's permissions it is narrowed to; empty for all of them
 * @param life how long it works; empty for until it is revoked
 */
public record NewApiKey(String name, Role role, Set<Permission> scope, Optional<Duration> life) {
    private static final String NAME = "[a-z][a-z0-9_-]{0,62}";
    private static final Duration LONGEST = Duration.ofDays(3_650);

    /** @throws SeraiException USAGE */
    public NewApiKey {
        scope = Set.copyOf(scope);
        if (!name.matches(NAME)) {
            throw new SeraiException(
                    ErrorCode.USAGE,
                    "A key's name begins with a small letter and has small letters, digits, '_' and '-', 63 at most.");
        }
        for (Permission permission : scope) {
            if (!permission.isOf(role)) {
                throw new SeraiException(
                        ErrorCode.USAGE,
                        "The role " + role.word() + " has no permission '" + permission.word()
                                + "' that the key could be narrowed to. Choose another role or scope.");
            }
        }
        if (life.filter(length -> length.isZero() || length.compareTo(LONGEST) > 0)
                .isPresent()) {
            throw new SeraiException(
                    ErrorCode.USAGE,
                    "A key lives for some time, at most " + LONGEST.toDays() + "d; leave 'expires' out for no end.");
        }
    }

    /** What its holder will be allowed. */
    public Set<Permission> permissions() {
        return Permission.of(Set.of(role), scope);
    }
}
