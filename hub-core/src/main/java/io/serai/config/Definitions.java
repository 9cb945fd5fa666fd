package io.serai.config;

import io.serai.audit.Act;
import io.serai.audit.Audit;
import io.serai.audit.Origin;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Items of the configuration that were made over the API. They stand in the store, every version of each, and are read as
 * if they were files of a folder {@code store/}; a file of the same kind and name goes before them. Thread-safe.
 */
public final class Definitions {
    static final String FOLDER = "store/";
    private static final String COLUMNS = "SELECT kind, name, version, text, actor, changed_at FROM definition";

    private final Database database;
    private final StoredSecrets secrets;
    private final Audit audit;
    private final Clock clock;

    /** @param secrets that they may name */
    public Definitions(Database database, StoredSecrets secrets, Audit audit, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What an item was at some time.
     *
     * @param version counted from 1
     * @param text empty if it was removed
     * @param actor who made it so
     */
    public record Version(int version, Optional<String> text, String actor, Instant at) {}

    /**
     * What an item is to be.
     *
     * @param text empty to remove the item
     * @param expected the version it is a change of; empty for any
     */
    record Change(Kind kind, String name, Optional<String> text, Optional<Integer> expected) {}

    /** The name under which an item's problems are reported. */
    static String file(Kind kind, String name) {
        return FOLDER + kind.word() + "/" + name + ".yaml";
    }

    static boolean isOurs(String file) {
        return file.startsWith(FOLDER);
    }

    StoredSecrets secrets() {
        return secrets;
    }

    /** Every item there is or ever was, as it is now, by the name of its file. One query. */
    SortedMap<String, Version> newest() {
        SortedMap<String, Version> newest = new TreeMap<>();
        database.read(handle -> handle.createQuery(COLUMNS + " d WHERE version ="
                        + " (SELECT MAX(version) FROM definition e WHERE e.kind = d.kind AND e.name = d.name)")
                .map((row, context) -> newest.put(
                        FOLDER + row.getString("kind") + "/" + row.getString("name") + ".yaml", version(row)))
                .list());
        return newest;
    }

    /** All versions of an item, the newest first. */
    public List<Version> versions(Kind kind, String name) {
        return database.read(handle -> versions(handle, kind, name));
    }

    private static List<Version> versions(Handle handle, Kind kind, String name) {
        return handle.createQuery(
                        COLUMNS + " WHERE kind = :kind AND name = CONVERT(:name USING ascii) ORDER BY version DESC")
                .bind("kind", kind.word())
                .bind("name", name)
                .map((row, context) -> version(row))
                .list();
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getInt("version"),
                Optional.ofNullable(row.getString("text")),
                row.getString("actor"),
                Moments.read(row.getObject("changed_at", LocalDateTime.class)));
    }

    /**
     * Adds a version to each of these items, or to none.
     *
     * @return the numbers of the new versions
     * @throws SeraiException CONFLICT if somebody has changed one of them since
     */
    List<Integer> save(List<Change> changes, Origin by) {
        return database.inTransaction(handle ->
                changes.stream().map(change -> save(handle, change, by)).toList());
    }

    private int save(Handle handle, Change change, Origin by) {
        String item = change.kind().word() + " '" + change.name() + "'";
        int before = versions(handle, change.kind(), change.name()).stream()
                .map(Version::version)
                .findFirst()
                .orElse(0);
        if (change.expected().filter(version -> version != before).isPresent()) {
            throw new SeraiException(
                    ErrorCode.CONFLICT,
                    "The " + item + " is at version " + before + ", not "
                            + change.expected().get() + ". Read it again, and change that.");
        }
        int added = handle.execute(
                "INSERT IGNORE INTO definition (kind, name, version, text, actor, changed_at) VALUES (?, ?, ?, ?, ?, ?)",
                change.kind().word(),
                change.name(),
                before + 1,
                change.text().orElse(null),
                by.actor(),
                Moments.bind(clock.instant()));
        if (added == 0) {
            throw new SeraiException(
                    ErrorCode.CONFLICT, "Somebody else has just changed the " + item + ". Read it again.");
        }
        audit.append(
                handle,
                by,
                change.text().isPresent() ? Act.DEFINITION_SAVE : Act.DEFINITION_REMOVE,
                change.kind().word() + "/" + change.name(),
                "");
        return before + 1;
    }
}
