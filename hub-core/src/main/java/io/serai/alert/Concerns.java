package io.serai.alert;

import io.serai.alert.Concern.Key;
import io.serai.error.ErrorCode;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What needed somebody when it was last looked at, so that all hubs know since when, and what has changed. Thread-safe. */
public final class Concerns {
    private final Database database;

    public Concerns(Database database) {
        this.database = database;
    }

    /** What is known of a concern. */
    public record Known(ErrorCode code, Instant since) {}

    public Map<Key, Known> known() {
        return database.read(Concerns::known);
    }

    private static Map<Key, Known> known(Handle handle) {
        Map<Key, Known> known = new HashMap<>();
        handle.createQuery("SELECT trouble, kind, name, code, since FROM concern")
                .map((row, context) -> known.put(key(row), read(row)))
                .list();
        return known;
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(Trouble.of(row.getString("trouble")), row.getString("kind"), row.getString("name"));
    }

    private static Known read(ResultSet row) throws SQLException {
        return new Known(
                ErrorCode.valueOf(row.getString("code")), Moments.read(row.getObject("since", LocalDateTime.class)));
    }

    /** Makes these the known ones, in the caller's transaction, and answers what has changed. */
    public static List<Change> become(Handle handle, Collection<Concern> now) {
        List<Change> changes = Change.between(known(handle), now);
        for (Change change : changes) {
            Concern concern = change.concern();
            if (change.event() == Change.Event.CLEARED) {
                handle.execute(
                        "DELETE FROM concern WHERE trouble = ? AND kind = ? AND name = ?",
                        concern.trouble().word(),
                        concern.kind(),
                        concern.name());
            } else {
                handle.execute(
                        "REPLACE INTO concern (trouble, kind, name, code, since) VALUES (?, ?, ?, ?, ?)",
                        concern.trouble().word(),
                        concern.kind(),
                        concern.name(),
                        concern.code().name(),
                        Moments.bind(concern.since()));
            }
        }
        return changes;
    }
}
