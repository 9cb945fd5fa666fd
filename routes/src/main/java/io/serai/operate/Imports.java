package io.serai.operate;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer;
import io.serai.ingest.Importer.Again;
import io.serai.ingest.Importer.Progress;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.run.ImportCounts;
import io.serai.run.Lease;
import io.serai.run.Leases;
import io.serai.run.Run;
import io.serai.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Imports, by a route or on request. Thread-safe. */
public final class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    /** Longer than a batch takes; a hub that died holds others up as long. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Supplier<Core> core;
    private final Leases leases;
    private final Gate gate;
    private final BooleanSupplier draining;
    private final Executor executor;
    private final Runnable afterwards;
    private final Meters meters;
    private final Map<Long, Reading> readings = new ConcurrentHashMap<>();

    Imports(
            Supplier<Core> core,
            Leases leases,
            Gate gate,
            BooleanSupplier draining,
            Executor executor,
            Runnable afterwards,
            Meters meters) {
        this.core = core;
        this.leases = leases;
        this.gate = gate;
        this.draining = draining;
        this.executor = executor;
        this.afterwards = afterwards;
        this.meters = meters;
    }

    /**
     * Imports a file to its end on the caller's thread. When rules are applied meanwhile it steps aside and goes on with
     * the new ones.
     *
     * @param stop says true when the import is to be left where it is; the same call takes it up again
     * @return the run; still RUNNING if it was left
     */
    public Run run(FileImport request, BooleanSupplier stop) {
        return run(request, stop, runId -> {});
    }

    private Run run(FileImport request, BooleanSupplier stop, LongConsumer begun) {
        Reading reading = request.reading();
        try {
            return run(request.input(reading), request.again(), stop, (runId, counts) -> {
                readings.put(runId, reading);
                begun.accept(runId);
            });
        } finally {
            readings.values().remove(reading);
        }
    }

    /** How far this hub has read the file of a run that it is at; empty of any other run. */
    public Optional<Reading> reading(long runId) {
        return Optional.ofNullable(readings.get(runId));
    }

    /** As {@link #run(FileImport, BooleanSupplier)}, of any input. */
    Run run(ImportInput input, Again again, BooleanSupplier stop, Progress progress) {
        return importing(input, again, stop, progress, (importer, leave) -> Optional.of(input))
                .orElseThrow();
    }

    /** Imports what is new in a stream; empty if nothing is. */
    Optional<Run> runIfAny(ImportInput input, BooleanSupplier stop, Progress progress) {
        return importing(input, Again.READ, stop, progress, (importer, leave) -> importer.look(input, leave));
    }

    /** Whether every import is to be left at its next batch. */
    boolean isDraining() {
        return draining.getAsBoolean();
    }

    /** Those of the fingerprints that the stream has imported already. */
    Set<String> imported(StreamName stream, Collection<String> fingerprints) {
        return core.get().importer().imported(stream, fingerprints);
    }

    /** Forgets how far a stream was read; see {@link Importer#forget}. */
    int forget(StreamName stream) {
        return core.get().importer().forget(stream);
    }

    /** What there is to import; a source may let it wait for long, so it is asked for outside the gate. */
    private interface Look {
        Optional<ImportInput> at(Importer importer, BooleanSupplier leave);
    }

    /** One import of an input at a time, across hubs. */
    private Optional<Run> importing(
            ImportInput input, Again again, BooleanSupplier stop, Progress progress, Look look) {
        Lease lease = leases.acquire(input.name(), LEASE)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFLICT,
                        "The same content is being imported into '" + input.stream()
                                + "' already. Wait until that import is done."));
        try (lease) {
            Progress renewing = (runId, counts) -> {
                lease.renew();
                progress.at(runId, counts);
            };
            return importAll(input, again, stop, renewing, look);
        }
    }

    private Optional<Run> importAll(
            ImportInput input, Again again, BooleanSupplier stop, Progress progress, Look look) {
        BooleanSupplier leave = () -> stop.getAsBoolean() || draining.getAsBoolean();
        while (true) {
            Meters.Imported meter = meters.imported(input.stream().toString());
            Progress all = (runId, counts) -> {
                meter.at(counts);
                progress.at(runId, counts);
            };
            Optional<ImportInput> found = look.at(core.get().importer(), leave);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            BooleanSupplier aside = () -> leave.getAsBoolean() || gate.isWanted();
            Run run = gate.together(() -> core.get().importer().run(found.get(), again, aside, all));
            if (run.state() != RunState.RUNNING) {
                log(run, meter.sawAny());
                afterwards.run();
                return Optional.of(run);
            }
            if (leave.getAsBoolean()) {
                LOG.info("import left at a batch's end, to be taken up again: run {}", run.id());
                return Optional.of(run);
            }
        }
    }

    /** Maps what was kept of a stream again; {@code begun} hears the run's number. */
    void replay(StreamName stream, Mapping mapping, Optional<Instant> since, LongConsumer begun) {
        Run run = gate.together(() -> core.get().rawBatches().replay(stream, mapping, since, begun));
        log(run, true);
        afterwards.run();
    }

    ImportCounts previewReplay(StreamName stream, Mapping mapping, Optional<Instant> since) {
        return gate.together(() -> core.get().rawBatches().preview(stream, mapping, since));
    }

    /** Begins an import on another thread and answers its run once it has one. */
    public long submit(FileImport request) {
        return Background.<Long>begin(executor, "import into " + request.stream(), begun -> {
            Run run = run(request, () -> false, begun::complete);
            begun.complete(run.id());
        });
    }

    private static void log(Run run, boolean fresh) {
        try (MDC.MDCCloseable ignored = MDC.putCloseable("run", Long.toString(run.id()))) {
            ImportCounts counts = run.imported();
            if (!fresh) {
                LOG.info("{} recognised: run {} has imported this file already", run.name(), run.id());
            } else if (Importer.isFinished(run)) {
                LOG.info(
                        "{} imported: read {}, stored {}, unchanged {}, invalid {}, suppressed {}, events {}",
                        run.name(),
                        counts.read(),
                        counts.stored(),
                        counts.unchanged(),
                        counts.invalid(),
                        counts.suppressed(),
                        counts.events());
            } else {
                LOG.error(
                        "{} failed: {} {}",
                        run.name(),
                        run.errorCode().orElse(""),
                        run.error().orElse(""));
            }
        }
    }
}
