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
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of machines. The store holds their hashes only, and is asked at every request: a key that is revoked is so at
 * once, at every hub of the store. Thread-safe.
 */
public final class ApiKeys {
    /** How every key begins, so that a search for secrets that got out finds it. */
    static final String MARK = "serai_";

    private static final int PREFIX = 8;
    private static final int SECRET_BYTES = 32;
    private static final String COLUMNS =
            "SELECT prefix, name, hash, role, scope, created_at, created_by, expires_at, last_used FROM api_key";

    private final Database database;
    private final Keyring keyring;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(Database database, Keyring keyring, Audit audit, Clock clock) {
        this.database = database;
        this.keyring = keyring;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A key that has just been made.
     *
     * @param secret the key itself; not kept here
     */
    public record Made(ApiKey key, String secret) {
        @Override
        public String toString() {
            return "Made[" + key.name() + "]";
        }
    }

    /** A key with its hash. */
    private record Stored(ApiKey key, byte[] hash) {}

    /** @throws SeraiException CONFLICT if there is a key of that name */
    public Made create(NewApiKey wanted, Origin by) {
        Instant now = clock.instant();
        ApiKey key = new ApiKey(
                wanted.name(),
                hex(PREFIX / 2),
                wanted.role(),
                wanted.scope(),
                now,
                by.actor(),
                wanted.life().map(now::plus),
                Optional.empty());
        String secret = MARK + key.prefix() + "_" + hex(SECRET_BYTES);
        database.inTransaction(handle -> {
            int added = handle.execute(
                    "INSERT IGNORE INTO api_key (prefix, name, hash, role, scope, created_at, created_by, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    key.prefix(),
                    key.name(),
                    hash(key, secret),
                    key.role().word(),
                    words(key.scope()),
                    Moments.bind(now),
                    key.createdBy(),
                    key.expiresAt().map(Moments::bind).orElse(null));
            if (added == 0) {
                throw new SeraiException(
                        ErrorCode.CONFLICT,
                        "There is a key '" + key.name() + "' already. Revoke it first, or choose another name.");
            }
            audit.append(handle, by, Act.KEY_CREATE, key.name(), "");
            return true;
        });
        return new Made(key, secret);
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /** All that are not revoked, by name. */
    public List<ApiKey> list() {
        return database.read(handle -> handle.createQuery(COLUMNS + " ORDER BY name")
                .map((row, context) -> read(row).key())
                .list());
    }

    /** @throws SeraiException NOT_FOUND */
    public void revoke(String name, Origin by) {
        database.inTransaction(handle -> {
            if (handle.execute("DELETE FROM api_key WHERE name = ?", name) == 0) {
                throw new SeraiException(
                        ErrorCode.NOT_FOUND, "There is no key of that name. 'serai key list' lists them.");
            }
            audit.append(handle, by, Act.KEY_REVOKE, name, "");
            return true;
        });
    }

    /** Who holds the key, if it is one, and as it is written; its day of use is noted. */
    Optional<Caller> caller(String token) {
        if (!token.startsWith(MARK) || token.length() < MARK.length() + PREFIX) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ApiKey> key = find(token.substring(MARK.length(), MARK.length() + PREFIX))
                .filter(stored -> MessageDigest.isEqual(stored.hash(), hash(stored.key(), token)))
                .map(Stored::key)
                .filter(known -> !known.isExpired(now));
        key.ifPresent(used -> note(used, now.atOffset(ZoneOffset.UTC).toLocalDate()));
        return key.map(known -> new Caller("key:" + known.name(), known.permissions()));
    }

    private Optional<Stored> find(String prefix) {
        return database.read(
                handle -> PreparedQuery.list(handle, COLUMNS + " WHERE prefix = ?", ApiKeys::read, prefix).stream()
                        .findFirst());
    }

    private void note(ApiKey key, LocalDate today) {
        if (!key.lastUsed().equals(Optional.of(today))) {
            database.inTransaction(
                    handle -> handle.execute("UPDATE api_key SET last_used = ? WHERE prefix = ?", today, key.prefix()));
        }
    }

    /** By the hub's own key, and over what the key allows: who has the store alone can neither add nor widen one. */
    private byte[] hash(ApiKey key, String secret) {
        String end = key.expiresAt().map(Moments::micros).map(String::valueOf).orElse("");
        return keyring.hash(
                "api_key", String.join("\0", secret, key.name(), key.role().word(), words(key.scope()), end));
    }

    private static String words(Set<Permission> scope) {
        return scope.stream().sorted().map(Permission::word).collect(Collectors.joining(","));
    }

    private static Set<Permission> scope(String words) {
        return Arrays.stream(words.split(","))
                .filter(word -> !word.isEmpty())
                .map(Permission::of)
                .collect(Collectors.toSet());
    }

    private static Stored read(ResultSet row) throws SQLException {
        ApiKey key = new ApiKey(
                row.getString("name"),
                row.getString("prefix"),
                Role.of(row.getString("role")),
                scope(row.getString("scope")),
                Moments.read(row.getObject("created_at", LocalDateTime.class)),
                row.getString("created_by"),
                Optional.ofNullable(row.getObject("expires_at", LocalDateTime.class))
                        .map(Moments::read),
                Optional.ofNullable(row.getObject("last_used", LocalDate.class)));
        return new Stored(key, row.getBytes("hash"));
    }
}
