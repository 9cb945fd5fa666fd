package io.serai.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.serai.crypto.Hash;
import io.serai.profile.KnownHashes;
import io.serai.profile.SubjectState;
import io.serai.store.BulkLoad;
import io.serai.store.BulkRows;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * One unit of work on identity, inside one transaction: from the clock's lock to the last row. Not thread-safe.
 */
public final class IdentityWork {
    private static final String BEGINNING = "identity_work";
    private static final BulkLoad CHANGES = BulkLoad.insert(
            "identity_change", List.of("sequence", "changed_at", "kind", "profile_id", "other_id", "cause", "moved"));

    private final Handle handle;
    private final Identity identity;
    private final Generics generics;
    private final KnownHashes known;
    private final IdentifierHasher hasher;
    private final Optional<FeatureReader> features;
    private final long sequence;
    private final long begunAt;
    private long firstFresh;
    private long nextSubject;
    private Optional<Matching> matching;
    private Optional<Foreseen> foreseen = Optional.empty();
    private boolean discarded;

    private IdentityWork(
            Handle handle, Identity identity, Generics generics, KnownHashes known, long sequence, long nextSubject) {
        this.handle = handle;
        this.identity = identity;
        this.generics = generics;
        this.known = known;
        this.hasher = new IdentifierHasher(identity.keyring());
        this.features = identity.features();
        this.matching = identity.matching();
        this.sequence = sequence;
        this.begunAt = nextSubject;
        this.firstFresh = nextSubject;
        this.nextSubject = nextSubject;
    }

    static IdentityWork begin(Handle handle, Identity identity, Generics generics, KnownHashes known) {
        handle.savepoint(BEGINNING);
        handle.execute("UPDATE hub_clock SET sequence = sequence + 1 WHERE id = 1");
        return handle.createQuery("SELECT sequence, next_subject, applied FROM hub_clock WHERE id = 1")
                .map((row, context) -> {
                    identity.requireApplied(row.getLong(3));
                    generics.refresh(handle, row.getLong(1));
                    known.refresh(handle, row.getLong(1));
                    return new IdentityWork(handle, identity, generics, known, row.getLong(1), row.getLong(2));
                })
                .one();
    }

    /** Whether a record key, an identifier's hash or a blocking key may be stored; never false for one that is. */
    public boolean mayBeStored(Hash hash) {
        return known.maybe(hash);
    }

    /** To be told of each record key, identifier and blocking key that is stored, by one thread at a time. */
    public void storing(Hash hash) {
        known.storing(hash);
    }

    /** Makes what was written so far count as stored, for more work in the same transaction. */
    public void goOn() {
        firstFresh = nextSubject;
    }

    /** Undoes all of it; what was computed can still be looked at. */
    public void discard() {
        handle.rollbackToSavepoint(BEGINNING);
        discarded = true;
    }

    /** Replaces what is known of generic values by a new count. */
    void judgeBy(Set<Hash> recounted) {
        generics.replace(recounted);
    }

    /** Makes this the next unit of work of a plan; to be discarded. */
    void follow(Foreseen earlier) {
        foreseen = Optional.of(earlier);
        matching = matching.map(Matching::planned);
        generics.replace(earlier.generics());
        nextSubject = Math.max(nextSubject, earlier.nextSubject());
        firstFresh = nextSubject;
    }

    /** The number of this unit of work in the order of all. */
    public long sequence() {
        return sequence;
    }

    public IdentifierHasher hasher() {
        return hasher;
    }

    /** What matching knows of a subject in this state; empty if nothing is matched. */
    public Optional<Features> features(SubjectState state) {
        return features.map(reader -> reader.read(state));
    }

    /** Changes to what subjects are found by. */
    public IndexWork index() {
        return new IndexWork(this, matching.map(one -> one.keys().rows()));
    }

    /** Whether too many hold a value or a blocking key, as far as this unit of work knows. */
    boolean isGeneric(Hash hash) {
        return generics.contains(hash);
    }

    /** A number no subject or profile has had. */
    public long newSubject() {
        return nextSubject++;
    }

    /** The number that {@link #newSubject} would answer next. */
    long nextSubject() {
        return nextSubject;
    }

    /** Recomputes identity around the touched subjects. */
    public Resolution resolve(Collection<Touched> touched) {
        return resolver(handle, false).resolve(touched);
    }

    /** As {@link #resolve}, when the rules may have changed since these subjects were last resolved. */
    public Resolution resolveAnew(Collection<Touched> touched) {
        return resolver(handle, true).resolve(touched);
    }

    /** As {@link #resolveAnew}, were another weight to make a link. */
    Resolution resolveAt(Collection<Touched> touched, double linkAt) {
        matching = matching.map(one -> new Matching(one.rules().linkingAt(linkAt), one.keys()));
        return resolveAnew(touched);
    }

    /** Sets apart the touched subjects that surely are people by themselves; of the rest, nobody shares a link with one. */
    public Strangers strangers(Collection<Touched> touched) {
        return DecisionStore.any(handle)
                ? Strangers.none(touched)
                : Strangers.among(
                        touched, identity.rules(), hasher, firstFresh, hash -> !known.maybe(hash), generics::contains);
    }

