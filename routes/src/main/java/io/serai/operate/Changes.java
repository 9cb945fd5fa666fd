package io.serai.operate;

import io.serai.audit.Act;
import io.serai.audit.Origin;
import io.serai.config.ConfigReader;
import io.serai.config.HubConfig;
import io.serai.config.Kind;
import io.serai.connector.Capabilities;
import io.serai.document.Problem;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Rebuild;
import io.serai.profile.ProfileCount;
import io.serai.run.RunKind;
import io.serai.run.RunState;
import io.serai.segment.SegmentDefinition;
import io.serai.segment.SegmentPreview;
import io.serai.segment.SegmentStatus;
import io.serai.sync.SyncDefinition;
import io.serai.sync.SyncPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what the files would do to the stored data, and does it. Thread-safe. */
public final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final Operations hub;
    private final Core.Ground ground;
    private final Gate gate;
    private final Executor executor;
    private final AtomicBoolean applying = new AtomicBoolean();

    Changes(Operations hub, Core.Ground ground, Gate gate, Executor executor) {
        this.hub = hub;
        this.ground = ground;
        this.gate = gate;
        this.executor = executor;
    }

    /**
     * What applying would do.
     *
     * @param identity empty if neither the schema nor the rules change
     */
    public record Plan(
            long profilesBefore,
            Optional<Rebuild.Effect> identity,
            List<SegmentChange> segments,
            List<SyncChange> syncs,
            List<Problem> problems) {}

    /** How a segment's members would change, were the profiles those of now. */
    public record SegmentChange(String name, String change, long before, long after, long entered, long exited) {}

    /** What the next run of a sync would send. */
    public record SyncChange(String name, long adds, long removes) {}

    /** Compares the files with what runs. Writes nothing but new, empty columns. */
    public Plan plan() {
        ConfigReader.Result wanted = hub.configStore().wanted();
        HubConfig running = hub.configuration().running();
        long profiles = new ProfileCount(hub.database()).live();
        if (wanted.config().isEmpty()) {
            return new Plan(profiles, Optional.empty(), List.of(), List.of(), wanted.problems());
        }
        HubConfig next = wanted.config().get();
        Optional<Rebuild.Effect> effect = identityChanges(running, next)
                ? Optional.of(
                        new Rebuild(ground.core(next.schema(), next.rules()).identity()).plan(done -> {}))
                : Optional.empty();
        return new Plan(profiles, effect, segments(running, next), syncs(running, next), wanted.problems());
    }

    /**
     * What applying would do to people, and through them to segments and destinations, as they are configured now. Takes as
     * long as applying; writes nothing that lasts.
     *
     * @return empty if neither the schema nor the rules change
     * @throws SeraiException CONFIG_INVALID if the files have problems
     */
    public Optional<IdentityPlan> planIdentity() {
        ConfigReader.Result wanted = hub.configStore().wanted();
        HubConfig next = wanted.flawless().orElseThrow(() -> invalid(wanted));
        HubConfig running = hub.configuration().running();
        return identityChanges(running, next)
                ? Optional.of(new IdentityPlanner(hub, ground.core(next.schema(), next.rules())).plan())
                : Optional.empty();
    }

    private static SeraiException invalid(ConfigReader.Result wanted) {
        return new SeraiException(
                ErrorCode.CONFIG_INVALID,
                wanted.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }

    private static boolean identityChanges(HubConfig running, HubConfig next) {
        return !running.schema().equals(next.schema()) || !running.rules().equals(next.rules());
    }

    private List<SegmentChange> segments(HubConfig running, HubConfig next) {
        Map<String, SegmentDefinition> before = byName(running);
        Map<String, SegmentDefinition> after = byName(next);
        Map<String, Long> members = new LinkedHashMap<>();
        for (SegmentStatus status : hub.segments().status()) {
            members.put(status.name(), status.members());
        }
        List<SegmentChange> changes = new ArrayList<>();
        Set<String> names = new HashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names.stream().sorted().toList()) {
            SegmentDefinition old = before.get(name);
            SegmentDefinition fresh = after.get(name);
            if (fresh == null) {
                long leaving = members.getOrDefault(name, 0L);
                changes.add(new SegmentChange(name, "removed", leaving, 0, 0, leaving));
            } else if (old == null || !old.where().equals(fresh.where())) {
                SegmentPreview.Difference effect = hub.segments().compare(fresh);
                String change = old == null ? "new" : "changed";
                changes.add(new SegmentChange(
                        name,
                        change,
                        effect.before(),
                        effect.before() + effect.entered() - effect.exited(),
                        effect.entered(),
                        effect.exited()));
            }
        }
        return changes;
    }

    private static Map<String, SegmentDefinition> byName(HubConfig config) {
        Map<String, SegmentDefinition> segments = new LinkedHashMap<>();
        config.segments().forEach(segment -> segments.put(segment.name(), segment));
        return segments;
    }

    /** Those that are new or have another file; a segment that was never built has nothing to send yet. */
    private List<SyncChange> syncs(HubConfig running, HubConfig next) {
        List<SyncChange> changes = new ArrayList<>();
        for (SyncDefinition sync : next.syncs().values()) {
            if (running.version(Kind.SYNC, sync.name()).equals(next.version(Kind.SYNC, sync.name()))) {
                continue;
            }
            try {
                SyncPlan plan = hub.core().syncs().dryRun(sync, new Capabilities(Set.of(sync.mode()), 1));
                changes.add(new SyncChange(
                        sync.name(), plan.changes().added(), plan.changes().removed()));
            } catch (SeraiException e) {
                LOG.debug("no plan for sync {}: {}", sync.name(), e.code());
                changes.add(new SyncChange(sync.name(), 0, 0));
            }
        }
        return changes;
    }

    /**
     * Applies the files, the schema and the rules too, and brings everyone in line with them on another thread.
     *
     * @param by who asks, for the audit trail
     * @return the run of the identity rebuild
     * @throws SeraiException CONFIG_INVALID if the files have problems, CONFLICT while an earlier one goes on
     */
    public long apply(Origin by) {
        if (!applying.compareAndSet(false, true)) {
            throw new SeraiException(
                    ErrorCode.CONFLICT, "Changes are being applied already. Wait for that run to end.");
        }
        try {
            ConfigReader.Result wanted = hub.configStore().wanted();
            if (wanted.flawless().isEmpty()) {
                throw invalid(wanted);
            }
            hub.audit().append(by, Act.APPLY, "configuration", "");
            HubConfig before = hub.configuration().running();
            // The open run is what a hub that dies in between finds, and carries on, when it starts again.
            long run = hub.runs().begin(RunKind.IDENTITY, "identity", "apply");
            boolean rebuild = gate.alone(() -> {
                hub.configStore().apply();
                hub.become(ground.core(hub.configStore()));
                return identityChanges(before, hub.configuration().running());
            });
            executor.execute(() -> carryOut(run, rebuild));
            return run;
        } catch (SeraiException e) {
            applying.set(false);
            throw e;
        }
    }

    /** Takes over what another hub has applied; that hub brings everyone in line with it. */
    void adopt() {
        gate.alone(() -> {
            hub.configStore().adopt();
            hub.become(ground.core(hub.configStore()));
            return true;
        });
        LOG.info("another hub has applied a schema and rules; this one works by them now");
        hub.follow();
    }

    /** Carries on what a hub that died had begun to apply. */
    void resume() {
        hub.runs().list(Optional.of(RunKind.IDENTITY), Optional.empty(), 1).stream()
                .filter(run -> run.state() == RunState.RUNNING)
                .filter(run -> applying.compareAndSet(false, true))
                .forEach(run -> executor.execute(() -> carryOut(run.id(), true)));
    }

    private void carryOut(long run, boolean rebuild) {
        try {
            if (rebuild) {
                Rebuild.Effect effect = new Rebuild(hub.core().identity()).apply(done -> {});
                LOG.info(
                        "rules applied: subjects {}, profiles {}, merged {}, split {}",
                        effect.subjects(),
                        effect.profiles(),
                        effect.merged(),
                        effect.split());
            }
            hub.follow();
            hub.runs().finish(run);
        } catch (SeraiException e) {
            LOG.error("applying failed: {} {}", e.code(), e.getMessage());
            hub.runs().fail(run, e.code(), String.valueOf(e.getMessage()));
        } finally {
            applying.set(false);
        }
    }
}
