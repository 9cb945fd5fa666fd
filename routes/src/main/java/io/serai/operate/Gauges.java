package io.serai.operate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.serai.error.SeraiException;
import io.serai.segment.SegmentStatus;
import io.serai.trait.TraitStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** How things stand, as gauges that are read when they are asked for; see docs/reference/metrics.md. Thread-safe. */
public final class Gauges {
    private final Status status;
    private final Attention attention;
    private final MultiGauge traitFilled;
    private final MultiGauge traitLag;
    private final MultiGauge segmentMembers;
    private final MultiGauge segmentLag;
    private final MultiGauge syncLedger;
    private final MultiGauge syncOutbox;
    private final MultiGauge syncUnerased;
    private final MultiGauge states;
    private final MultiGauge concerns;
    private final AtomicLong profiles = new AtomicLong();
    private final AtomicLong deadLetters = new AtomicLong();
    private final AtomicLong configProblems = new AtomicLong();
    private final AtomicLong ready = new AtomicLong();

    public Gauges(Status status, Attention attention, MeterRegistry registry) {
        this.status = status;
        this.attention = attention;
        this.states = MultiGauge.builder("serai.state").register(registry);
        this.concerns = MultiGauge.builder("serai.attention").register(registry);
        this.traitFilled = MultiGauge.builder("serai.trait.filled").register(registry);
        this.traitLag = MultiGauge.builder("serai.trait.lag").register(registry);
        this.segmentMembers = MultiGauge.builder("serai.segment.members").register(registry);
        this.segmentLag = MultiGauge.builder("serai.segment.lag").register(registry);
        this.syncLedger = MultiGauge.builder("serai.sync.ledger").register(registry);
        this.syncOutbox = MultiGauge.builder("serai.sync.outbox").register(registry);
        this.syncUnerased = MultiGauge.builder("serai.sync.unerased").register(registry);
        Gauge.builder("serai.profiles", profiles, AtomicLong::get).register(registry);
        Gauge.builder("serai.dead.letters.open", deadLetters, AtomicLong::get).register(registry);
        Gauge.builder("serai.config.problems", configProblems, AtomicLong::get).register(registry);
        Gauge.builder("serai.ready", ready, AtomicLong::get).register(registry);
        FunctionCounter.builder("serai.store.conflicts", status, Status::storeConflicts)
                .register(registry);
    }

    /** Looks anew. While the store is away only readiness and the configuration are known; the rest stays. */
    public synchronized void refresh() {
        configProblems.set(status.configuration().problems().size());
        ready.set(status.health().ready() ? 1 : 0);
        concerns();
        try {
            profiles.set(status.profiles());
            deadLetters.set(status.openDeadLetters());
            traits();
            segments();
            syncs();
            states();
        } catch (SeraiException e) {
            ready.set(0);
        }
    }

    private void concerns() {
        List<Row<?>> rows = new ArrayList<>();
        attention
                .list()
                .forEach(concern -> rows.add(Row.of(
                        Tags.of(
                                "kind", concern.kind(),
                                "name", concern.name(),
                                "code", concern.code().name(),
                                "trouble", concern.trouble().word(),
                                "harm", concern.trouble().harm().word()),
                        1)));
        concerns.register(rows, true);
    }

    private void states() {
        List<Row<?>> rows = new ArrayList<>();
        status.sources().forEach(source -> rows.add(state("source", source.id(), source.state())));
        status.segments().forEach(segment -> rows.add(state("segment", segment.name(), word(segment.state()))));
        status.traits().forEach(trait -> rows.add(state("trait", trait.name(), word(trait.state()))));
        status.syncs().forEach(sync -> rows.add(state("sync", sync.name(), sync.state())));
        status.destinations().forEach(to -> rows.add(state("destination", to.name(), to.state())));
        states.register(rows, true);
    }

    private static Row<Number> state(String kind, String name, String state) {
        return Row.of(Tags.of("kind", kind, "name", name, "state", state), 1);
    }

    private static String word(SegmentStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private void traits() {
        List<Row<?>> filled = new ArrayList<>();
        List<Row<?>> lag = new ArrayList<>();
        for (TraitStatus trait : status.traits()) {
            Tags tags = Tags.of("trait", trait.name());
            filled.add(Row.of(tags, trait.filled()));
            lag.add(Row.of(tags, trait.lag()));
        }
        traitFilled.register(filled, true);
        traitLag.register(lag, true);
    }

    private void segments() {
        List<Row<?>> members = new ArrayList<>();
        List<Row<?>> lag = new ArrayList<>();
        for (SegmentStatus segment : status.segments()) {
            Tags tags = Tags.of("segment", segment.name());
            members.add(Row.of(tags, segment.members()));
            lag.add(Row.of(tags, segment.lag()));
        }
        segmentMembers.register(members, true);
        segmentLag.register(lag, true);
    }

    private void syncs() {
        List<Row<?>> ledger = new ArrayList<>();
        List<Row<?>> outbox = new ArrayList<>();
        List<Row<?>> unerased = new ArrayList<>();
        for (SyncView sync : status.syncs()) {
            Tags tags = Tags.of("sync", sync.name());
            sync.stored().ifPresent(stored -> {
                ledger.add(Row.of(tags, stored.ledger()));
                outbox.add(Row.of(tags, stored.outbox()));
                unerased.add(Row.of(tags, stored.unerased()));
            });
        }
        syncLedger.register(ledger, true);
        syncOutbox.register(outbox, true);
        syncUnerased.register(unerased, true);
    }
}
