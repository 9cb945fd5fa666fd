package io.serai.trait;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.segment.EventRows;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings all traits up to date in the caller's transaction, each after those it is computed from. One that fails is undone
 * alone. In the end the profiles whose values changed count as changed, as a unit of work of their own, so that segments
 * and whoever else follows profiles follow their computed traits.
 *
 * <p>That makes every trait look behind again; if no other unit of work came in between, which the numbers tell, none has
 * missed anything. Otherwise the next pass looks at these profiles once more and finds nothing changed, which ends it.
 */
final class TraitPass {
    private static final Logger LOG = LoggerFactory.getLogger(TraitPass.class);
    private static final String BEGINNING = "trait";

    private final Handle handle;
    private final Instant now;
    private final List<Integer> current = new ArrayList<>();
    private final List<TraitDelta> deltas = new ArrayList<>();

    TraitPass(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    /**
     * @param traits none before one that it is computed from
     * @param forced which are built from nothing
     */
    List<TraitDelta> run(Map<String, CompiledTrait> traits, Predicate<String> forced) {
        Map<String, TraitRow> rows = new LinkedHashMap<>();
        TraitRow.lock(handle).forEach(row -> rows.put(row.name(), row));
        handle.execute("CREATE OR REPLACE TEMPORARY TABLE " + TraitBuild.CHANGED
                + " (profile_id BIGINT NOT NULL PRIMARY KEY)");
        traits.forEach((name, compiled) -> {
            TraitRow row = rows.get(name);
            // A hub with another configuration has this trait otherwise; the last one applied counts.
            if (row != null && Arrays.equals(row.hash(), compiled.hash())) {
                bringUp(row, compiled, forced.test(name));
            }
        });
        rows.values().stream().findFirst().ifPresent(row -> end(row.hubSequence()));
        return deltas;
    }

    private void bringUp(TraitRow row, CompiledTrait compiled, boolean forced) {
        handle.savepoint(BEGINNING);
        try {
            TraitBuild.Outcome outcome = new TraitBuild(handle, row, compiled, now).run(forced);
            if (outcome.current()) {
                note(row, outcome);
            }
        } catch (JdbiException e) {
            SeraiException failure = Database.translated(e);
            if (failure.code() != ErrorCode.INTERNAL) {
                throw failure;
            }
            handle.rollbackToSavepoint(BEGINNING);
            fail(row, failure);
        }
    }

    private void note(TraitRow row, TraitBuild.Outcome outcome) {
        handle.createUpdate(
                        "UPDATE computed_trait SET computed_at = :now, filled = filled + :filled, error_code = NULL,"
                                + " error = NULL WHERE id = :id")
                .bind("now", Moments.sql(now))
                .bind("filled", outcome.filled())
                .bind("id", row.id())
                .execute();
        current.add(row.id());
        if (outcome.full() || outcome.changed() > 0) {
            deltas.add(new TraitDelta(row.name(), outcome.changed(), outcome.full()));
        }
    }

    private void fail(TraitRow row, SeraiException failure) {
        // Without the cause: the server's and the driver's messages quote values.
        LOG.warn("trait {} keeps its values of before: {} {}", row.name(), failure.code(), failure.getMessage());
        handle.createUpdate("UPDATE computed_trait SET error_code = :code, error = LEFT(:error, 1000) WHERE id = :id")
                .bind("code", failure.code().name())
                .bind("error", String.valueOf(failure.getMessage()))
                .bind("id", row.id())
                .execute();
    }

    /** @param from the number of the last unit of work before this pass began to read */
    private void end(long from) {
        long changed = handle.createQuery("SELECT COUNT(*) FROM " + TraitBuild.CHANGED)
                .mapTo(Long.class)
                .one();
        long stamp = changed == 0 ? from : stamp();
        if (!current.isEmpty()) {
            handle.createUpdate("UPDATE computed_trait SET sequence = :sequence WHERE id IN (<ids>)")
                    .bind("sequence", stamp == from + 1 ? stamp : from)
                    .bindList("ids", current)
                    .execute();
        }
        // The connection goes back to a pool and would keep them.
        handle.execute("DROP TEMPORARY TABLE IF EXISTS " + TraitBuild.CHANGED + ", " + EventRows.LIST
                + ", trait_verdict, trait_difference");
    }

    /** From here to the transaction's end no other unit of work commits. */
    private long stamp() {
        handle.execute("UPDATE hub_clock SET sequence = sequence + 1 WHERE id = 1");
        handle.execute("UPDATE " + TraitBuild.CHANGED + " t STRAIGHT_JOIN profile p ON p.id = t.profile_id"
                + " JOIN hub_clock c ON c.id = 1 SET p.changed = c.sequence WHERE p.redirect_to IS NULL");
        return handle.createQuery("SELECT sequence FROM hub_clock WHERE id = 1")
                .mapTo(Long.class)
                .one();
    }
}
