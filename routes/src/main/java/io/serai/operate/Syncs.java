package io.serai.operate;

import io.serai.audit.Origin;
import io.serai.config.HubConfig;
import io.serai.config.Kind;
import io.serai.connector.Destination;
import io.serai.connector.DestinationDefinition;
import io.serai.document.Similar;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.sync.Erasure;
import io.serai.sync.SyncDefinition;
import io.serai.sync.SyncListener;
import io.serai.sync.SyncPlan;
import io.serai.sync.SyncRecord;
import io.serai.sync.SyncRun;
import io.serai.sync.SyncStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Syncs, by a schedule or on request. Thread-safe. */
public final class Syncs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Syncs.class);

    private final Supplier<Core> core;
    private final Supplier<HubConfig> config;
    private final Lending lending;
    private final Executor executor;
    private final Meters meters;
    private final Connections<Destination> connections = new Connections<>(Destination::close);
    private final Starts starts;
    /** The syncs that are being gone on with. */
    private final Set<String> going = ConcurrentHashMap.newKeySet();

    /** Counts what a run sends, and tells who asked for it its number as soon as there is one. Thread-safe. */
    static final class Starts implements SyncListener {
        private final Map<String, CompletableFuture<Long>> waiting = new ConcurrentHashMap<>();
        private final Meters meters;

        Starts(Meters meters) {
            this.meters = meters;
        }

        @Override
        public void progress(SyncRun run) {
            meters.sending(run);
            Optional.ofNullable(waiting.get(run.sync())).ifPresent(started -> started.complete(run.id()));
        }
    }

    Syncs(
            Supplier<Core> core,
            Supplier<HubConfig> config,
            Lending lending,
            Executor executor,
            Meters meters,
            Starts starts) {
        this.core = core;
        this.config = config;
        this.lending = lending;
        this.executor = executor;
        this.meters = meters;
        this.starts = starts;
    }

    /**
     * Runs a sync on the caller's thread.
     *
     * @throws SeraiException as {@link io.serai.sync.SyncEngine#run} does, and NOT_FOUND
     */
    public SyncRun run(String name) {
        SyncDefinition sync = definition(name);
        SyncRun run = core.get().syncs().run(sync, destination(sync.destination()));
        note(run);
        return run;
    }

    /**
     * Goes on with what waits for jobs of destinations that are to be asked after now, each sync on a thread of its own.
     *
     * @param failed hears of runs that failed
     * @throws SeraiException STORE_UNAVAILABLE
     */
    public void goOn(Consumer<SyncRun> failed) {
        for (String name : core.get().syncs().toGoOn()) {
            Optional<SyncDefinition> sync =
                    Optional.ofNullable(config.get().syncs().get(name));
            if (sync.isPresent() && going.add(name)) {
                executor.execute(() -> goOn(sync.get(), failed));
            }
        }
    }

    private void goOn(SyncDefinition sync, Consumer<SyncRun> failed) {
        try {
            Optional<SyncRun> run = core.get().syncs().goOn(sync, destination(sync.destination()));
            run.ifPresent(this::note);
            run.filter(ended -> ended.state() == SyncRun.State.FAILED).ifPresent(failed);
        } catch (SeraiException e) {
            // Running here or elsewhere, or paused meanwhile: then whoever has it asks.
            if (e.code() != ErrorCode.CONFLICT) {
                LOG.warn("sync {} did not go on: {} {}", sync.name(), e.code(), e.getMessage());
            }
        } finally {
            going.remove(sync.name());
        }
    }

    /** A run that waits has not ended. */
    private void note(SyncRun run) {
        if (run.state() == SyncRun.State.WAITING) {
            return;
        }
        meters.synced(run);
        LOG.info(
                "sync {} {}: run {}, selected {}, delivered {}, rejected {}, withheld {}, pending {}, removed {}, erased {},"
                        + " refreshed {}, unusable {} {}",
                run.sync(),
                run.state(),
                run.id(),
                run.books().selected(),
                run.books().delivered(),
                run.books().rejected(),
                run.books().withheldInAll(),
                run.books().pending(),
                run.removed(),
                run.erased(),
                run.refreshed(),
                run.unusable(),
                run.error().orElse(""));
    }

    /** Begins a run on another thread and answers its number once it has one. */
    public long submit(String name) {
        definition(name);
        return Background.<Long>begin(executor, "sync " + name, begun -> {
            if (starts.waiting.putIfAbsent(name, begun) != null) {
                throw new SeraiException(ErrorCode.CONFLICT, "The sync '" + name + "' runs already.");
            }
            try {
                begun.complete(run(name).id());
            } finally {
                starts.waiting.remove(name, begun);
            }
        });
    }

    public SyncPlan dryRun(String name) {
        SyncDefinition sync = definition(name);
        return core.get().syncs().dryRun(sync, destination(sync.destination()).capabilities());
    }

    public void cancel(String name, Origin by) {
        core.get().syncs().cancel(definition(name), by);
    }

    public void pause(String name, Origin by) {
        core.get().syncs().pause(definition(name), by);
    }

    public void resume(String name, Origin by) {
        core.get().syncs().resume(definition(name), by);
    }

    public void release(String name, Origin by) {
        core.get().syncs().release(definition(name), by);
    }

    /** Sends again, with the next run, whoever was refused. */
    public int retryDeadLetters(String name) {
        return core.get().syncs().retryDeadLetters(name);
    }

    /**
     * What is known of a sync's members; see {@link io.serai.sync.SyncEngine#records}.
     *
     * @throws SeraiException NOT_FOUND, USAGE
     */
    public List<SyncRecord> records(String name, String after, int most) {
        return core.get().syncs().records(definition(name).name(), after, most);
    }

    /**
     * Who may never be stored again and whom a destination may still know; see {@link io.serai.sync.SyncEngine#erasures}.
     *
     * @param name of a sync that is configured or was
     * @throws SeraiException NOT_FOUND, USAGE
     */
    public List<Erasure> erasures(String name, String after, int most) {
        return core.get().syncs().erasures(name, after, most);
    }

    /** Forgets somebody whom a person has erased at the destination; see {@link io.serai.sync.SyncEngine#erased}. */
    public void erased(String name, String id, Origin by) {
        core.get().syncs().erased(name, id, !config.get().syncs().containsKey(name), by);
    }

    /** Asks a destination whether it can be reached and lets us in. */
    public void check(String destination) {
        destination(destination).check();
    }

    /** As {@link #check(String)}, of a destination that need not be configured; it is opened for that alone. */
    public void check(DestinationDefinition definition) {
        try (Destination destination = definition.open(lending.to(definition.name()))) {
            destination.check();
        }
    }

    /** Every sync that ever ran. */
    public List<SyncStatus> status() {
        return core.get().syncs().status();
    }

    /** @throws SeraiException NOT_FOUND */
    public SyncDefinition definition(String name) {
        Map<String, SyncDefinition> syncs = config.get().syncs();
        return Optional.ofNullable(syncs.get(name)).orElseThrow(() -> missing("sync", name, syncs));
    }

    static SeraiException missing(String what, String name, Map<String, ?> known) {
        String cure = Similar.nearest(name, known.keySet())
                .map(near -> " Did you mean '" + near + "'?")
                .orElse(
                        known.isEmpty()
                                ? ""
                                : " There are "
                                        + String.join(
                                                ", ",
                                                known.keySet().stream().sorted().toList()) + ".");
        return new SeraiException(ErrorCode.NOT_FOUND, "There is no " + what + " '" + name + "'." + cure);
    }

    /** Syncs of one destination share it, and with it the limits of its account. */
    private Destination destination(String name) {
        HubConfig current = config.get();
        DestinationDefinition definition = Optional.ofNullable(
                        current.destinations().get(name))
                .orElseThrow(() -> missing("destination", name, current.destinations()));
        String version = current.version(Kind.DESTINATION, name)
                + current.version(Kind.CONNECTOR, definition.connector().name());
        return connections.get(name, version, () -> definition.open(lending.to(name)));
    }

    @Override
    public void close() {
        connections.close();
    }
}
