package io.serai.ingest;

import io.serai.crypto.Hash;
import io.serai.identity.Identity;
import io.serai.identity.IdentityWork;
import io.serai.identity.Links;
import io.serai.store.BulkLoad;
import io.serai.store.BulkRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Collects the rows of subjects and of the identifiers they hold, and writes them in bulk. One instance serves one part
 * of a batch; it may be filled on another thread than it is written by.
 */
final class RecordWriter {
    private static final BulkLoad RECORDS = BulkLoad.insert(
            "source_record",
            List.of("id", "record_key", "profile_id", "stream_id", "content_hash", "observed_at", "state"));
    private static final BulkLoad IDENTIFIERS = BulkLoad.insert("identifier", List.of("hash", "subject_id"));
    /** About as many bytes as a row takes. */
    private static final int RECORD_BYTES = 320;

    private static final int IDENTIFIER_BYTES = 64;

    private final Identity identity;
    private final IdentityWork work;
    private final int stream;
    private final BulkRows fresh;
    private final List<Changed> changed = new ArrayList<>();
    private final List<Holding> gained;
    private final List<Holding> lost = new ArrayList<>();

    private record Changed(Subject subject, long profile, byte[] sealed) {}

    /**
     * @param stream the number of the subjects' stream
     * @param subjects about how many there will be
     */
    RecordWriter(Identity identity, IdentityWork work, int stream, int subjects) {
        this.identity = identity;
        this.work = work;
        this.stream = stream;
        this.fresh = new BulkRows(RECORD_BYTES * subjects);
        this.gained = new ArrayList<>(4 * subjects);
    }

    /**
     * A subject that is new or has changed.
     *
     * @param profile the profile it belongs to now; 0 if it is deleted
     */
    void add(Subject subject, long profile) {
        if (subject.isNew()) {
            work.storing(subject.recordKey());
            fresh.number(subject.id()).bytes(subject.recordKey().bytes());
            fresh.number(profile).number(stream).number(subject.contentHash());
            fresh.number(subject.member().state().observedAt())
                    .bytes(sealed(subject))
                    .end();
        } else {
            changed.add(new Changed(subject, profile, sealed(subject)));
        }
        for (Links.Value value : subject.added()) {
            work.storing(value.hash());
            gained.add(Holding.of(value.hash(), subject.id()));
        }
        subject.removed().forEach(value -> lost.add(Holding.of(value.hash(), subject.id())));
    }

    private byte[] sealed(Subject subject) {
        return subject.readySealed()
                .orElseGet(() -> identity.subjects().seal(subject.member().state(), subject.recordKey()));
    }

    /** Writes all rows; those of identifiers are put in order while the records are loaded. */
    void write(Connection connection) throws SQLException {
        CompletableFuture<BulkRows> identifiers = work.aside(this::identifiers);
        RECORDS.run(connection, fresh);
        update(connection);
        remove(connection);
        IDENTIFIERS.run(connection, IdentityWork.await(identifiers));
    }

    private BulkRows identifiers() {
        gained.sort(null);
        BulkRows rows = new BulkRows(IDENTIFIER_BYTES * gained.size());
        for (Holding holding : gained) {
            rows.bytes(holding.hash().bytes()).number(holding.subject()).end();
        }
        return rows;
    }

    private void update(Connection connection) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        String sql =
                "UPDATE source_record SET profile_id = ?, content_hash = ?, observed_at = ?, state = ? WHERE id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Changed row : changed) {
                update.setLong(1, row.profile());
                update.setLong(2, row.subject().contentHash());
                update.setLong(3, row.subject().member().state().observedAt());
                update.setBytes(4, row.sealed());
                update.setLong(5, row.subject().id());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void remove(Connection connection) throws SQLException {
        if (lost.isEmpty()) {
            return;
        }
        String sql = "DELETE FROM identifier WHERE hash = ? AND subject_id = ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            for (Holding holding : lost) {
                delete.setBytes(1, holding.hash().bytes());
                delete.setLong(2, holding.subject());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** An identifier row, in the order of its key; the hash is spread out, for there are many to sort. */
    private record Holding(long high, long low, long subject) implements Comparable<Holding> {
        static Holding of(Hash hash, long subject) {
            return new Holding(hash.high(), hash.low(), subject);
        }

        Hash hash() {
            return new Hash(high, low);
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
}
