package io.serai.ingest;

import io.serai.crypto.Hash;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Identity;
import io.serai.identity.IdentityWork;
import io.serai.identity.Links;
import io.serai.identity.ProfileRows;
import io.serai.identity.Resolution;
import io.serai.identity.Touched;
import io.serai.profile.SubjectStore;
import io.serai.record.Consent;
import io.serai.run.ImportCheckpoint;
import io.serai.run.ImportCounts;
import io.serai.store.BulkLoad;
import io.serai.store.BulkRows;
import io.serai.store.Moments;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The records' side of one batch's transaction. Used once, by one thread, under the clock's lock. */
final class BatchWork {
    private static final BulkLoad CONSENTS =
            BulkLoad.insert("consent_event", List.of("subject_id", "purpose", "state", "observed_at", "sequence"));

    private final Handle handle;
    private final Identity identity;
    private final IdentityWork work;
    private final Batch batch;
    private final Map<Hash, Subject> subjects;
    private final Set<Long> suppressedRows = new HashSet<>();
    private final List<Resolution> resolutions = new ArrayList<>(2);
    private final BatchEvents events;
    /** The statements that said anything new; by identity, for a statement's content is long and no two are one. */
    private final Set<Statement> news = Collections.newSetFromMap(new IdentityHashMap<>());

    BatchWork(Handle handle, Identity identity, IdentityWork work, Batch batch) {
        this.handle = handle;
        this.identity = identity;
        this.work = work;
        this.batch = batch;
        this.subjects = new LinkedHashMap<>(2 * batch.rows().size());
        this.events = new BatchEvents(handle, subjects);
    }

    /**
     * Whether these rows are stored already: by an attempt whose commit succeeded but whose answer got lost.
     *
     * @throws SeraiException CONFLICT when someone else is reading the same input
     */
    boolean isStored() {
        if (batch.checkpoint().isEmpty()) {
            return false;
        }
        ImportCheckpoint after = batch.checkpoint().get();
        Optional<ImportCheckpoint> stored = ImportCheckpoint.find(handle, after.name());
        if (stored.isPresent() && stored.get().equals(after)) {
            return true;
        }
        long position = stored.map(ImportCheckpoint::position).orElse(0L);
        long run = stored.map(ImportCheckpoint::runId).orElse(batch.runId());
        if (position != batch.from() || run != batch.runId()) {
            throw new SeraiException(
                    ErrorCode.CONFLICT,
                    "Another import is reading the same input; this one stops and leaves it to it.");
        }
        return false;
    }

    /** Looks up what is stored and takes the rows in, in their order. */
    void take() {
        List<Row.Understood> understood = understood();
        suppress(understood);
        List<Statement> statements = new ArrayList<>(understood.size());
        for (Row.Understood row : understood) {
            if (!suppressedRows.contains(row.position())) {
                statements.addAll(row.statements());
            }
        }
        Map<Hash, SubjectStore.Head> heads = heads(statements);
        for (Statement statement : statements) {
            subjects.computeIfAbsent(statement.recordKey(), key -> new Subject(key, heads.get(key)))
                    .add(statement);
        }
        settle();
        news.addAll(events.take(statements));
    }

    private Map<Hash, SubjectStore.Head> heads(List<Statement> statements) {
        List<Hash> keys = new ArrayList<>(statements.size());
        for (Statement statement : statements) {
            if (statement.perhapsStored() || work.mayBeStored(statement.recordKey())) {
                keys.add(statement.recordKey());
            }
        }
        return identity.subjects().heads(handle, keys);
    }

    private void settle() {
        List<Subject> told = new ArrayList<>();
        for (Subject subject : subjects.values()) {
            if (subject.isNew() || subject.needsState()) {
                told.add(subject);
            }
        }
        open(told.stream().filter(subject -> !subject.isNew()).toList());
        for (Subject subject : told) {
            long id = subject.isNew() ? work.newSubject() : subject.id();
            news.addAll(subject.settle(id, batch.stream(), batch.calledAt(), work));
        }
    }

    /** Records that are left out for another reason were there all the same. */
    private void answerRollCall() throws SQLException {
        if (batch.calledAt().isPresent()) {
            RollCall.answer(
                    handle,
                    batch.runId(),
                    understood().stream()
                            .flatMap(row -> row.statements().stream())
                            .map(Statement::recordKey));
        }
    }

    private List<Row.Understood> understood() {
        List<Row.Understood> understood = new ArrayList<>(batch.rows().size());
        for (Row row : batch.rows()) {
            if (row instanceof Row.Understood one) {
                understood.add(one);
            }
        }
        return understood;
    }

    /** A row with an identifier that must not come back is left out whole. */
    private void suppress(List<Row.Understood> rows) {
        boolean any = handle.createQuery("SELECT EXISTS(SELECT 1 FROM suppression WHERE scope = 'ingest')")
                .mapTo(Boolean.class)
                .one();
        if (!any) {
            return;
        }
        Set<Hash> all = rows.stream()
                .flatMap(row -> row.statements().stream())
                .flatMap(statement -> statement.first().identifiers().values().stream())
                .map(Links.Value::hash)
                .collect(Collectors.toSet());
        Set<Hash> suppressed = identity.subjects()
                .present(handle, all, "(SELECT hash FROM suppression WHERE scope = 'ingest') s", "hash");
        for (Row.Understood row : rows) {
            boolean hit = row.statements().stream()
                    .flatMap(statement -> statement.first().identifiers().values().stream())
                    .anyMatch(value -> suppressed.contains(value.hash()));
            if (hit) {
                suppressedRows.add(row.position());
            }
        }
    }

