package io.serai.config;

import io.serai.audit.Act;
import io.serai.audit.Audit;
import io.serai.audit.Origin;
import io.serai.connector.Secret;
import io.serai.crypto.Keyring;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Secrets that were given over the API, sealed in the store. Nobody is shown one. Thread-safe. */
public final class StoredSecrets {
    private static final String TABLE = "secret";

    private final Database database;
    private final Keyring keyring;
    private final Audit audit;
    private final Clock clock;

    public StoredSecrets(Database database, Keyring keyring, Audit audit, Clock clock) {
        this.database = database;
        this.keyring = keyring;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What may be known of a secret.
     *
     * @param version counted from 1; another one each time it is given
     */
    public record Entry(String name, int version, String actor, Instant at) {}

    /** What there are, by name. */
    public List<Entry> list() {
        return database.read(handle -> handle.createQuery(
                        "SELECT name, version, actor, changed_at FROM secret ORDER BY name")
                .map((row, context) -> new Entry(
                        row.getString("name"),
                        row.getInt("version"),
                        row.getString("actor"),
                        Moments.read(row.getObject("changed_at", LocalDateTime.class))))
                .list());
    }

    /** A secret, opened. */
    record Kept(Secret secret, int version) {}

    Map<String, Kept> open() {
        Map<String, Kept> secrets = new TreeMap<>();
        database.read(handle -> handle.createQuery("SELECT name, version, sealed FROM secret")
                .map((row, context) -> {
                    String name = row.getString("name");
                    return secrets.put(name, new Kept(open(name, row.getBytes("sealed")), row.getInt("version")));
                })
                .list());
        return secrets;
    }

    private Secret open(String name, byte[] sealed) {
        return new Secret(new String(keyring.open(sealed, context(name)), StandardCharsets.UTF_8));
    }

    /**
     * Keeps a secret under a name, in place of the one it may have had.
     *
     * @return its version
     */
    int save(String name, Secret secret, Origin by) {
        byte[] sealed = keyring.seal(secret.reveal().getBytes(StandardCharsets.UTF_8), context(name));
        return database.inTransaction(handle -> {
            handle.execute(
                    "INSERT INTO secret (name, version, sealed, actor, changed_at) VALUES (?, 1, ?, ?, ?) ON DUPLICATE KEY"
                            + " UPDATE version = version + 1, sealed = VALUES(sealed), actor = VALUES(actor),"
                            + " changed_at = VALUES(changed_at)",
                    name,
                    sealed,
                    by.actor(),
                    Moments.bind(clock.instant()));
            audit.append(handle, by, Act.SECRET_SAVE, TABLE + "/" + name, "");
            return handle.createQuery("SELECT version FROM secret WHERE name = ?")
                    .bind(0, name)
                    .mapTo(Integer.class)
                    .one();
        });
    }

    /** Forgets a secret; answers whether there was one. */
    boolean remove(String name, Origin by) {
        return database.inTransaction(handle -> {
            boolean found = handle.execute("DELETE FROM secret WHERE name = CONVERT(? USING ascii)", name) > 0;
            if (found) {
                audit.append(handle, by, Act.SECRET_REMOVE, TABLE + "/" + name, "");
            }
            return found;
        });
    }

    private static byte[] context(String name) {
        return Keyring.context(TABLE, name.getBytes(StandardCharsets.UTF_8));
    }
}