    /**
     * As {@link #resolve}, on another thread and by another connection, while the caller writes what does not touch
     * these subjects. The other connection does not see this transaction's rows, and need not: under the clock's lock
     * the store as it was before is what the touched subjects are laid over. The answer must be awaited before the
     * transaction ends, whatever happens.
     */
    public CompletableFuture<Resolution> resolveAside(Collection<Touched> touched) {
        if (touched.isEmpty()) {
            return CompletableFuture.completedFuture(Resolution.NOTHING);
        }
        return aside(() -> identity.database()
                .jdbi()
                .withHandle(reader -> resolver(reader, false).resolve(touched)));
    }

    /** Computes on another thread what this one will await before the transaction ends. */
    public <T> CompletableFuture<T> aside(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, identity.aside());
    }

    /** The answer of what was done aside; its failure is thrown as if it had happened here. */
    public static <T> T await(CompletableFuture<T> aside) {
        try {
            return aside.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private Resolver resolver(Handle reader, boolean followAll) {
        return new Resolver(
                reader,
                identity.subjects(),
                identity.rules(),
                generics,
                known,
                new IdentifierHasher(identity.keyring()),
                lookalikes(reader),
                this::newSubject,
                firstFresh,
                number -> isTaken(reader, number),
                followAll);
    }

    /** Finds and weighs records that may be one person; empty if nothing is matched. */
    Optional<Lookalikes> lookalikes(Handle reader) {
        return matching.map(one -> new Lookalikes(
                reader, identity.subjects(), one, new FeatureReader(one.rules(), identity.keyring()), generics, known));
    }

    /** Whether a live stored profile has this number. */
    private boolean isTaken(Handle reader, long number) {
        return number < firstFresh
                && foreseen.filter(plan -> plan.isEnded(number)).isEmpty()
                && reader.createQuery("SELECT EXISTS(SELECT 1 FROM profile WHERE id = ? AND redirect_to IS NULL)")
                        .bind(0, number)
                        .mapTo(Boolean.class)
                        .one();
    }

    /** Builds the profiles' rows on another thread, so that the caller can load rows of its own meanwhile. */
    public CompletableFuture<ProfileRows> compose(Resolution resolution) {
        return aside(() -> ProfileRows.of(resolution, identity, sequence));
    }

    /** As {@link #write(Resolution, CompletableFuture, String, Set)}, with rows that are built now. */
    void write(Resolution resolution, String cause, Set<Long> touched) throws SQLException {
        write(resolution, compose(resolution), cause, touched);
    }

    /**
     * Writes profiles, moves and lineage. The touched subjects' own rows are the caller's to write.
     *
     * @param rows what {@link #compose} made of the same resolution
     * @param cause what the lineage says about merges and splits, such as {@code import crm.contacts, run 7}
     * @param touched the subjects whose rows the caller writes
     */
    public void write(Resolution resolution, CompletableFuture<ProfileRows> rows, String cause, Set<Long> touched)
            throws SQLException {
        await(rows).write(handle);
        move(resolution.moved(), touched);
        record(resolution.changes(), cause);
    }

    /** The step is done: writes what was counted on the way. */
    void end() {
        if (!discarded) {
            generics.write(handle);
            if (nextSubject != begunAt) {
                handle.execute("UPDATE hub_clock SET next_subject = ? WHERE id = 1", nextSubject);
            }
        }
    }

    private void move(Map<Long, Long> moved, Set<Long> touched) throws SQLException {
        try (PreparedStatement update =
                handle.getConnection().prepareStatement("UPDATE source_record SET profile_id = ? WHERE id = ?")) {
            boolean any = false;
            for (Map.Entry<Long, Long> entry : moved.entrySet()) {
                if (!touched.contains(entry.getKey())) {
                    update.setLong(1, entry.getValue());
                    update.setLong(2, entry.getKey());
                    update.addBatch();
                    any = true;
                }
            }
            if (any) {
                update.executeBatch();
            }
        }
    }

    private void record(List<Resolution.IdentityChange> changes, String cause) throws SQLException {
        BulkRows rows = new BulkRows();
        Instant now = identity.clock().instant();
        for (Resolution.IdentityChange change : changes) {
            ArrayNode subjects = JsonNodeFactory.instance.arrayNode();
            change.subjects().forEach(subjects::add);
            rows.number(sequence).moment(now).plain(change.kind() == Resolution.Kind.MERGE ? "merge" : "split");
            rows.number(change.profileId()).number(change.otherId()).text(cause).plain(subjects.toString());
            rows.end();
        }
        CHANGES.run(handle.getConnection(), rows);
    }

    /** The transaction has committed, if only that nothing changes. */
    void committed() {
        if (discarded) {
            known.committed(sequence - 1);
        } else {
            generics.committed(sequence);
            known.committed(sequence);
        }
    }
}
