package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.KnownHashes;
import io.serai.profile.ProfileColumns;
import io.serai.profile.ProfileStore;
import io.serai.profile.StreamFields;
import io.serai.profile.Streams;
import io.serai.profile.SubjectStore;
import io.serai.profile.Vocabulary;
import io.serai.run.FaultPoint;
import io.serai.schema.ProfileSchema;
import io.serai.store.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;

/**
 * The profile store with its schema and match rules in force. Thread-safe; units of work on identity are put in order
 * by the lock of the ingest clock's row, across hubs too.
 */
public final class Identity {
    private final Database database;
    private final Keyring keyring;
    private final Clock clock;
    private final ProfileSchema schema;
    private final IdentityRules rules;
    private final Vocabulary vocabulary;
    private final Streams streams;
    private final StreamFields fields;
    private final OptionalLong applied;
    private final SubjectStore subjects;
    private final ProfileStore profiles;
    private final ReentrantLock working = new ReentrantLock();
    private final Generics generics = new Generics();
    private final Optional<Matching> matching;
    private final KnownHashes known;
    private final ExecutorService aside = Executors.newCachedThreadPool(Identity::helper);
    private final AtomicReference<Optional<Instant>> workingSince = new AtomicReference<>(Optional.empty());

    /** As {@link #Identity(Database, Keyring, Clock, ProfileSchema, IdentityRules, OptionalLong)}, whatever is applied. */
    public Identity(Database database, Keyring keyring, Clock clock, ProfileSchema schema, IdentityRules rules) {
        this(database, keyring, clock, schema, rules, OptionalLong.empty());
    }

    /**
     * Makes the store fit the schema.
     *
     * @param applied the number of the schema and rules among those applied to the store; empty if nothing is applied, as
     *     in a plan
     */
    public Identity(
            Database database,
            Keyring keyring,
            Clock clock,
            ProfileSchema schema,
            IdentityRules rules,
            OptionalLong applied) {
        this.applied = applied;
        this.database = database;
        this.keyring = keyring;
        this.clock = clock;
        this.schema = schema;
        this.rules = rules;
        this.matching = rules.match().map(Matching::of);
        this.known = new KnownHashes(matching.isPresent());
        ProfileColumns.ensure(database, schema);
        List<String> names = new ArrayList<>(schema.traits().keySet());
        names.addAll(schema.identifiers().keySet());
        names.addAll(schema.purposes());
        this.vocabulary = new Vocabulary(database, names);
        this.streams = new Streams(database);
        this.fields = new StreamFields(database, streams);
        this.subjects = new SubjectStore(keyring, vocabulary, streams);
        this.profiles = profiles(schema);
    }

    public Database database() {
        return database;
    }

    public Keyring keyring() {
        return keyring;
    }

    public Clock clock() {
        return clock;
    }

    public ProfileSchema schema() {
        return schema;
    }

    public IdentityRules rules() {
        return rules;
    }

    Optional<Matching> matching() {
        return matching;
    }

    /** A reader of what matching compares, for one thread; empty if nothing is matched. */
    public Optional<FeatureReader> features() {
        return rules.match().map(match -> new FeatureReader(match, keyring));
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public Streams streams() {
        return streams;
    }

    public StreamFields fields() {
        return fields;
    }

    public SubjectStore subjects() {
        return subjects;
    }

    /**
     * Whether a record key or an identifier's hash is probably stored, as far as this hub can tell without asking the
     * store: a hint for what to prepare, to be asked by any thread at any time.
     */
    public boolean knowsOf(Hash hash) {
        return known.probably(hash);
    }

    /** For what a unit of work does beside its own thread; a few tasks at a time, since units are done one by one. */
    ExecutorService aside() {
        return aside;
    }

    private static Thread helper(Runnable task) {
        Thread thread = new Thread(task, "identity");
        thread.setDaemon(true);
        return thread;
    }

    /** A reader of profiles. */
    public ProfileStore profiles() {
        return profiles;
    }

    /** A reader of that of profiles that is in a part of the schema. */
    public final ProfileStore profiles(ProfileSchema part) {
        return new ProfileStore(part, keyring, vocabulary);
    }

    /** @param last the number of what was applied to the store last */
    void requireApplied(long last) {
        if (applied.isPresent() && applied.getAsLong() != last) {
            throw new SeraiException(
                    ErrorCode.RULES_OVERTAKEN,
                    "Another hub of this store has applied a schema or rules that this one is about to take over.");
        }
    }

    /** What is done in a unit of work on identity. */
    @FunctionalInterface
    public interface Step<T> {
        T run(Handle handle, IdentityWork work) throws SQLException;
    }

    /**
     * Runs a unit of work in one transaction: after the clock's lock is had, from its start again after a conflict.
     *
     * @throws io.serai.error.SeraiException STORE_UNAVAILABLE, STORE_CONFLICT, or RULES_OVERTAKEN if another hub has applied
     *     others; nothing is stored then
     */
    public <T> T work(Step<T> step) {
        AtomicReference<IdentityWork> last = new AtomicReference<>();
        // One at a time in this hub, so that what is known in memory is never between two transactions.
        working.lock();
        workingSince.set(Optional.of(clock.instant()));
        try {
            T result = database.inTransaction(handle -> {
                IdentityWork work = IdentityWork.begin(handle, this, generics, known);
                last.set(work);
                T answer = step.run(handle, work);
                work.end();
                return answer;
            });
            FaultPoint.at("identity.after-commit");
            last.get().committed();
            return result;
        } finally {
            workingSince.set(Optional.empty());
            working.unlock();
        }
    }

    /**
     * For how long the unit of work at hand has been at it, with all its attempts; zero if there is none. Much more than
     * a batch takes means that another connection holds a lock it needs.
     */
    public Duration workingFor() {
        return workingSince
                .get()
                .map(since -> Duration.between(since, clock.instant()))
                .orElse(Duration.ZERO);
    }
}
