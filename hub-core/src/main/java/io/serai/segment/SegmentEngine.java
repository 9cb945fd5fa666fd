package io.serai.segment;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the members of every segment in step with profiles, events and the clock.
 *
 * <p>Segments move together, in one transaction that holds their rows, so that what they ask alike is asked once. If that
 * fails each is tried alone: so a segment that fails keeps its members, says why, costs no other segment, and is tried again
 * by the next refresh. Everything may be repeated at any time. Thread-safe.
 */
public final class SegmentEngine {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentEngine.class);

    private static final Duration PREVIEW_LIMIT = Duration.ofSeconds(30);
    /** So many take minutes. */
    private static final long MOST_LOOKS = 1_000_000_000L;

    private final Database database;
    private final Clock clock;
    private final Previews previews;
    private volatile Map<String, CompiledSegment> segments = Map.of();

    public SegmentEngine(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.previews = new Previews(database, PREVIEW_LIMIT, MOST_LOOKS);
    }

    /**
     * Makes these the segments there are. A new or changed one is built by the next {@link #refresh}; the members of one
     * that is gone exit, logged.
     */
    public synchronized void apply(List<SegmentDefinition> definitions) {
        Map<String, CompiledSegment> compiled = new HashMap<>();
        definitions.forEach(segment -> compiled.put(segment.name(), SegmentCompiler.compile(segment.where())));
        database.inTransaction(handle -> {
            // In the order of their names, here and everywhere, so that two hubs do not wait for each other.
            handle.createQuery("SELECT id FROM segment ORDER BY name FOR UPDATE")
                    .mapTo(Integer.class)
                    .list();
            for (SegmentRow row : SegmentRow.all(handle)) {
                if (!compiled.containsKey(row.name())) {
                    remove(handle, row);
                }
            }
            for (SegmentDefinition segment : definitions) {
                CompiledSegment sql = compiled.get(segment.name());
                if (sql != null) {
                    register(handle, segment, sql.hash());
                }
            }
            return true;
        });
        segments = Map.copyOf(compiled);
    }

    private static void register(Handle handle, SegmentDefinition segment, byte[] hash) {
        handle.createUpdate("""
                        INSERT INTO segment (name, definition, hash, version, built_version, sequence, members)
                        VALUES (:name, :definition, :hash, 1, 0, 0, 0)
                        ON DUPLICATE KEY UPDATE version = version + (hash <> VALUES(hash)),
                            definition = VALUES(definition), hash = VALUES(hash)""")
                .bind("name", segment.name())
                .bind("definition", segment.where().describe())
                .bind("hash", hash)
                .execute();
    }

    private void remove(Handle handle, SegmentRow row) {
        handle.createUpdate("""
                        INSERT INTO membership_change (segment_id, profile_id, kind, changed_at, sequence)
                        SELECT segment_id, profile_id, 'exited', :now, :sequence FROM membership WHERE segment_id = :id""")
                .bind("now", Moments.sql(now()))
                .bind("sequence", row.hubSequence())
                .bind("id", row.id())
                .execute();
        handle.execute("DELETE FROM membership WHERE segment_id = ?", row.id());
        handle.execute("DELETE FROM segment_recheck WHERE segment_id = ?", row.id());
        handle.execute("DELETE FROM segment WHERE id = ?", row.id());
    }

    /**
     * Brings every segment up to date: those with a new definition by a full build, the others by the profiles that
     * changed or that the clock may have changed. One cheap query when there is nothing to do.
     *
     * @return what was done, for the segments that were behind; failures show in {@link #status}
     */
    public List<SegmentDelta> refresh() {
        Map<String, CompiledSegment> current = segments;
        Instant now = now();
        Map<String, SegmentRow> behind = database.inTransaction(SegmentRow::all).stream()
                .filter(row -> current.containsKey(row.name()) && row.isBehind(now))
                .collect(Collectors.toMap(SegmentRow::name, row -> row));
        // One that failed before would take the others along.
        Predicate<String> alone =
                name -> Objects.requireNonNull(behind.get(name)).failure().isPresent();
        return SegmentPass.groups(behind.keySet(), current, alone).stream()
                .flatMap(names -> refresh(names, current, false).stream())
                .sorted(Comparator.comparing(SegmentDelta::segment))
                .toList();
    }

    /**
     * Builds one segment from nothing, whatever its state.
     *
     * @return empty if it failed or another hub runs another definition of it
     * @throws SeraiException NOT_FOUND
     */
    public Optional<SegmentDelta> full(String name) {
        return refresh(List.of(name), Map.of(name, compiled(name)), true).stream()
                .findFirst();
    }

    private List<SegmentDelta> refresh(List<String> names, Map<String, CompiledSegment> current, boolean full) {
        try {
            return database.inTransaction(handle -> new SegmentPass(handle, current, clock).refresh(names, full));
        } catch (SeraiException e) {
            if (names.size() > 1) {
                return names.stream()
                        .flatMap(name -> refresh(List.of(name), current, full).stream())
                        .toList();
            }
            // Without the cause: the server's and the driver's messages quote values.
            LOG.warn("segment {} keeps its members of before: {} {}", names.get(0), e.code(), e.getMessage());
            fail(names.get(0), e);
            return List.of();
        }
    }

    /** Notes why; if even that fails, the store is away, and the next refresh will say so again. */
    private void fail(String name, SeraiException failure) {
        try {
            database.inTransaction(handle -> handle.createUpdate(
                            "UPDATE segment SET error_code = :code, error = LEFT(:error, 1000)" + " WHERE name = :name")
                    .bind("code", failure.code().name())
                    .bind("error", String.valueOf(failure.getMessage()))
                    .bind("name", name)
                    .execute());
        } catch (SeraiException e) {
            LOG.warn("the failure of segment {} could not be noted: {}", name, e.getMessage());
        }
    }

    /**
     * What profiles that were written in the caller's transaction do to the segments that are built. Writes as a refresh
     * does; the caller rolls it back.
     *
     * @param sequence the unit of work that wrote them
     */
    public List<SegmentDelta> foresee(Handle handle, long sequence) {
        Map<String, CompiledSegment> current = segments;
        SegmentPass pass = new SegmentPass(handle, current, clock);
        return SegmentPass.groups(current.keySet(), current, name -> false).stream()
                .flatMap(names -> pass.foresee(names, sequence).stream())
                .sorted(Comparator.comparing(SegmentDelta::segment))
                .toList();
    }

    /** How every segment of the store stands, by name. One query. */
    public List<SegmentStatus> status() {
        Instant now = now();
        return database.inTransaction(SegmentRow::all).stream()
                .map(row -> row.status(now))
                .toList();
    }

    /**
     * What a definition would select; writes nothing.
     *
     * @param name by which it can be ended, and is by the next of that name
     * @param overlap at most five segments to count the common members with
     * @throws SeraiException TOO_COSTLY, USAGE; NOT_FOUND if one of these segments is not there
     */
    public SegmentPreview preview(SegmentDefinition definition, Optional<String> name, List<String> overlap) {
        return previews.preview(SegmentCompiler.compile(definition.where()), now(), name, overlap);
    }

    /** Ends the preview of a name; false if none runs in this hub. */
    public boolean endPreview(String name) {
        return previews.end(name);
    }

    /** What building a definition would do to the members of its name; writes nothing. */
    public SegmentPreview.Difference compare(SegmentDefinition definition) {
        Instant now = now();
        return database.inTransaction(
                handle -> new SegmentQuery(handle, SegmentCompiler.compile(definition.where()), now, Duration.ZERO)
                        .compare(definition.name()));
    }

    /**
     * Why a profile is in a segment, or why not.
     *
     * @throws SeraiException NOT_FOUND if there is no such segment or no live profile of this id
     */
    public SegmentExplanation explain(String name, long profileId) {
        CompiledSegment compiled = compiled(name);
        Instant now = now();
        return database.inTransaction(handle -> new SegmentQuery(handle, compiled, now, PREVIEW_LIMIT)
                .explain(name, profileId, SegmentQuery.memberSince(handle, name, profileId))
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND,
                        "There is no live profile " + profileId
                                + ". It may have been merged into another or erased.")));
    }

    private CompiledSegment compiled(String name) {
        return Optional.ofNullable(segments.get(name))
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND, "There is no segment '" + name + "'. Check the name, or write its file."));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
