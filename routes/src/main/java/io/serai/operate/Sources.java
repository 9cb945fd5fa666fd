package io.serai.operate;

import io.serai.config.HubConfig;
import io.serai.config.Kind;
import io.serai.config.SourceDefinition;
import io.serai.connectors.file.FileSourceKind;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.error.Traces;
import io.serai.ingest.Importer.Progress;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.run.ImportCounts;
import io.serai.run.Lease;
import io.serai.run.Leases;
import io.serai.run.Look;
import io.serai.run.LookStore;
import io.serai.run.Pauses;
import io.serai.run.Run;
import io.serai.run.RunStore;
import io.serai.source.Absence;
import io.serai.source.DiscoveredStream;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads sources, by a schedule or on request: one read of a stream at a time, across hubs. Thread-safe. */
public final class Sources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

    private final Supplier<HubConfig> config;
    private final Imports imports;
    private final RunStore runs;
    private final Executor executor;
    private final Lending lending;
    private final Failures failures;
    private final Connections<Source> connections = new Connections<>(Source::close);
    private final Looks looks;
    private final Turns turns;

    Sources(
            Supplier<HubConfig> config,
            Imports imports,
            Leases leases,
            Pauses pauses,
            LookStore looks,
            RunStore runs,
            Executor executor,
            Lending lending,
            Failures failures) {
        this.config = config;
        this.imports = imports;
        this.runs = runs;
        this.executor = executor;
        this.lending = lending;
        this.failures = failures;
        this.looks = new Looks(looks);
        this.turns = new Turns(leases, pauses, lending.clock());
    }

    /** A stream that a source offers, its fields, and a mapping to begin with. */
    public record Found(DiscoveredStream stream, Set<String> fields, String mapping) {}

    /**
     * Reads what is new in a stream, on the caller's thread.
     *
     * @param stop says true when the read is to be left where it is; the next one takes it up again
     * @return the runs that took records in; none if nothing is new
     * @throws SeraiException CONFLICT if it is being read already, or paused; NOT_FOUND; what the source says
     */
    public List<Run> read(StreamName name, BooleanSupplier stop) {
        return read(name, false, stop, run -> {});
    }

    /** As {@link #read}, for the stream's route: a failure is logged, and kept as the last look and as the route's. */
    public void poll(StreamName name, BooleanSupplier stop) {
        try {
            read(name, stop);
        } catch (SeraiException e) {
            // Being read elsewhere is as it should be.
            if (e.code() != ErrorCode.CONFLICT) {
                LOG.warn("{} is not read: {} {}", name, e.code(), e.getMessage());
                failures.note(RouteControl.idOf(name), e);
            }
        }
    }

    /** Reads at once, on other threads, what was not let in by files that are others now: a credential may be mended. */
    public void pollMended() {
        looks.mended(this::version).forEach(name -> executor.execute(() -> poll(name, () -> false)));
    }

    /**
     * Begins to read a stream now, on another thread.
     *
     * @param allowDeletions whether a person lets go however many records are missing; see {@link Absence}
     * @return the run, once there is one; empty if nothing is new
     * @throws SeraiException as {@link #read}; USAGE if the stream deletes nothing by absence and should be allowed to
     */
    public Optional<Long> submit(StreamName name, boolean allowDeletions) {
        SourceDefinition source = definition(name.source());
        SourceDefinition.Stream stream = stream(source, name);
        if (allowDeletions && stream.absence().isEmpty()) {
            throw new SeraiException(
                    ErrorCode.USAGE,
                    "The stream '" + name + "' deletes nothing by absence; only 'deletions: by-absence' lets it.");
        }
        if (source.kind() instanceof FileSourceKind) {
            throw new SeraiException(
                    ErrorCode.USAGE,
                    "The folder of '" + name + "' is watched all the time. Put a file into it, or use 'serai import'.");
        }
        return Background.<Optional<Long>>begin(executor, "reading " + name, begun -> {
            read(name, allowDeletions, () -> false, run -> begun.complete(Optional.of(run)));
            begun.complete(Optional.empty());
        });
    }

    /** Ends the read under way at its next batch, or while it waits for its source; the next one goes on from there. */
    public void cancel(StreamName name) {
        stream(definition(name.source()), name);
        turns.cancel(name);
    }

    /** Takes in nothing more, in no hub, until it is resumed; a read under way ends at its next batch. */
    public void pause(StreamName name) {
        stream(definition(name.source()), name);
        turns.pause(name);
    }

    public void resume(StreamName name) {
        stream(definition(name.source()), name);
        turns.resume(name);
    }

    /**
     * Forgets how far a stream was read: the next read begins at its start. What is stored stays.
     *
     * @return how many inputs are forgotten, such as objects; a stream that is read by a cursor is one
     * @throws SeraiException CONFLICT if it is being read; NOT_FOUND
     */
    public int reset(StreamName name) {
        stream(definition(name.source()), name);
        try (Lease lease = turns.alone(name)) {
            return imports.forget(name);
        }
    }

    public boolean isPaused(StreamName name) {
        return turns.isPaused(name);
    }

    /** @throws SeraiException CONFLICT if the stream is paused */
    void refuseIfPaused(StreamName name) {
        turns.refuseIfPaused(name);
    }

    /** Asks a source whether it can be reached and lets us read its streams; see {@link Source#check}. */
    public void check(String name) {
        SourceDefinition definition = definition(name);
        check(source(definition), definition);
    }

    /** As {@link #check(String)}, of a source that need not be configured; it is opened for that alone. */
    public void check(SourceDefinition definition) {
        try (Source source = definition.open(lending.to(definition.name()))) {
            check(source, definition);
        }
    }

    private static void check(Source source, SourceDefinition definition) {
        source.check();
        definition
                .streams()
                .values()
                .forEach(stream ->
                        source.stream(stream.name(), stream.settings()).check());
    }

    /** What a source offers; see {@link Source#discover}. */
    public List<Found> discover(String name, int samples) {
        return source(definition(name)).discover(samples).stream()
                .map(stream -> new Found(
                        stream,
                        MappingProposal.fields(stream.samples()),
                        new MappingProposal(config.get().schema(), stream).yaml()))
                .toList();
    }

    private List<Run> read(StreamName name, boolean allowDeletions, BooleanSupplier stop, LongConsumer begun) {
        Turns.Turn turn = turns.take(name);
        Progress progress = (runId, counts) -> {
            turn.renew();
            begun.accept(runId);
        };
        try (turn) {
            BooleanSupplier leave = () -> turn.isCancelled() || stop.getAsBoolean() || imports.isDraining();
            List<Run> done = read(name, allowDeletions, progress, leave);
            if (turn.isCancelled()) {
                done.forEach(run -> runs.cancel(run.id()));
            }
            if (!done.isEmpty() || !leave.getAsBoolean()) {
                fares(name, Optional.empty());
            }
            return done;
        } catch (SeraiException e) {
            fares(name, Optional.of(e));
            throw e;
        } catch (RuntimeException e) {
            // A connector's defect is its stream's own; the message may quote a record, so it goes nowhere.
            LOG.error("{}: the connector failed: {}", name, Traces.withoutMessages(e));
            SeraiException failure = new SeraiException(
                    ErrorCode.INTERNAL,
                    "The connector failed with " + e.getClass().getSimpleName() + "; see the log.",
                    e);
            fares(name, Optional.of(failure));
            throw failure;
        }
    }

    private List<Run> read(StreamName name, boolean allowDeletions, Progress renewing, BooleanSupplier stop) {
        SourceDefinition definition = definition(name.source());
        SourceDefinition.Stream stream = stream(definition, name);
        SourceStream opened = source(definition).stream(stream.name(), stream.settings());
        return new StreamRead(
                        name,
                        stream,
                        mapping(stream),
                        allowDeletions,
                        lending.clock().instant())
                .run(opened, imports, stop, renewing);
    }

    Mapping mapping(SourceDefinition.Stream stream) {
        Map<String, Mapping> mappings = config.get().mappings();
        return Optional.ofNullable(mappings.get(stream.mapping()))
                .orElseThrow(() -> Syncs.missing("mapping", stream.mapping(), mappings));
    }

    /**
     * Maps what was kept of a stream again, on another thread; see {@link io.serai.ingest.RawBatches#replay}.
     *
     * @return the run
     */
    public long replay(StreamName name, Optional<Instant> since) {
        Mapping mapping = mapping(stream(definition(name.source()), name));
        return Background.begin(
                executor, "replay of " + name, begun -> imports.replay(name, mapping, since, begun::complete));
    }

    /** What {@link #replay} would come to. */
    public ImportCounts previewReplay(StreamName name, Optional<Instant> since) {
        return imports.previewReplay(name, mapping(stream(definition(name.source()), name)), since);
    }

    /**
     * A stream whose messages come by themselves, opened.
     *
     * @throws SeraiException CONFIG_INVALID if its options make no endpoint
     */
    public SourceStream.Consumed consumed(StreamName name) {
        SourceDefinition definition = definition(name.source());
        SourceDefinition.Stream stream = stream(definition, name);
        return (SourceStream.Consumed) source(definition).stream(stream.name(), stream.settings());
    }

    /** Notes how a stream fares: that it was looked at, or that it comes by itself. */
    public void fares(StreamName name, Optional<SeraiException> failure) {
        looks.note(
                name,
                new Look(lending.clock().instant(), failure),
                version(name).orElse(""));
    }

    /** The last look at a stream of any hub, if there was one. */
    public Optional<Look> look(StreamName name) {
        return looks.of(name);
    }

    /** Since when this hub has been reading a stream, if it is. */
    public Optional<Instant> readingSince(StreamName name) {
        return turns.since(name);
    }

    private SourceDefinition definition(String name) {
        Map<String, SourceDefinition> sources = config.get().sources();
        return Optional.ofNullable(sources.get(name)).orElseThrow(() -> Syncs.missing("source", name, sources));
    }

    private static SourceDefinition.Stream stream(SourceDefinition source, StreamName name) {
        return Optional.ofNullable(source.streams().get(name.stream()))
                .orElseThrow(() -> Syncs.missing("stream", name.stream(), source.streams()));
    }

    /** Streams of one source share it, and with it the limits of its account. */
    Source source(SourceDefinition definition) {
        String name = definition.name();
        return connections.get(name, version(definition), () -> definition.open(lending.to(name)));
    }

    /** Of the files that say how a source is reached. */
    private String version(SourceDefinition definition) {
        HubConfig current = config.get();
        return current.version(Kind.SOURCE, definition.name())
                + current.version(Kind.CONNECTOR, definition.kind().name());
    }

    private Optional<String> version(StreamName name) {
        return Optional.ofNullable(config.get().sources().get(name.source()))
                .filter(source -> source.streams().containsKey(name.stream()))
                .map(this::version);
    }

    @Override
    public void close() {
        connections.close();
    }
}
