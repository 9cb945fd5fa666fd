package io.serai.access;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.Set;

/**
 * Who asks, and what they may do. Immutable.
 *
 * @param name what decisions and the audit trail call them, such as {@code key:warehouse}
 */
public record Caller(String name, Set<Permission> permissions) {
    /** Who has shown no credential. */
    public static final Caller NOBODY = new Caller("nobody", Set.of(Permission.OPEN));

    /** Who holds the token in the hub's data folder. */
    public static final Caller LOCAL = new Caller("local", Permission.of(Set.of(Role.ADMIN), Set.of()));

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** @throws SeraiException NOT_ALLOWED */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new SeraiException(
                    ErrorCode.NOT_ALLOWED,
                    "This needs the permission '" + permission.word() + "', which the credential lacks. It comes with: "
                            + String.join(", ", permission.roleWords()) + ".");
        }
    }
}
