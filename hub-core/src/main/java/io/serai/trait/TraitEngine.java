package io.serai.trait;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the values of every computed trait in step with profiles, events, other traits and the clock.
 *
 * <p>All traits move in one transaction that holds their rows, so hubs that share a store take turns; a trait that fails
 * keeps its values, says why, costs no other trait, and is tried again by the next refresh. Everything may be repeated at
 * any time. Thread-safe.
 */
public final class TraitEngine {
    private final Database database;
    private final Clock clock;
    private volatile Map<String, CompiledTrait> traits = Map.of();

    public TraitEngine(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes these the traits there are. A new or changed one is computed by the next {@link #refresh}; the values of one
     * that is gone are deleted.
     *
     * @param definitions none before one that it is computed from
     */
    public synchronized void apply(List<ComputedTrait> definitions) {
        Map<String, CompiledTrait> compiled = new LinkedHashMap<>();
        definitions.forEach(trait -> compiled.put(trait.name(), TraitCompiler.compile(trait)));
        database.inTransaction(handle -> {
            for (TraitRow row : TraitRow.lock(handle)) {
                if (!compiled.containsKey(row.name())) {
                    handle.execute("DELETE FROM computed_recheck WHERE trait_id = ?", row.id());
                    handle.execute("DELETE FROM computed_value WHERE trait_id = ?", row.id());
                    handle.execute("DELETE FROM computed_trait WHERE id = ?", row.id());
                }
            }
            compiled.forEach((name, trait) -> register(handle, name, trait));
            return true;
        });
        traits = Collections.unmodifiableMap(compiled);
    }

    private static void register(Handle handle, String name, CompiledTrait trait) {
        handle.createUpdate("""
                        INSERT INTO computed_trait (name, type, hash, sequence, filled)
                        VALUES (:name, :type, :hash, 0, 0)
                        ON DUPLICATE KEY UPDATE computed_at = IF(hash = VALUES(hash), computed_at, NULL),
                            type = VALUES(type), hash = VALUES(hash)""")
                .bind("name", name)
                .bind("type", trait.type().word())
                .bind("hash", trait.hash())
                .execute();
    }

    /**
     * Brings every trait up to date: those with a new definition by a full build, the others by the profiles that changed
     * or that the clock may have changed. One cheap query when there is nothing to do.
     *
     * @return what was done, for the traits that were built or changed; failures show in {@link #status}
     */
    public List<TraitDelta> refresh() {
        Instant now = now();
        boolean behind = database.inTransaction(TraitRow::all).stream().anyMatch(row -> row.isBehind(now));
        return behind ? pass(name -> false) : List.of();
    }

    /**
     * Builds one trait from nothing, whatever its state, and brings the others up to date.
     *
     * @throws SeraiException NOT_FOUND
     */
    public List<TraitDelta> full(String name) {
        if (!traits.containsKey(name)) {
            throw new SeraiException(
                    ErrorCode.NOT_FOUND,
                    "There is no computed trait '" + name + "'. Check the name, or write its file.");
        }
        return pass(name::equals);
    }

    private List<TraitDelta> pass(Predicate<String> forced) {
        Map<String, CompiledTrait> current = traits;
        return database.inTransaction(handle -> new TraitPass(handle, now()).run(current, forced));
    }

    /** How every computed trait of the store stands, by name. One query. */
    public List<TraitStatus> status() {
        Instant now = now();
        return database.inTransaction(TraitRow::all).stream()
                .map(row -> row.status(now))
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
