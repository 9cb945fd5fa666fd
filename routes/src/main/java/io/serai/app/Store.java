package io.serai.app;

import io.serai.config.HubDefinition;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import io.serai.store.EmbeddedMariaDb;
import io.serai.store.StoreConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The open store with the keys that fit it, and its server if that is ours. */
final class Store implements AutoCloseable {
    private static final String CHECK = "the key of this store";

    private final Optional<EmbeddedMariaDb> server;
    private final Database database;
    private final Keyring keyring;

    private Store(Optional<EmbeddedMariaDb> server, Database database, Keyring keyring) {
        this.server = server;
        this.database = database;
        this.keyring = keyring;
    }

    /** @throws SeraiException KEY_UNUSABLE, STORE_UNAVAILABLE, STORE_UNSAFE or STORE_VERSION */
    static Store open(HubDefinition hub, DataFolder data) {
        Keyring keyring = keyring(hub, data);
        Optional<EmbeddedMariaDb> server = hub.store().isPresent()
                ? Optional.empty()
                : Optional.of(EmbeddedMariaDb.start(data.resolve("mariadb")));
        try {
            StoreConfig config = hub.store().orElseGet(() -> embedded(server.orElseThrow()));
            Database database = Database.open(config);
            Store store = new Store(server, database, keyring);
            try {
                store.checkKey();
                return store;
            } catch (SeraiException e) {
                database.close();
                throw e;
            }
        } catch (SeraiException e) {
            server.ifPresent(EmbeddedMariaDb::close);
            throw e;
        }
    }

    private static StoreConfig embedded(EmbeddedMariaDb server) {
        return new StoreConfig(server.url("serai"), "root", "", StoreConfig.DEFAULT_POOL);
    }

    private static Keyring keyring(HubDefinition hub, DataFolder data) {
        if (hub.keys().isPresent()) {
            return Keyring.of(hub.keys().get().reveal());
        }
        if (hub.store().isPresent()) {
            throw new SeraiException(
                    ErrorCode.KEY_UNUSABLE,
                    "A store of your own needs a key file that is backed up apart from it. Add"
                            + " 'keys: \"{{file:/path/keys.json}}\"' to the hub file; 'serai keys generate FILE' makes one.");
        }
        Path file = data.resolve("keys.json");
        Keyring.generateAt(file);
        try {
            return Keyring.of(Files.readString(file));
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.KEY_UNUSABLE, "The key file " + file + " cannot be read.", e);
        }
    }

    /** The first key a store is opened with is its key for good. */
    private void checkKey() {
        byte[] mine = keyring.hash(CHECK.getBytes(StandardCharsets.UTF_8));
        byte[] stored = database.inTransaction(handle -> {
            handle.execute("UPDATE hub_clock SET key_check = ? WHERE id = 1 AND key_check IS NULL", mine);
            return handle.createQuery("SELECT key_check FROM hub_clock WHERE id = 1")
                    .mapTo(byte[].class)
                    .one();
        });
        if (!Arrays.equals(mine, stored)) {
            throw new SeraiException(
                    ErrorCode.KEY_UNUSABLE,
                    "The store was made with another key file. Restore that one; without it nothing can be read.");
        }
    }

    Database database() {
        return database;
    }

    Keyring keyring() {
        return keyring;
    }

    @Override
    public void close() {
        database.close();
        server.ifPresent(EmbeddedMariaDb::close);
    }
}
