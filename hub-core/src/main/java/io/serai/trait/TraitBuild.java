package io.serai.trait;

import io.serai.segment.EventRows;
import io.serai.store.Moments;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;

/**
 * Brings the values of one trait up to date inside the caller's transaction, which holds the rows of all traits.
 *
 * <p>The computation runs once, by one statement and so on one snapshot, into a temporary table; what changed is the
 * difference of that table and the stored values, taken in SQL. Where a window makes time matter, the first moment at which
 * the value can change is kept beside it, and a profile whose moment has come is looked at with those that changed.
 */
final class TraitBuild {
    /** The temporary table, of {@code profile_id}, of the profiles that have changed values in this transaction. */
    static final String CHANGED = "trait_changed";

    /** Up to so many are looked up one by one, and beyond it if they are less than one in {@link #SHARE} of all. */
    private static final long FEW = 2_000;

    private static final long SHARE = 10;

    /** Ranks are taken anew when one profile in so many has changed, or when they are that old. */
    private static final long RANKED_SHARE = 100;

    private static final Duration RANKED_AGE = Duration.ofDays(1);

    private final Handle handle;
    private final TraitRow row;
    private final CompiledTrait compiled;
    private final Instant now;

    TraitBuild(Handle handle, TraitRow row, CompiledTrait compiled, Instant now) {
        this.handle = handle;
        this.row = row;
        this.compiled = compiled;
        this.now = now;
    }

    /**
     * What was done.
     *
     * @param current whether the values are right now; ranks may be left as they are for a while
     * @param filled how many profiles have a value more than before
     */
    record Outcome(boolean current, boolean full, long changed, long filled) {
        static final Outcome NOTHING = new Outcome(true, false, 0, 0);
        static final Outcome LATER = new Outcome(false, false, 0, 0);
    }

    Outcome run(boolean forced) {
        if (forced || row.needsFull(now)) {
            return settle(true);
        }
        return compiled.isRanked() ? ranked() : incremental();
    }

    private Outcome ranked() {
        long moved = count("SELECT COUNT(*) FROM profile WHERE changed > " + row.sequence())
                + count("SELECT COUNT(*) FROM " + CHANGED);
        if (moved == 0) {
            return Outcome.NOTHING;
        }
        boolean fresh =
                row.computedAt().filter(at -> at.isAfter(now.minus(RANKED_AGE))).isPresent();
        return fresh && moved * RANKED_SHARE < profiles() ? Outcome.LATER : settle(true);
    }

    private Outcome incremental() {
        temporary(EventRows.LIST, "profile_id BIGINT NOT NULL PRIMARY KEY");
        long listed = list();
        if (listed == 0) {
            return Outcome.NOTHING;
        }
        return settle(listed > FEW && listed * SHARE > profiles());
    }

    private long list() {
        String derived = compiled.derived() ? " UNION SELECT profile_id FROM " + CHANGED : "";
        return update("INSERT INTO " + EventRows.LIST + " SELECT id FROM profile WHERE changed > :sequence"
                + " UNION SELECT profile_id FROM computed_recheck WHERE trait_id = :trait AND recheck_at <= :now"
                + derived);
    }

    private Outcome settle(boolean full) {
        evaluate(full ? compiled.everyone() : compiled.listed());
        String stored = full
                ? "computed_value c"
                : EventRows.LIST + " s STRAIGHT_JOIN computed_value c ON c.profile_id = s.profile_id";
        String mine = " WHERE c.trait_id = :trait";
        long before = full ? row.filled() : count("SELECT COUNT(*) FROM " + stored + mine);
        long after = count("SELECT COUNT(value) FROM trait_verdict");
        String gone = " FROM " + stored + " LEFT JOIN trait_verdict v ON v.profile_id = c.profile_id"
                + " AND v.value IS NOT NULL" + mine + " AND v.profile_id IS NULL";
        String fresh = " FROM trait_verdict v LEFT JOIN computed_value c ON c.trait_id = :trait"
                + " AND c.profile_id = v.profile_id WHERE v.value IS NOT NULL AND NOT (c." + compiled.column()
                + " <=> v.value)";
        temporary("trait_difference", "profile_id BIGINT NOT NULL PRIMARY KEY");
        long changed = update("INSERT INTO trait_difference SELECT c.profile_id" + gone)
                + update("INSERT INTO trait_difference SELECT v.profile_id" + fresh);
        if (changed > 0) {
            update("INSERT IGNORE INTO " + CHANGED + " SELECT profile_id FROM trait_difference");
            update("DELETE c" + gone);
            store();
        }
        recheck(full);
        return new Outcome(true, full, changed, after - before);
    }

    /**
     * IGNORE, because within an INSERT a stored property that is no date, or a number past the bounds, is an error that one
     * record would inflict on all; with it the value is NULL, which is to say absent, or the bound.
     */
    private void evaluate(String select) {
        temporary(
                "trait_verdict",
                "profile_id BIGINT NOT NULL PRIMARY KEY, value " + compiled.columnType()
                        + " NULL, recheck_at DATETIME(6) NULL");
        update("INSERT IGNORE INTO trait_verdict SELECT w.profile_id, w.value, w.recheck_at FROM (" + select
                + ") w WHERE w.value IS NOT NULL OR w.recheck_at IS NOT NULL");
    }

    /** All columns, because the trait may have been of another type. */
    private void store() {
        update("INSERT INTO computed_value (trait_id, profile_id, " + compiled.column() + ")"
                + " SELECT :trait, v.profile_id, v.value FROM trait_difference d"
                + " JOIN trait_verdict v ON v.profile_id = d.profile_id WHERE v.value IS NOT NULL"
                + " ON DUPLICATE KEY UPDATE number = VALUES(number), text = VALUES(text), moment = VALUES(moment),"
                + " items = VALUES(items)");
    }

    private void recheck(boolean full) {
        update(
                full
                        ? "DELETE FROM computed_recheck WHERE trait_id = :trait"
                        : "DELETE c FROM " + EventRows.LIST + " s STRAIGHT_JOIN computed_recheck c"
                                + " ON c.trait_id = :trait AND c.profile_id = s.profile_id");
        update("INSERT INTO computed_recheck (trait_id, profile_id, recheck_at)"
                + " SELECT :trait, profile_id, recheck_at FROM trait_verdict WHERE recheck_at IS NOT NULL");
    }

    private long profiles() {
        return count("SELECT COUNT(*) FROM profile");
    }

    private long count(String sql) {
        return handle.createQuery(sql)
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bind("trait", row.id())
                .mapTo(Long.class)
                .one();
    }

    /** Leaves the transaction open, unlike other statements that make tables. */
    private void temporary(String table, String columns) {
        handle.execute("CREATE OR REPLACE TEMPORARY TABLE " + table + " (" + columns + ")");
    }

    private long update(String sql) {
        try (Update statement = handle.createUpdate(sql)) {
            return statement
                    .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                    .bindMap(compiled.parameters())
                    .bind("trait", row.id())
                    .bind("sequence", row.sequence())
                    .bind("now", Moments.sql(now))
                    .execute();
        }
    }
}
