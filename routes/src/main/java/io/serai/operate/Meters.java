package io.serai.operate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.serai.ingest.Importer;
import io.serai.run.ImportCounts;
import io.serai.sync.SyncBooks;
import io.serai.sync.SyncRun;
import java.time.Duration;

/** What is counted while the hub works; see docs/reference/metrics.md. Labels are names of configured things only. */
public final class Meters {
    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
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
            count("stored", counts.stored() - last.stored());
            count("unchanged", counts.unchanged() - last.unchanged());
            count("invalid", counts.invalid() - last.invalid());
            count("suppressed", counts.suppressed() - last.suppressed());
            registry.counter("serai.events", "stream", stream).increment(counts.events() - last.events());
            last = counts;
        }

        /** Whether anything was begun; not when the input was recognised. */
        boolean sawAny() {
            return any;
        }

        private void count(String outcome, long more) {
            registry.counter("serai.records", "stream", stream, "outcome", outcome)
                    .increment(more);
        }
    }

    void synced(SyncRun run) {
        SyncBooks books = run.books();
        registry.counter(
                        "serai.sync.runs",
                        "sync",
                        run.sync(),
                        "state",
                        run.state().name().toLowerCase(java.util.Locale.ROOT))
                .increment();
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
                .register(registry)
                .record(took);
    }
}
