package io.serai.segment;

import io.serai.store.Moments;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;

/**
 * Brings the members of one segment up to date inside the caller's transaction, which holds the segment's row.
 *
 * <p>The condition is evaluated once, by one statement and so on one snapshot, into a temporary table; who entered and who
 * exited is the difference of that table and the membership, taken in SQL. Time works like this: with the verdict comes,
 * for members and others alike, the first moment at which a condition on time could change it ({@link
 * CompiledSegment#recheckAt}). It is kept per profile, and a profile whose moment has come is evaluated again with those
 * that changed. So the clock costs work only for the profiles it concerns, and none until then.
 */
final class SegmentBuild {
    /** Up to so many are looked up one by one, and beyond it if they are less than one in {@link #SHARE} of all. */
    private static final long FEW = 2_000;

    private static final long SHARE = 10;

    private final Handle handle;
    private final int segmentId;
    private final CompiledSegment compiled;
    private final Instant now;
    private final long sequence;

    /** @param sequence read before this transaction reads any profile, so that nothing up to it is missed */
    SegmentBuild(Handle handle, int segmentId, CompiledSegment compiled, Instant now, long sequence) {
        this.handle = handle;
        this.segmentId = segmentId;
        this.compiled = compiled;
        this.now = now;
        this.sequence = sequence;
    }

    /** Looks at every profile. */
    Difference full() {
        evaluate(Scope.EVERYONE);
        update("DELETE FROM segment_recheck WHERE segment_id = :segment");
        return settle(Scope.EVERYONE, "");
    }

    /**
     * Looks at the profiles that changed after a sequence, and those the clock may have changed; at everyone if these are so
     * many that looking each up takes longer, or if places among all are asked for.
     */
    Difference incremental(long after) {
        temporary("segment_scope", "profile_id BIGINT NOT NULL PRIMARY KEY");
        long listed = list(after);
        if (listed == 0) {
            return new Difference(Scope.LISTED, 0, 0);
        }
        if (compiled.ranked() || (listed > FEW && listed * SHARE > profiles())) {
            return full();
        }
        evaluate(Scope.LISTED);
        update("DELETE c FROM segment_scope s STRAIGHT_JOIN segment_recheck c"
                + " ON c.segment_id = :segment AND c.profile_id = s.profile_id");
        return settle(Scope.LISTED, " JOIN segment_scope s ON s.profile_id = m.profile_id");
    }

    private long list(long after) {
        try (var fill = bound("INSERT INTO segment_scope SELECT id FROM profile WHERE changed > :after"
                + " UNION SELECT profile_id FROM segment_recheck"
                + " WHERE segment_id = :segment AND recheck_at <= :now")) {
            return fill.bind("after", after).execute();
        }
    }

    private long profiles() {
        return handle.createQuery("SELECT COUNT(*) FROM profile")
                .mapTo(Long.class)
                .one();
    }

    /**
     * IGNORE, because within an INSERT a stored property that is no date, or a moment past the calendar's end, is an
     * error that one record would inflict on all; with it the value is NULL, which is to say absent.
     */
    private void evaluate(Scope scope) {
        temporary(
                "segment_verdict",
                "profile_id BIGINT NOT NULL PRIMARY KEY, member BOOLEAN NOT NULL, recheck_at DATETIME(6) NULL");
        String select = "SELECT p.id, " + compiled.member() + " AS member, " + compiled.recheckAt() + " AS recheck_at"
                + compiled.from(scope);
        try (var insert = bound("INSERT IGNORE INTO segment_verdict SELECT v.* FROM (" + select
                + ") v WHERE v.member OR v.recheck_at IS NOT NULL")) {
            insert.bindMap(compiled.parameters()).execute();
        }
    }

    private Difference settle(Scope scope, String listed) {
        String entered = " FROM segment_verdict v LEFT JOIN membership m"
                + " ON m.segment_id = :segment AND m.profile_id = v.profile_id"
                + " WHERE v.member AND m.profile_id IS NULL";
        String exited = " FROM membership m" + listed
                + " LEFT JOIN segment_verdict v ON v.profile_id = m.profile_id AND v.member"
                + " WHERE m.segment_id = :segment AND v.profile_id IS NULL";
        String log = "INSERT INTO membership_change (segment_id, profile_id, kind, changed_at, sequence)";
        long gone = update(log + " SELECT :segment, m.profile_id, 'exited', :now, :sequence" + exited);
        long come = update(log + " SELECT :segment, v.profile_id, 'entered', :now, :sequence" + entered);
        if (gone > 0) {
            update("DELETE m" + exited);
        }
        if (come > 0) {
            update("INSERT INTO membership (segment_id, profile_id, since) SELECT :segment, v.profile_id, :now"
                    + entered);
        }
        if (compiled.dependsOnTime()) {
            update("INSERT INTO segment_recheck (segment_id, profile_id, recheck_at)"
                    + " SELECT :segment, profile_id, recheck_at FROM segment_verdict WHERE recheck_at IS NOT NULL");
        }
        // The connection goes back to a pool and would keep them.
        handle.execute("DROP TEMPORARY TABLE IF EXISTS segment_scope, segment_verdict");
        return new Difference(scope, come, gone);
    }

    /** Leaves the transaction open, unlike other statements that make tables. */
    private void temporary(String table, String columns) {
        handle.execute("CREATE OR REPLACE TEMPORARY TABLE " + table + " (" + columns + ")");
    }

    private long update(String sql) {
        try (var statement = bound(sql)) {
            return statement.execute();
        }
    }

    private Update bound(String sql) {
        return handle.createUpdate(sql)
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bind("segment", segmentId)
                .bind("now", Moments.sql(now))
                .bind("sequence", sequence);
    }

    /** How many came and went among whom. */
    record Difference(Scope scope, long entered, long exited) {}
}
