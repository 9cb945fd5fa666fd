package io.serai.operate;

import io.serai.identity.PlanDetail;
import io.serai.identity.Rebuild;
import io.serai.sync.SyncImpact;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a changed schema or changed rules would do, in detail.
 *
 * @param segments who would enter and exit each segment that is built, by name
 * @param syncs what would change at each destination, by the sync's name
 */
public record IdentityPlan(
        Rebuild.Effect effect, PlanDetail detail, Map<String, Moves> segments, Map<String, SyncImpact> syncs) {
    public IdentityPlan {
        segments = Map.copyOf(segments);
        syncs = Map.copyOf(syncs);
    }

    /** By name, in its order. */
    public Map<String, Moves> segmentsByName() {
        return new TreeMap<>(segments);
    }

    /** By name, in its order. */
    public Map<String, SyncImpact> syncsByName() {
        return new TreeMap<>(syncs);
    }

    /** How many members come and go. */
    public record Moves(long entered, long exited) {
        Moves plus(Moves other) {
            return new Moves(entered + other.entered, exited + other.exited);
        }
    }
}
