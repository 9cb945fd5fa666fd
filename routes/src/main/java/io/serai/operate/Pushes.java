package io.serai.operate;

import io.serai.config.HubConfig;
import io.serai.config.SourceDefinition;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.BatchRows;
import io.serai.ingest.Ingest;
import io.serai.ingest.NewFields;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.run.RunKind;
import io.serai.run.RunStore;
import io.serai.source.SourceStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes in what senders push, on their threads: an answer means that it is committed. Requests that come while a batch is
 * being stored share the next one. Thread-safe.
 */
public final class Pushes implements AutoCloseable {
    private static final int BATCH = 1_000;
    /** A run is a minute's pushes of a stream. */
    private static final Duration RUN = Duration.ofMinutes(1);

    private final Supplier<Core> core;
    private final Supplier<HubConfig> config;
    private final Sources sources;
    private final RunStore runs;
    private final Gate gate;
    private final Clock clock;
    private final Meters meters;
    private final Map<StreamName, Inlet> inlets = new ConcurrentHashMap<>();

    Pushes(
            Supplier<Core> core,
            Supplier<HubConfig> config,
            Sources sources,
            RunStore runs,
            Gate gate,
            Clock clock,
            Meters meters) {
        this.core = core;
        this.config = config;
        this.sources = sources;
        this.runs = runs;
        this.gate = gate;
        this.clock = clock;
        this.meters = meters;
    }

    private record Waiting(List<RawItem> items, CompletableFuture<Boolean> stored) {}

    private record Open(long run, Instant since, long position) {}

    /** What waits for one stream; whoever holds the lock stores for all. */
    private static final class Inlet {
        private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
        private final ReentrantLock lock = new ReentrantLock();
        /** Guarded by the lock. */
        private Optional<Open> open = Optional.empty();
    }

    /**
     * Stores what was pushed.
     *
     * @param headers by name in small letters
     * @return how many records there were; those that could not be mapped are dead letters
     * @throws SeraiException NOT_FOUND, NOT_AUTHENTICATED, CONFLICT if the stream is paused, RECORD_MALFORMED, or
     *     of the store
     */
    public int push(StreamName name, Function<String, Optional<String>> headers, byte[] body) {
        SourceDefinition source = source(name);
        SourceDefinition.Stream stream = stream(source, name);
        if (!(sources.source(source).stream(stream.name(), stream.settings()) instanceof SourceStream.Pushed pushed)) {
            throw unknown();
        }
        List<RawItem> items = pushed.receive(headers, body);
        store(name, stream, items);
        return items.size();
    }

    /**
     * Stores what a message holds; it returns when all of it is committed.
     *
     * @throws SeraiException CONFLICT if the stream is paused, or of the store; the message is then to come again
     */
    public void take(StreamName name, RecordStream records) {
        SourceDefinition.Stream stream = stream(source(name), name);
        List<RawItem> items = new ArrayList<>();
        for (Optional<RawItem> item = records.next(); item.isPresent(); item = records.next()) {
            items.add(item.get());
            if (items.size() == BATCH) {
                store(name, stream, items);
                items = new ArrayList<>();
            }
        }
        if (!items.isEmpty()) {
            store(name, stream, items);
        }
    }

    private void store(StreamName name, SourceDefinition.Stream stream, List<RawItem> items) {
        Waiting mine = new Waiting(items, new CompletableFuture<>());
        Inlet inlet = inlets.computeIfAbsent(name, fresh -> new Inlet());
        inlet.waiting.add(mine);
        inlet.lock.lock();
        try {
            while (!mine.stored().isDone()) {
                storeSome(name, stream, inlet);
            }
        } finally {
            inlet.lock.unlock();
        }
        Background.await(mine.stored());
    }

    private SourceDefinition source(StreamName name) {
        return Optional.ofNullable(config.get().sources().get(name.source())).orElseThrow(Pushes::unknown);
    }

    private static SourceDefinition.Stream stream(SourceDefinition source, StreamName name) {
        return Optional.ofNullable(source.streams().get(name.stream())).orElseThrow(Pushes::unknown);
    }

    /** Nobody learns here which sources there are. */
    private static SeraiException unknown() {
        return new SeraiException(ErrorCode.NOT_FOUND, "There is no source with such a stream that takes pushes.");
    }

    private void storeSome(StreamName name, SourceDefinition.Stream stream, Inlet inlet) {
        List<Waiting> group = new ArrayList<>();
        for (int records = 0; records < BATCH && !inlet.waiting.isEmpty(); ) {
            Waiting next = inlet.waiting.remove();
            group.add(next);
            records += next.items().size();
        }
        try {
            gate.together(() -> {
                store(name, stream, inlet, group);
                return true;
            });
            group.forEach(waiting -> waiting.stored().complete(true));
        } catch (RuntimeException e) {
            group.forEach(waiting -> waiting.stored().completeExceptionally(e));
        }
    }

    private void store(StreamName name, SourceDefinition.Stream stream, Inlet inlet, List<Waiting> group) {
        sources.refuseIfPaused(name);
        Mapping mapping = sources.mapping(stream);
        Instant now = clock.instant();
        Open open =
                inlet.open.filter(run -> run.since().plus(RUN).isAfter(now)).orElseGet(() -> begin(name, inlet, now));
        Core engines = core.get();
        BatchRows rows = new BatchRows(engines.identity(), name, mapping, now, stream.keepRaw());
        for (Waiting waiting : group) {
            for (RawItem item : waiting.items()) {
                rows.add(at(open.position() + rows.count(), item));
            }
        }
        long position = open.position() + rows.count();
        meters.taken(name.toString(), new Ingest(engines.identity()).store(rows.take(open.run(), open.position())));
        inlet.open = Optional.of(new Open(open.run(), open.since(), position));
    }

    private static RawItem at(long position, RawItem item) {
        if (item instanceof RawItem.Unreadable bad) {
            return new RawItem.Unreadable(position, bad.code(), bad.reason(), bad.raw());
        }
        return new RawItem.Read(position, ((RawItem.Read) item).record());
    }

    private Open begin(StreamName name, Inlet inlet, Instant now) {
        finish(name, inlet);
        Open open = new Open(runs.begin(RunKind.IMPORT, name.toString(), "push"), now, 0);
        inlet.open = Optional.of(open);
        return open;
    }

    private void finish(StreamName name, Inlet inlet) {
        Optional<Open> last = inlet.open;
        inlet.open = Optional.empty();
        last.ifPresent(run -> {
            NewFields.tell(core.get().identity(), runs, name, run.run());
            runs.finish(run.run());
        });
    }

    /** Ends runs whose minute is over. */
    void settle() {
        finish(clock.instant().minus(RUN));
    }

    private void finish(Instant begunBefore) {
        inlets.forEach((name, inlet) -> {
            if (inlet.lock.tryLock()) {
                try {
                    if (inlet.open
                            .filter(run -> run.since().isBefore(begunBefore))
                            .isPresent()) {
                        finish(name, inlet);
                    }
                } finally {
                    inlet.lock.unlock();
                }
            }
        });
    }

    @Override
    public void close() {
        finish(Instant.MAX);
    }
}
