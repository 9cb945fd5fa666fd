package io.serai.operate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.serai.ingest.Importer;
import io.serai.run.ImportCounts;
import io.serai.segment.SegmentDelta;
import io.serai.sync.SyncBooks;
import io.serai.sync.SyncRun;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** What is counted while the hub works; see docs/reference/metrics.md. Labels are names of configured things only. */
public final class Meters {
    private static final Duration[] ANSWERS = {
        Duration.ofMillis(30),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10)
    };
    private static final Duration[] RUNS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final Clock clock;
    private final Rates rates;
    /** What was counted of the run under way of each sync. */
    private final Map<String, SyncRun> sending = new ConcurrentHashMap<>();

    public Meters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.rates = new Rates(registry, clock);
    }

    /** How fast the counters grow. */
    public Rates rates() {
        return rates;
    }

    /** The counter of one import. */
    Imported imported(String stream) {
        return new Imported(stream);
    }

    /** Turns the growing counts of one call into increments. Used by the importing thread only. */
    final class Imported {
        private final String stream;
        private ImportCounts last = ImportCounts.NONE;
        private boolean any;

        private Imported(String stream) {
            this.stream = stream;
        }

        /** Hears progress, as {@link Importer.Progress} does. */
        void at(ImportCounts counts) {
            any = true;
            taken(
                    stream,
                    new ImportCounts(
                            counts.read() - last.read(),
                            counts.stored() - last.stored(),
                            counts.unchanged() - last.unchanged(),
                            counts.invalid() - last.invalid(),
                            counts.suppressed() - last.suppressed(),
                            counts.events() - last.events()));
            last = counts;
        }

        /** Whether anything was begun; not when the input was recognised. */
        boolean sawAny() {
            return any;
        }
    }

    /** Counts records that have just been committed. */
    void taken(String stream, ImportCounts counts) {
        record(stream, "stored", counts.stored());
        record(stream, "unchanged", counts.unchanged());
        record(stream, "invalid", counts.invalid());
        record(stream, "suppressed", counts.suppressed());
        registry.counter("serai.events", "stream", stream).increment(counts.events());
    }

    private void record(String stream, String outcome, long more) {
        registry.counter("serai.records", "stream", stream, "outcome", outcome).increment(more);
    }

    /** Counts what a refresh has changed in a segment. */
    void refreshed(SegmentDelta delta) {
        change(delta.segment(), "entered", delta.entered());
        change(delta.segment(), "exited", delta.exited());
    }

    private void change(String segment, String direction, long more) {
        registry.counter("serai.segment.changes", "segment", segment, "direction", direction)
                .increment(more);
    }

    /** Counts what a run has sent since it was last heard of. */
    void sending(SyncRun run) {
        Optional<SyncRun> last =
                Optional.ofNullable(sending.put(run.sync(), run)).filter(known -> known.id() == run.id());
        sent(run, last, "delivered", known -> known.books().delivered());
        sent(run, last, "rejected", known -> known.books().rejected());
        sent(run, last, "removed", SyncRun::removed);
        sent(run, last, "erased", SyncRun::erased);
    }

    private void sent(SyncRun run, Optional<SyncRun> last, String outcome, ToLongFunction<SyncRun> count) {
        long more = count.applyAsLong(run) - last.map(count::applyAsLong).orElse(0L);
        // Who is refused after all is no longer among the delivered.
        registry.counter("serai.sync.sent", "sync", run.sync(), "outcome", outcome)
                .increment(Math.max(0, more));
    }

    void synced(SyncRun run) {
        sending(run);
        SyncBooks books = run.books();
        registry.counter(
                        "serai.sync.runs",
                        "sync",
                        run.sync(),
                        "state",
                        run.state().name().toLowerCase(java.util.Locale.ROOT))
                .increment();
        Timer.builder("serai.sync.run")
                .tag("sync", run.sync())
                .serviceLevelObjectives(RUNS)
                .register(registry)
                .record(Duration.between(run.startedAt(), clock.instant()));
        gauge(run.sync(), "selected", books.selected());
        gauge(run.sync(), "delivered", books.delivered());
        gauge(run.sync(), "rejected", books.rejected());
        gauge(run.sync(), "withheld", books.withheldInAll());
        gauge(run.sync(), "pending", books.pending());
    }

    private void gauge(String sync, String outcome, long value) {
        registry.summary("serai.sync.members", "sync", sync, "outcome", outcome).record(value);
    }

    /** Counts a request of the API. */
    public void request(String group, int status, Duration took) {
        Timer.builder("serai.http.requests")
                .tag("group", group)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(ANSWERS)
                .register(registry)
                .record(took);
    }
}
