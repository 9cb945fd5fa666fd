package io.serai.run;

import io.serai.connector.Secret;
import io.serai.connector.Vault;
import io.serai.crypto.Keyring;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** A vault in the store: secrets are sealed, and found by a keyed hash of the one that was given. Thread-safe. */
public final class StoredVault implements Vault {
    private static final String TABLE = "kept_secret";

    private final Database database;
    private final Keyring keyring;
    private final Clock clock;

    public StoredVault(Database database, Keyring keyring, Clock clock) {
        this.database = database;
        this.keyring = keyring;
        this.clock = clock;
    }

    @Override
    public Secret newest(Secret given) {
        byte[] origin = origin(given);
        return database.read(handle -> handle.createQuery("SELECT sealed FROM kept_secret WHERE origin = ?")
                        .bind(0, origin)
                        .mapTo(byte[].class)
                        .findOne())
                .map(kept -> new Secret(
                        new String(keyring.open(kept, Keyring.context(TABLE, origin)), StandardCharsets.UTF_8)))
                .orElse(given);
    }

    @Override
    public void keep(Secret given, Secret next) {
        byte[] origin = origin(given);
        byte[] kept = keyring.seal(next.reveal().getBytes(StandardCharsets.UTF_8), Keyring.context(TABLE, origin));
        database.inTransaction(handle -> handle.execute(
                "REPLACE INTO kept_secret (origin, sealed, updated_at) VALUES (?, ?, ?)",
                origin,
                kept,
                Moments.bind(clock.instant())));
    }

    private byte[] origin(Secret given) {
        return keyring.hash(TABLE, given.reveal());
    }
}
