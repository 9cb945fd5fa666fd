package io.serai.operate;

import io.serai.access.ApiKeys;
import io.serai.access.Users;
import io.serai.audit.Audit;
import io.serai.audit.Origin;
import io.serai.config.ConfigState;
import io.serai.config.ConfigStore;
import io.serai.config.DefinitionSet;
import io.serai.config.HubConfig;
import io.serai.config.Kind;
import io.serai.connector.Endpoints;
import io.serai.connector.Secret;
import io.serai.connector.Transport;
import io.serai.crypto.Keyring;
import io.serai.error.SeraiException;
import io.serai.run.Answers;
import io.serai.run.Leases;
import io.serai.run.LookStore;
import io.serai.run.Pauses;
import io.serai.run.RunStore;
import io.serai.run.StoredVault;
import io.serai.segment.SegmentEngine;
import io.serai.store.Database;
import io.serai.trait.TraitEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that a running hub does, without the routes that say when and the API that lets others ask for it. Thread-safe.
 */
public final class Operations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private static final Duration WAKE = Duration.ofMillis(100);

    private final Database database;
    private final Clock clock;
    private final ConfigStore config;
    private final RunStore runs;
    private final Audit audit;
    private final ApiKeys keys;
    private final Users users;
    private final TraitEngine traits;
    private final Answers answers;
    private final SegmentEngine segments;
    private final Core.Ground ground;
    private final Gate gate = new Gate();
    private final ExecutorService executor;
    private final Imports imports;
    private final Sources sources;
    private final Pushes pushes;
    private final Syncs syncs;
    private final Changes changes;
    private final Uploads uploads;
    private final Failures failures;
    private final Meters meters;
    private volatile Core core;
    private volatile boolean draining;

    public Operations(
            Database database,
            Keyring keyring,
            Clock clock,
            Leases leases,
            ConfigStore config,
            Transport transport,
            Endpoints endpoints,
            Meters meters) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        this.runs = new RunStore(database, clock);
        this.audit = new Audit(database, keyring, clock);
        this.keys = new ApiKeys(database, keyring, audit, clock);
        this.users = new Users(database, keyring, audit, clock);
        this.answers = new Answers(database, keyring, clock);
        this.traits = new TraitEngine(database, clock);
        this.segments = new SegmentEngine(database, clock);
        this.failures = new Failures(clock);
        this.meters = meters;
        Syncs.Starts starts = new Syncs.Starts(meters);
        HubConfig first = config.state().running();
        this.ground = new Core.Ground(
                database, keyring, clock, runs, leases, first.hub().batchSize(), this::pause, starts);
        this.core = ground.core(config);
        define(first);
        this.executor = Executors.newCachedThreadPool(named());
        this.imports = new Imports(this::core, leases, gate, this::isDraining, executor, this::refresh, meters);
        Lending lending = new Lending(clock, transport, endpoints, new StoredVault(database, keyring, clock));
        this.sources = new Sources(
                this::running,
                imports,
                leases,
                new Pauses(database, clock),
                new LookStore(database),
                runs,
                executor,
                lending,
                failures);
        this.pushes = new Pushes(this::core, this::running, sources, runs, gate, clock, meters);
        this.syncs = new Syncs(this::core, this::running, lending, executor, meters, starts);
        this.changes = new Changes(this, ground, gate, executor);
        this.uploads =
                new Uploads(first.hub().data().resolve("uploads"), first.hub().uploads(), clock);
    }

    /** Takes up what an earlier hub left half done. */
    public void start() {
        changes.resume();
        refresh();
    }

    private static java.util.concurrent.ThreadFactory named() {
        AtomicInteger count = new AtomicInteger();
        return task -> new Thread(task, "work-" + count.incrementAndGet());
    }

    public Database database() {
        return database;
    }

    public Clock clock() {
        return clock;
    }

    public RunStore runs() {
        return runs;
    }

    /** Who did what. */
    public Audit audit() {
        return audit;
    }

    /** People whom the OpenID provider lets in. */
    public Users users() {
        return users;
    }

    /** The keys that let machines in. */
    public ApiKeys keys() {
        return keys;
    }

    public TraitEngine traits() {
        return traits;
    }

    /** What was answered to requests that may come again. */
    public Answers answers() {
        return answers;
    }

    public SegmentEngine segments() {
        return segments;
    }

    public Imports imports() {
        return imports;
    }

    public Sources sources() {
        return sources;
    }

    public Pushes pushes() {
        return pushes;
    }

    public Syncs syncs() {
        return syncs;
    }

    /** Files that were sent to be imported. */
    public Uploads uploads() {
        return uploads;
    }

    /** What went wrong on the routes. */
    public Failures failures() {
        return failures;
    }

    /** Planning and applying of changes to the configuration. */
    public Changes changes() {
        return changes;
    }

    /** The engines in force. */
    public Core core() {
        return core;
    }

    void become(Core next) {
        core = next;
    }

    public ConfigState configuration() {
        return config.state();
    }

    public ConfigStore configStore() {
        return config;
    }

    private HubConfig running() {
        return config.state().running();
    }

    /** Looks at the files; answers whether the running configuration is another one now. */
    public boolean reload() {
        boolean overtaken = config.isOvertaken();
        if (overtaken) {
            changes.adopt();
        }
        if (!config.reload()) {
            return overtaken;
        }
        follow();
        return true;
    }

    /**
     * Adds, changes or removes an item of the configuration that stands in no file.
     *
     * @see ConfigStore#save
     */
    public int save(Kind kind, String name, Optional<String> text, Optional<Integer> expected, Origin by) {
        int version = config.save(kind, name, text, expected, by);
        reload();
        return version;
    }

    /**
     * Makes a set of definitions what is written over the API.
     *
     * @see ConfigStore#define
     */
    public void define(DefinitionSet set, String seen, Origin by) {
        config.define(set, seen, by);
        reload();
    }

    /** Keeps a secret for definitions made over the API to name; answers its version. */
    public int saveSecret(String name, Secret secret, Origin by) {
        int version = config.saveSecret(name, secret, by);
        reload();
        return version;
    }

    /** Has the computed traits and segments be those of the running configuration, and brings them up to date. */
    void follow() {
        define(running());
        refresh();
    }

    private void define(HubConfig config) {
        traits.apply(config.traits());
        segments.apply(config.segments());
    }

    /** Brings the computed traits and then the segments up to date. Never throws: the next refresh tries again. */
    public void refresh() {
        attempt("pushed records are not settled", pushes::settle);
        attempt(
                "computed traits are not refreshed",
                () -> traits.refresh()
                        .forEach(delta -> LOG.info("trait {}: {} values changed", delta.trait(), delta.changed())));
        attempt(
                "segments are not refreshed",
                () -> segments.refresh().forEach(delta -> {
                    meters.refreshed(delta);
                    if (delta.full() || delta.entered() + delta.exited() > 0) {
                        LOG.info("segment {}: entered {}, exited {}", delta.segment(), delta.entered(), delta.exited());
                    }
                }));
    }

    private static void attempt(String otherwise, Runnable work) {
        try {
            work.run();
        } catch (SeraiException e) {
            LOG.warn("{}: {}", otherwise, e.code());
        }
    }

    /** Deletes what has been kept long enough. Never throws: the next time tries again. */
    public void upkeep() {
        try {
            int expired = core().rawBatches().expire();
            if (expired > 0) {
                LOG.info("{} batches of raw records were kept long enough and are deleted", expired);
            }
            answers.expire();
            uploads.expire();
        } catch (SeraiException e) {
            LOG.warn("what was kept long enough is not deleted: {}", e.code());
        }
    }

    /** Whether work is to be left at the next safe place. */
    public boolean isDraining() {
        return draining;
    }

    /** How a sync waits: not beyond the moment the hub drains, and then no more. */
    private void pause(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0 && !draining; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, WAKE.toNanos()));
        }
        if (draining) {
            throw new InterruptedException("the hub drains");
        }
    }

    /** Lets work end at its next safe place. */
    public void drain() {
        draining = true;
    }

    /** Drains, waits for work on request, and closes sources and destinations. */
    @Override
    public void close() {
        drain();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                List<Runnable> dropped = executor.shutdownNow();
                LOG.warn("work on request was interrupted; {} pieces had not begun", dropped.size());
                boolean ended = executor.awaitTermination(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
                LOG.info("interrupted work has {}", ended ? "ended" : "not ended; its next run takes it up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pushes.close();
        sources.close();
        syncs.close();
    }
}
