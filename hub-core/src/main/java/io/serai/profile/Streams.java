package io.serai.profile;

import io.serai.store.Database;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The streams records come from, as small numbers kept in the store. Thread-safe. */
public final class Streams {
    private final Database database;
    private final Map<StreamName, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, StreamName> names = new ConcurrentHashMap<>();

    public Streams(Database database) {
        this.database = database;
        load();
    }

    /** A stream of a source, written SOURCE.STREAM. */
    public record StreamName(String source, String stream) {
        /** Reads what {@link #toString} writes; empty if it is none. */
        public static Optional<StreamName> parse(String text) {
            int dot = text.indexOf('.');
            return dot < 0
                    ? Optional.empty()
                    : Optional.of(new StreamName(text.substring(0, dot), text.substring(dot + 1)));
        }

        @Override
        public String toString() {
            return source + "." + stream;
        }
    }

    /** The number of a stream, made at its first use. */
    public int idOf(StreamName name) {
        Integer known = ids.get(name);
        if (known != null) {
            return known;
        }
        database.inTransaction(handle -> handle.execute(
                "INSERT INTO stream (source, name) VALUES (?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name)",
                name.source(),
                name.stream()));
        load();
        return nameless(ids.get(name), name.toString());
    }

    public StreamName nameOf(int id) {
        StreamName known = names.get(id);
        if (known == null) {
            load();
            known = names.get(id);
        }
        return nameless(known, Integer.toString(id));
    }

    private static <T> T nameless(@org.jspecify.annotations.Nullable T found, String wanted) {
        if (found == null) {
            throw new IllegalStateException("no stream " + wanted);
        }
        return found;
    }

    private void load() {
        database.jdbi()
                .useHandle(handle -> handle.createQuery("SELECT id, source, name FROM stream")
                        .map((row, context) -> {
                            StreamName name = new StreamName(row.getString("source"), row.getString("name"));
                            ids.put(name, row.getInt("id"));
                            names.put(row.getInt("id"), name);
                            return true;
                        })
                        .list());
    }
}
