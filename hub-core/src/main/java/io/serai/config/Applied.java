package io.serai.config;

import io.serai.store.Database;
import io.serai.store.Moments;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What the stored data was made with: the profile schema and the match rules last applied. Kept in the store, so that a
 * change of either waits for a person, restarts included. Thread-safe.
 */
public final class Applied {
    private final Database database;
    private final Clock clock;

    public Applied(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The two files' texts. */
    public record Texts(String schema, String identity) {}

    /** Empty before the first start. */
    public Optional<Texts> find() {
        return database.inTransaction(handle -> text(handle, Kind.SCHEMA)
                .flatMap(schema -> text(handle, Kind.IDENTITY).map(identity -> new Texts(schema, identity))));
    }

    private static Optional<String> text(Handle handle, Kind kind) {
        return handle.createQuery("SELECT text FROM applied_config WHERE name = ?")
                .bind(0, kind.word())
                .mapTo(String.class)
                .findOne();
    }

    /** From now on these are applied. */
    public void save(Texts texts) {
        database.inTransaction(handle -> {
            save(handle, Kind.SCHEMA, texts.schema());
            save(handle, Kind.IDENTITY, texts.identity());
            return true;
        });
    }

    private void save(Handle handle, Kind kind, String text) {
        handle.execute(
                "INSERT INTO applied_config (name, hash, text, applied_at) VALUES (?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE hash = VALUES(hash), text = VALUES(text),"
                        + " applied_at = VALUES(applied_at)",
                kind.word(),
                ConfigFiles.sha256(text),
                text,
                Moments.bind(clock.instant()));
    }
}