    private void open(List<Subject> some) {
        List<Long> ids = some.stream().map(Subject::id).toList();
        for (SubjectStore.Stored stored : identity.subjects().ofIds(handle, ids)) {
            Subject subject = subjects.get(stored.member().recordKey());
            if (subject != null) {
                subject.opened(stored.member().state());
            }
        }
    }

    /** The subjects whose identity must be looked at. */
    List<Touched> touched() {
        return subjects.values().stream()
                .filter(Subject::isChanged)
                .map(Subject::touched)
                .toList();
    }

    /** Writes these subjects, and what was resolved about them. */
    void write(List<Touched> part, Resolution resolution) throws SQLException {
        if (part.isEmpty()) {
            return;
        }
        CompletableFuture<RecordWriter> records = work.aside(() -> composed(part, resolution.moved()));
        CompletableFuture<ProfileRows> profiles = work.compose(resolution);
        IdentityWork.await(records).write(handle);
        Set<Long> ids = new HashSet<>(2 * part.size());
        part.forEach(touched -> ids.add(touched.member().id()));
        work.write(resolution, profiles, "import " + batch.stream() + ", run " + batch.runId(), ids);
        resolutions.add(resolution);
    }

    private RecordWriter composed(List<Touched> part, Map<Long, Long> moved) {
        RecordWriter writer =
                new RecordWriter(identity, work, identity.streams().idOf(batch.stream()), part.size());
        for (Touched touched : part) {
            Subject subject =
                    Objects.requireNonNull(subjects.get(touched.member().recordKey()));
            boolean isDeleted = subject.member().state().isDeleted();
            writer.add(subject, isDeleted ? 0 : moved.getOrDefault(subject.id(), subject.profileId()));
        }
        return writer;
    }

    /** Writes the rest, once every touched subject is written; commits nothing. */
    ImportCounts finish() throws SQLException {
        events.write(resolutions, work);
        writeConsents();
        DeadLetters.keep(handle, identity, batch);
        answerRollCall();
        if (!batch.fields().isEmpty()) {
            identity.fields()
                    .remember(
                            handle,
                            batch.stream(),
                            batch.fields(),
                            batch.runId(),
                            identity.clock().instant());
        }
        if (batch.raw().isPresent()) {
            RawBatches.keep(handle, identity, batch, batch.raw().get());
        }
        ImportCounts counts = counts();
        writeBooks(counts);
        return counts;
    }

    private void writeConsents() throws SQLException {
        BulkRows rows = new BulkRows();
        for (Subject subject : subjects.values()) {
            if (subject.isChanged()) {
                subject.changedConsents().forEach((purpose, consent) -> {
                    rows.number(subject.id()).plain(purpose);
                    rows.plain(consent.map(BatchWork::word).orElse("removed"));
                    rows.number(subject.member().state().observedAt())
                            .number(work.sequence())
                            .end();
                });
            }
        }
        CONSENTS.run(handle.getConnection(), rows);
    }

    private static String word(Consent consent) {
        return switch (consent) {
            case GRANTED -> "granted";
            case DENIED -> "denied";
        };
    }

    private ImportCounts counts() {
        long stored = 0;
        long unchanged = 0;
        long invalid = 0;
        for (Row row : batch.rows()) {
            if (!(row instanceof Row.Understood understood)) {
                invalid++;
            } else if (!suppressedRows.contains(row.position())) {
                if (saysAnythingNew(understood)) {
                    stored++;
                } else {
                    unchanged++;
                }
            }
        }
        return new ImportCounts(batch.rows().size(), stored, unchanged, invalid, suppressedRows.size(), events.fresh());
    }

    private boolean saysAnythingNew(Row.Understood row) {
        return !news.isEmpty() && row.statements().stream().anyMatch(news::contains);
    }

    private void writeBooks(ImportCounts counts) {
        handle.createUpdate(
                        "UPDATE run SET read_count = read_count + :read, stored = stored + :stored,"
                                + " unchanged = unchanged + :unchanged, invalid = invalid + :invalid,"
                                + " suppressed = suppressed + :suppressed, events = events + :events, updated_at = :now WHERE id = :id")
                .bind("read", counts.read())
                .bind("stored", counts.stored())
                .bind("unchanged", counts.unchanged())
                .bind("invalid", counts.invalid())
                .bind("suppressed", counts.suppressed())
                .bind("events", counts.events())
                .bind("now", Moments.bind(identity.clock().instant()))
                .bind("id", batch.runId())
                .execute();
        batch.checkpoint()
                .ifPresent(
                        checkpoint -> checkpoint.write(handle, identity.clock().instant()));
    }
}
