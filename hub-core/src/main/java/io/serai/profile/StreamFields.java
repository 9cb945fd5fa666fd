package io.serai.profile;

import io.serai.profile.Streams.StreamName;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Which fields the records of each stream have had at their top, kept in the store, so that a new one is noticed. What a
 * stream's first run came by is no news. Thread-safe.
 */
public final class StreamFields {
    /** A stream with more of them is a table of something by its name, and its names are data. */
    private static final int MOST = 500;

    private static final int LONGEST = 64;
    /** No e-mail address, telephone number or the like. */
    private static final Pattern NAME = Pattern.compile("(?!.*\\d{6})[^@\\p{Cntrl}]{1," + LONGEST + "}");

    /** Fields that were not there when the stream was read first. */
    private static final String ADDED = "SELECT f.name FROM stream_field f WHERE f.run_id >"
            + " (SELECT MIN(first.run_id) FROM stream_field first WHERE first.stream_id = f.stream_id)";

    private final Database database;
    private final Streams streams;
    /** What is surely stored; never what a transaction still may take back. */
    private final Map<StreamName, Set<String>> known = new ConcurrentHashMap<>();

    public StreamFields(Database database, Streams streams) {
        this.database = database;
        this.streams = streams;
    }

    /** Tells a field that a stream is not known to have had, and that is worth remembering; of any time from now on. */
    public Predicate<String> newcomers(StreamName stream) {
        Set<String> stored = stored(stream);
        return name -> !stored.contains(name)
                && stored.size() < MOST
                && NAME.matcher(name).matches();
    }

    private Set<String> stored(StreamName stream) {
        return known.computeIfAbsent(stream, fresh -> ConcurrentHashMap.newKeySet());
    }

    /** Remembers fields in the caller's transaction, as far as there is room. */
    public void remember(Handle handle, StreamName stream, Collection<String> names, long run, Instant at) {
        Set<String> stored = stored(stream);
        stored.addAll(handle.createQuery("SELECT name FROM stream_field WHERE stream_id = ?")
                .bind(0, streams.idOf(stream))
                .mapTo(String.class)
                .list());
        List<String> fresh = new ArrayList<>(names);
        fresh.removeAll(stored);
        PreparedBatch insert = handle.prepareBatch(
                "INSERT IGNORE INTO stream_field (stream_id, name, run_id, seen_at) VALUES (?, ?, ?, ?)");
        fresh.stream()
                .limit(Math.max(0, MOST - stored.size()))
                .forEach(name -> insert.add(streams.idOf(stream), name, run, Moments.bind(at)));
        insert.execute();
    }

    /** The fields that a run came by first, in their order; none if it was the stream's first. */
    public List<String> addedBy(long run) {
        return database.read(handle -> handle.createQuery(ADDED + " AND f.run_id = ? ORDER BY f.name")
                .bind(0, run)
                .mapTo(String.class)
                .list());
    }

    /** The fields that came to a stream after its first run and since then, the newest first. */
    public List<String> addedSince(StreamName stream, Instant since) {
        return database.read(handle -> handle.createQuery(
                        ADDED + " AND f.stream_id = ? AND f.seen_at >= ? ORDER BY f.seen_at DESC, f.name")
                .bind(0, streams.idOf(stream))
                .bind(1, Moments.bind(since))
                .mapTo(String.class)
                .list());
    }
}
