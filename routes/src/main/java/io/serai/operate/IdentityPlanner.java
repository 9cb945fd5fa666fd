package io.serai.operate;

import io.serai.crypto.Hash;
import io.serai.identity.PlanWitness;
import io.serai.identity.Prospect;
import io.serai.identity.Rebuild;
import io.serai.segment.SegmentDelta;
import io.serai.segment.SegmentStatus;
import io.serai.sync.SyncDefinition;
import io.serai.sync.SyncImpact;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Plans changed rules in detail: each page is written, and segments and syncs are asked about it, before its transaction is
 * rolled back. Used once.
 */
final class IdentityPlanner {
    private final Operations hub;
    private final Core next;
    private final boolean schemaChanges;
    private final List<SyncDefinition> syncs;
    private final PlanWitness people;
    private final Map<String, IdentityPlan.Moves> segments = new TreeMap<>();
    private final Map<String, SyncImpact> impacts = new TreeMap<>();

    /** @param next of the schema and rules that are planned */
    IdentityPlanner(Operations hub, Core next) {
        this.hub = hub;
        this.next = next;
        this.schemaChanges =
                !hub.core().identity().schema().equals(next.identity().schema());
        this.people = new PlanWitness(next.identity());
        // A segment that was never built has no members that could change, nor has its sync.
        Set<String> built =
                hub.segments().status().stream().map(SegmentStatus::name).collect(Collectors.toSet());
        this.syncs = hub.configuration().running().syncs().values().stream()
                .filter(sync -> built.contains(sync.segment()))
                .toList();
    }

    IdentityPlan plan() {
        Rebuild.Effect effect = new Rebuild(next.identity()).plan(done -> {}, this::see);
        return new IdentityPlan(effect, people.detail(), segments, impacts);
    }

    private Runnable see(Prospect page) throws SQLException {
        Runnable saw = people.see(page);
        // With the same schema a profile that keeps its records keeps what it shows.
        Set<Long> concerned = schemaChanges ? page.everyone() : page.regrouped();
        if (concerned.isEmpty()) {
            return saw;
        }
        Map<String, Map<Hash, Hash>> before = desired(hub.core(), page.handle(), concerned);
        page.write(concerned);
        List<SegmentDelta> deltas = hub.segments().foresee(page.handle(), page.sequence());
        Map<String, Map<Hash, Hash>> after = desired(next, page.handle(), concerned);
        Map<String, SyncImpact> sent = new HashMap<>();
        for (SyncDefinition sync : syncs) {
            Map<Hash, Hash> held = before.getOrDefault(sync.name(), Map.of());
            Map<Hash, Hash> wanted = after.getOrDefault(sync.name(), Map.of());
            sent.put(sync.name(), next.syncs().impact(page.handle(), sync, held, wanted));
        }
        return () -> {
            saw.run();
            deltas.forEach(delta -> segments.merge(
                    delta.segment(),
                    new IdentityPlan.Moves(delta.entered(), delta.exited()),
                    IdentityPlan.Moves::plus));
            sent.forEach((sync, impact) -> impacts.merge(sync, impact, SyncImpact::plus));
        };
    }

    private Map<String, Map<Hash, Hash>> desired(Core core, Handle handle, Collection<Long> profiles) {
        Map<String, Map<Hash, Hash>> desired = new LinkedHashMap<>();
        syncs.forEach(sync -> desired.put(sync.name(), core.syncs().desired(handle, sync, profiles)));
        return desired;
    }
}
