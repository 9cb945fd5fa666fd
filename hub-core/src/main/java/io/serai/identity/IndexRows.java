package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.store.BulkLoad;
import io.serai.store.BulkRows;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** Changes to a table by which subjects are found, written in the order of its key. Used once; not thread-safe. */
public final class IndexRows {
    private static final String KEYS = "match_key";
    private static final List<String> KEY_COLUMNS = List.of("section", "hash", "subject_id");

    private final BulkLoad load;
    private final String delete;
    private final OptionalInt section;
    private final List<Holding> gained = new ArrayList<>();
    private final List<Holding> lost = new ArrayList<>();

    private IndexRows(BulkLoad load, String delete, OptionalInt section) {
        this.load = load;
        this.delete = delete;
        this.section = section;
    }

    /** Of identifiers. */
    static IndexRows identifiers() {
        return new IndexRows(
                BulkLoad.insert("identifier", List.of("hash", "subject_id")),
                "DELETE FROM identifier WHERE hash = ? AND subject_id = ?",
                OptionalInt.empty());
    }

    /** Of one section of blocking keys. */
    static IndexRows keys(int section) {
        return keys(section, BulkLoad.insert(KEYS, KEY_COLUMNS));
    }

    /** As {@link #keys}, some of which may be there already. */
    static IndexRows keysAnew(int section) {
        return keys(section, BulkLoad.replace(KEYS, KEY_COLUMNS));
    }

    private static IndexRows keys(int section, BulkLoad load) {
        return new IndexRows(
                load,
                "DELETE FROM match_key WHERE section = " + section + " AND hash = ? AND subject_id = ?",
                OptionalInt.of(section));
    }

    /** The hash is spread out, for there are many to sort. */
    private record Holding(long high, long low, long subject) implements Comparable<Holding> {
        static Holding of(Hash hash, long subject) {
            return new Holding(hash.high(), hash.low(), subject);
        }

        byte[] hash() {
            return new Hash(high, low).bytes();
        }

        @Override
        public int compareTo(Holding other) {
            int order = Long.compareUnsigned(high, other.high);
            if (order == 0) {
                order = Long.compareUnsigned(low, other.low);
            }
            return order != 0 ? order : Long.compare(subject, other.subject);
        }
    }

    /** A subject is found by a hash from now on. */
    public void gain(Hash hash, long subject) {
        gained.add(Holding.of(hash, subject));
    }

    /** A subject is found by a hash no longer. */
    public void lose(Hash hash, long subject) {
        lost.add(Holding.of(hash, subject));
    }

    /** The rows that are gained. */
    BulkRows rows() {
        gained.sort(null);
        BulkRows rows = new BulkRows(64 * gained.size());
        for (Holding holding : gained) {
            section.ifPresent(rows::number);
            rows.bytes(holding.hash()).number(holding.subject()).end();
        }
        return rows;
    }

    /** Writes, with rows that {@link #rows} made. */
    void write(Handle handle, BulkRows rows) throws SQLException {
        remove(handle);
        load.run(handle.getConnection(), rows);
    }

    private void remove(Handle handle) throws SQLException {
        if (lost.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = handle.getConnection().prepareStatement(delete)) {
            for (Holding holding : lost) {
                statement.setBytes(1, holding.hash());
                statement.setLong(2, holding.subject());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
