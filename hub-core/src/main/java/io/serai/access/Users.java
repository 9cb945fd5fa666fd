package io.serai.access;

import io.serai.audit.Act;
import io.serai.audit.Audit;
import io.serai.audit.Origin;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import io.serai.store.Moments;
import io.serai.store.PreparedQuery;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * People whom the OpenID provider lets in. Its tokens say who they are and what they may; what is kept of them is for who runs
 * the hub to see who comes, and to block somebody. The store is asked at every request: whoever is blocked is so at once, at
 * every hub of the store, with any token and in every browser. Thread-safe.
 */
public final class Users {
    /** Who has not come for so long is forgotten, unless blocked. */
    public static final Duration KEPT = Duration.ofDays(365);

    private static final Duration NOTED = Duration.ofHours(1);
    private static final int LONGEST_NAME = 200;

    private final Database database;
    private final Keyring keyring;
    private final Audit audit;
    private final Clock clock;

    public Users(Database database, Keyring keyring, Audit audit, Clock clock) {
        this.database = database;
        this.keyring = keyring;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is known of somebody who comes. */
    private record Known(boolean blocked, String roles, Instant lastSeen) {}

    /**
     * Lets somebody in whom the provider vouches for.
     *
     * @throws SeraiException NOT_ALLOWED if they are blocked
     */
    Caller admit(OidcPerson person) {
        byte[] hash = keyring.hash("user", person.issuer() + "\0" + person.subject());
        Instant now = clock.instant();
        Optional<Known> known = find(hash);
        if (known.filter(Known::blocked).isPresent()) {
            throw new SeraiException(
                    ErrorCode.NOT_ALLOWED, "You are blocked at this hub. Whoever runs it can lift that.");
        }
        String roles = words(person.roles());
        boolean isNoted = known.filter(seen -> seen.roles().equals(roles)
                        && now.isBefore(seen.lastSeen().plus(NOTED)))
                .isPresent();
        if (!isNoted) {
            note(person, hash, roles, now);
        }
        return person.caller();
    }

    private Optional<Known> find(byte[] hash) {
        return database.read(handle -> PreparedQuery.list(
                        handle,
                        "SELECT blocked_at IS NOT NULL, roles, last_seen FROM hub_user WHERE hash = ?",
                        row -> new Known(
                                row.getBoolean(1),
                                row.getString(2),
                                Moments.read(row.getObject(3, LocalDateTime.class))),
                        hash)
                .stream()
                .findFirst());
    }

    private void note(OidcPerson person, byte[] hash, String roles, Instant now) {
        String name =
                person.name().substring(0, Math.min(LONGEST_NAME, person.name().length()));
        database.inTransaction(handle -> {
            handle.execute(
                    "DELETE FROM hub_user WHERE last_seen < ? AND blocked_at IS NULL LIMIT 1000",
                    Moments.bind(now.minus(KEPT)));
            return handle.execute(
                    "INSERT INTO hub_user (hash, subject, name, roles, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?)"
                            + " ON DUPLICATE KEY UPDATE name = COALESCE(VALUES(name), name), roles = VALUES(roles),"
                            + " last_seen = VALUES(last_seen)",
                    hash,
                    seal(person.subject(), hash),
                    name.isEmpty() ? null : seal(name, hash),
                    roles,
                    Moments.bind(now),
                    Moments.bind(now));
        });
    }

    /**
     * A page, who came last for the first time first.
     *
     * @param before only of lower ids
     */
    public List<User> list(Optional<Long> before, int limit) {
        return database.read(
                handle -> handle.createQuery("SELECT id, hash, subject, name, roles, first_seen, last_seen,"
                                + " blocked_at, blocked_by FROM hub_user WHERE id < ? ORDER BY id DESC LIMIT ?")
                        .bind(0, before.orElse(Long.MAX_VALUE))
                        .bind(1, limit)
                        .map((row, context) -> read(row))
                        .list());
    }

    /**
     * Lets somebody in no more, whatever they show.
     *
     * @throws SeraiException NOT_FOUND; CONFLICT if they are blocked already, or would block themselves
     */
    public void block(long id, String reason, Origin by) {
        database.inTransaction(handle -> {
            User user = find(handle.createQuery("SELECT * FROM hub_user WHERE id = ? FOR UPDATE")
                    .bind(0, id)
                    .map((row, context) -> read(row))
                    .findOne());
            if (user.blocked().isPresent()) {
                throw new SeraiException(ErrorCode.CONFLICT, "User " + id + " is blocked already.");
            }
            if (user.caller().equals(by.actor())) {
                throw new SeraiException(ErrorCode.CONFLICT, "Nobody blocks themselves. Somebody else has to.");
            }
            handle.execute(
                    "UPDATE hub_user SET blocked_at = ?, blocked_by = ? WHERE id = ?",
                    Moments.bind(clock.instant()),
                    by.actor(),
                    id);
            audit.append(handle, by, Act.USER_BLOCK, target(id), reason);
            return true;
        });
    }

    /** @throws SeraiException NOT_FOUND if nobody of that id is blocked */
    public void unblock(long id, Origin by) {
        database.inTransaction(handle -> {
            int lifted = handle.execute(
                    "UPDATE hub_user SET blocked_at = NULL, blocked_by = NULL WHERE id = ? AND blocked_at IS NOT NULL",
                    id);
            if (lifted == 0) {
                throw new SeraiException(ErrorCode.NOT_FOUND, "Nobody of this id is blocked.");
            }
            audit.append(handle, by, Act.USER_UNBLOCK, target(id), "");
            return true;
        });
    }

    private static User find(Optional<User> user) {
        return user.orElseThrow(() -> new SeraiException(
                ErrorCode.NOT_FOUND, "There is nobody of this id. 'serai access users' lists them."));
    }

    private static String target(long id) {
        return "user " + id;
    }

    private byte[] seal(String text, byte[] hash) {
        return keyring.seal(text.getBytes(StandardCharsets.UTF_8), hash);
    }

    private User read(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("hash");
        return new User(
                row.getLong("id"),
                User.callerOf(open(row.getBytes("subject"), hash)),
                Optional.ofNullable(row.getBytes("name"))
                        .map(name -> open(name, hash))
                        .orElse(""),
                roles(row.getString("roles")),
                Moments.read(row.getObject("first_seen", LocalDateTime.class)),
                Moments.read(row.getObject("last_seen", LocalDateTime.class)),
                blocked(row));
    }

    private static Optional<User.Blocked> blocked(ResultSet row) throws SQLException {
        LocalDateTime at = row.getObject("blocked_at", LocalDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(new User.Blocked(Moments.read(at), row.getString("blocked_by")));
    }

    private String open(byte[] sealed, byte[] hash) {
        return new String(keyring.open(sealed, hash), StandardCharsets.UTF_8);
    }

    private static String words(Set<Role> roles) {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(","));
    }

    private static Set<Role> roles(String words) {
        return Arrays.stream(words.split(","))
                .filter(word -> !word.isEmpty())
                .map(Role::of)
                .collect(Collectors.toSet());
    }
}
