package io.serai.operate;

import io.serai.config.HubConfig;
import io.serai.config.Kind;
import io.serai.config.SourceDefinition;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Pauser;
import io.serai.connector.Transport;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer;
import io.serai.ingest.Importer.Again;
import io.serai.ingest.Importer.Progress;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Lease;
import io.serai.run.Leases;
import io.serai.run.Run;
import io.serai.run.RunState;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import io.serai.source.SourceStream.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads sources, by a schedule or on request: one read of a stream at a time, across hubs. Thread-safe. */
public final class Sources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int KNOWN_AT_ONCE = 1_000;

    private final Supplier<HubConfig> config;
    private final Imports imports;
    private final Leases leases;
    private final Transport transport;
    private final Clock clock;
    private final Map<String, Open> open = new HashMap<>();
    private final Map<StreamName, Look> looks = new ConcurrentHashMap<>();

    /** An open source and the version of the files it was opened for. */
    private record Open(String version, Source source) {}

    /**
     * The last look at a stream by this hub.
     *
     * @param failure why it failed, if it did; the next look may do better
     */
    public record Look(Instant at, Optional<SeraiException> failure) {}

    Sources(Supplier<HubConfig> config, Imports imports, Leases leases, Transport transport, Clock clock) {
        this.config = config;
        this.imports = imports;
        this.leases = leases;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Reads what is new in a stream, on the caller's thread.
     *
     * @param stop says true when the read is to be left where it is; the next one takes it up again
     * @return the runs that took records in; none if nothing is new
     * @throws SeraiException CONFLICT if it is being read already; NOT_FOUND; what the source says
     */
    public List<Run> read(StreamName name, BooleanSupplier stop) {
        Lease lease = leases.acquire("source:" + name, LEASE)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFLICT, "The stream '" + name + "' is being read already. Wait until it is done."));
        try (lease) {
            List<Run> runs = read(name, lease, stop);
            looks.put(name, new Look(clock.instant(), Optional.empty()));
            return runs;
        } catch (SeraiException e) {
            looks.put(name, new Look(clock.instant(), Optional.of(e)));
            throw e;
        }
    }

    private List<Run> read(StreamName name, Lease lease, BooleanSupplier stop) {
        SourceDefinition definition = definition(name.source());
        SourceDefinition.Stream stream = stream(definition, name);
        Mapping mapping = Optional.ofNullable(config.get().mappings().get(stream.mapping()))
                .orElseThrow(() ->
                        Syncs.missing("mapping", stream.mapping(), config.get().mappings()));
        SourceStream reader = source(definition).stream(stream.name(), stream.settings());
        Progress renewing = (runId, counts) -> lease.renew();
        if (reader instanceof SourceStream.Pulled pulled) {
            ImportInput input = ImportInput.since(name, mapping, clock.instant(), pulled::read);
            return imports.runIfAny(input, stop, renewing).stream().toList();
        }
        return readObjects(name, mapping, (SourceStream.Objects) reader, stop, renewing);
    }

    /** One after the other; those that were imported before are asked for in bulk, for there may be very many. */
    private List<Run> readObjects(
            StreamName name, Mapping mapping, SourceStream.Objects objects, BooleanSupplier stop, Progress renewing) {
        List<Run> runs = new ArrayList<>();
        Iterator<StoredObject> all = objects.list().iterator();
        while (all.hasNext()) {
            List<StoredObject> some = new ArrayList<>(KNOWN_AT_ONCE);
            while (all.hasNext() && some.size() < KNOWN_AT_ONCE) {
                some.add(all.next());
            }
            Set<String> known = imports.imported(
                    name, some.stream().map(StoredObject::fingerprint).toList());
            for (StoredObject object : some) {
                if (stop.getAsBoolean()) {
                    return runs;
                }
                if (known.contains(object.fingerprint())) {
                    objects.settled(object, true);
                } else if (!readObject(name, mapping, objects, object, stop, renewing, runs)) {
                    return runs;
                }
            }
        }
        return runs;
    }

    /** False if it was left where it is; an object that cannot be imported costs only itself. */
    private boolean readObject(
            StreamName name,
            Mapping mapping,
            SourceStream.Objects objects,
            StoredObject object,
            BooleanSupplier stop,
            Progress renewing,
            List<Run> runs) {
        try {
            ImportInput input = ImportInput.fixed(
                    name, mapping, object.name(), object.fingerprint(), object.modified(), () -> objects.open(object));
            Run run = imports.run(input, Again.SKIP, stop, renewing);
            if (run.state() == RunState.RUNNING) {
                return false;
            }
            runs.add(run);
            objects.settled(object, Importer.isFinished(run));
        } catch (SeraiException e) {
            if (e.code() != ErrorCode.FILE_UNREADABLE) {
                throw e;
            }
            LOG.warn("{}: an object is not imported: {} {}", name, e.code(), e.getMessage());
            objects.settled(object, false);
        }
        return true;
    }

    /** The last look at a stream, if this hub had one. */
    public Optional<Look> look(StreamName name) {
        return Optional.ofNullable(looks.get(name));
    }

    /** An open source of this name, as {@code connector check} and {@code discover} need it. */
    public Source source(String name) {
        return source(definition(name));
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
    private synchronized Source source(SourceDefinition definition) {
        HubConfig current = config.get();
        String name = definition.name();
        String version = current.version(Kind.SOURCE, name)
                + current.version(Kind.CONNECTOR, definition.kind().name());
        Open known = open.get(name);
        if (known != null && known.version().equals(version)) {
            return known.source();
        }
        Source fresh = definition.open(new ConnectorContext(name, clock, transport, Pauser.REAL));
        open.put(name, new Open(version, fresh));
        if (known != null) {
            known.source().close();
        }
        return fresh;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(one -> one.source().close());
        open.clear();
    }
}
