package io.serai.ingest;

import io.serai.identity.Identity;
import io.serai.identity.IdentityWork;
import io.serai.identity.IndexWork;
import io.serai.store.BulkLoad;
import io.serai.store.BulkRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Collects the rows of subjects and of what they are found by, and writes them in bulk. One instance serves one part
 * of a batch; it may be filled on another thread than it is written by.
 */
final class RecordWriter {
    private static final BulkLoad RECORDS = BulkLoad.insert(
            "source_record",
            List.of("id", "record_key", "profile_id", "stream_id", "content_hash", "observed_at", "state"));
    /** About as many bytes as a row takes. */
    private static final int RECORD_BYTES = 320;

    private final Identity identity;
    private final IdentityWork work;
    private final int stream;
    private final BulkRows fresh;
    private final List<Changed> changed = new ArrayList<>();
    private final IndexWork index;

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
        this.index = work.index();
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
        index.add(subject.id(), subject.added(), subject.removed(), subject.features());
    }

    private byte[] sealed(Subject subject) {
        return subject.readySealed()
                .orElseGet(() -> identity.subjects().seal(subject.member().state(), subject.recordKey()));
    }

    /** Writes all rows; those of the index are put in order while the records are loaded. */
    void write(Handle handle) throws SQLException {
        index.compose();
        RECORDS.run(handle.getConnection(), fresh);
        update(handle.getConnection());
        index.write(handle);
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
}
