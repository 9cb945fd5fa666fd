package io.serai.config;

import io.serai.store.Database;
import io.serai.store.Moments;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * What the stored data was made with: the profile schema and the match rules last applied,
 * with the models these may name. Kept in the store, so that a
 * change of either waits for a person, restarts included. Thread-safe.
 */
public final class Applied {
    /** Stands before a model's file. */
    private static final String MODEL = Kind.MODEL.word() + '/';

    private final Database database;
    private final Clock clock;

    public Applied(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The files' texts.
     *
     * @param models the match models that the rules may name, by file
     */
    public record Texts(String schema, String identity, SortedMap<String, String> models) {
        public Texts {
            models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
        }
    }

    /**
     * What is applied.
     *
     * @param number how often anything was applied to this store
     */
    public record Version(long number, Texts texts) {}

    /** Empty before the first start. */
    public Optional<Version> find() {
        return database.inTransaction(handle -> {
            // The number first: texts that are newer than it are read again, those that are older would stay.
            long number = number(handle);
            return text(handle, Kind.SCHEMA)
                    .flatMap(schema ->
                            text(handle, Kind.IDENTITY).map(identity -> new Texts(schema, identity, models(handle))))
                    .map(texts -> new Version(number, texts));
        });
    }

    /** How often anything was applied to this store, by any hub. */
    public long number() {
        return database.read(Applied::number);
    }

    private static long number(Handle handle) {
        return handle.createQuery("SELECT applied FROM hub_clock WHERE id = 1")
                .mapTo(Long.class)
                .one();
    }

    private static SortedMap<String, String> models(Handle handle) {
        SortedMap<String, String> models = new TreeMap<>();
        handle.createQuery("SELECT name, text FROM applied_config WHERE name LIKE ?")
                .bind(0, MODEL + '%')
                .map((row, context) -> models.put(row.getString(1).substring(MODEL.length()), row.getString(2)) == null)
                .list();
        return models;
    }

    private static Optional<String> text(Handle handle, Kind kind) {
        return handle.createQuery("SELECT text FROM applied_config WHERE name = ?")
                .bind(0, kind.word())
                .mapTo(String.class)
                .findOne();
    }

    /**
     * From now on these are applied. Counted under the ingest clock's lock: a unit of work is either done by then, or finds
     * that its rules are no longer those of the store.
     */
    public Version save(Texts texts) {
        return database.inTransaction(handle -> {
            handle.execute("UPDATE hub_clock SET applied = applied + 1 WHERE id = 1");
            save(handle, Kind.SCHEMA.word(), texts.schema());
            save(handle, Kind.IDENTITY.word(), texts.identity());
            handle.execute("DELETE FROM applied_config WHERE name LIKE ?", MODEL + '%');
            texts.models().forEach((file, text) -> save(handle, MODEL + file, text));
            return new Version(number(handle), texts);
        });
    }

    private void save(Handle handle, String name, String text) {
        handle.execute(
                "INSERT INTO applied_config (name, hash, text, applied_at) VALUES (?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE hash = VALUES(hash), text = VALUES(text),"
                        + " applied_at = VALUES(applied_at)",
                name,
                ConfigFiles.sha256(text),
                text,
                Moments.bind(clock.instant()));
    }
}
