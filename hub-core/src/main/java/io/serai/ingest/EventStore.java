package io.serai.ingest;

import io.serai.crypto.Hash;
import io.serai.store.BulkLoad;
import io.serai.store.BulkRows;
import io.serai.store.Moments;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The rows of events: what is stored of one, and how it gets there. */
final class EventStore {
    private static final List<String> COLUMNS =
            List.of("subject_id", "time", "id", "type", "properties", "observed_at");
    private static final BulkLoad INSERT = BulkLoad.insert("event", COLUMNS);
    private static final BulkLoad REPLACE = BulkLoad.replace("event", COLUMNS);

    private EventStore() {}

    /**
     * What one statement says of an event.
     *
     * @param recordKey the subject it happened to
     * @param observedAt microseconds since 1970
     * @param properties as JSON with sorted keys
     */
    record Version(Hash recordKey, long observedAt, Instant time, String type, byte[] properties) {
        private static final Comparator<Version> CONTENT = Comparator.comparingLong(
                        (Version version) -> Moments.micros(version.time))
                .thenComparing(Version::type)
                .thenComparing(Version::properties, Arrays::compareUnsigned)
                .thenComparing(Version::recordKey);
        private static final Comparator<Version> ORDER =
                Comparator.comparingLong(Version::observedAt).thenComparing(CONTENT);

        /** Whether this is what holds: it was observed later, or at the same time and is the greater. */
        boolean prevailsOver(Version other) {
            return ORDER.compare(this, other) > 0;
        }

        /** Whether both say the same, if at different times. */
        boolean agreesWith(Version other) {
            return CONTENT.compare(this, other) == 0;
        }
    }

    /** An event as stored, with the subject it hangs on and that one's profile, 0 if it is deleted. */
    record Stored(Hash id, long subject, long profile, Version version) {
        /** Selects from the id's index and ends where the ids begin. */
        static final String SELECT = "SELECT e.id, e.subject_id, r.profile_id, r.record_key, e.observed_at, e.time,"
                + " e.type, e.properties FROM event e FORCE INDEX (id)"
                + " STRAIGHT_JOIN source_record r FORCE INDEX (PRIMARY) ON r.id = e.subject_id WHERE e.id IN (";

        static Stored read(ResultSet row) throws SQLException {
            Version version = new Version(
                    Hash.of(row.getBytes("record_key")),
                    row.getLong("observed_at"),
                    Moments.read(row.getObject("time", LocalDateTime.class)),
                    row.getString("type"),
                    row.getBytes("properties"));
            return new Stored(
                    Hash.of(row.getBytes("id")), row.getLong("subject_id"), row.getLong("profile_id"), version);
        }
    }

    /** An event to be stored on a subject. */
    record Entry(long subject, Hash id, Version version) {
        private static final Comparator<Entry> ROW_ORDER = Comparator.comparingLong(Entry::subject)
                .thenComparing(entry -> entry.version.time())
                .thenComparing(Entry::id);
    }

    /** Stores events that are not there yet. */
    static void insert(Connection connection, List<Entry> entries) throws SQLException {
        INSERT.run(connection, rows(entries));
    }

    /** Puts these in the place of the stored ones with the same ids. */
    static void replace(Connection connection, List<Entry> entries) throws SQLException {
        REPLACE.run(connection, rows(entries));
    }

    /** Notes that stored events were observed again, later. */
    static void observedAgain(Connection connection, List<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE event SET observed_at = ? WHERE id = ?")) {
            for (Entry entry : entries) {
                update.setLong(1, entry.version().observedAt());
                update.setBytes(2, entry.id().bytes());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static BulkRows rows(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Entry.ROW_ORDER);
        BulkRows rows = new BulkRows();
        for (Entry entry : sorted) {
            Version version = entry.version();
            rows.number(entry.subject()).moment(version.time()).bytes(entry.id().bytes());
            rows.plain(version.type())
                    .bytes(version.properties())
                    .number(version.observedAt())
                    .end();
        }
        return rows;
    }
}
