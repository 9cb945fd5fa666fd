package io.serai.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.audit.Act;
import io.serai.audit.Audit;
import io.serai.audit.Origin;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Identity;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import io.serai.run.Run;
import io.serai.run.RunKind;
import io.serai.run.RunStore;
import io.serai.store.BulkLoad;
import io.serai.store.BulkRows;
import io.serai.store.Moments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Dead letters: looked at, tried again, discarded. Thread-safe. */
public final class DeadLetters {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;
    private static final String COLUMNS = "SELECT id, run_id, stage, name, position, code, field, reason, state,"
            + " attempts, created_at, updated_at FROM dead_letter";
    private static final BulkLoad LETTERS = BulkLoad.insert(
            "dead_letter",
            List.of(
                    "run_id",
                    "stage",
                    "name",
                    "position",
                    "code",
                    "field",
                    "reason",
                    "payload",
                    "created_at",
                    "updated_at"));

    private final Identity identity;
    private final Audit audit;
    private final RunStore runs;

    public DeadLetters(Identity identity, RunStore runs) {
        this.identity = identity;
        this.audit = new Audit(identity.database(), identity.keyring(), identity.clock());
        this.runs = runs;
    }

    /** Writes the records of a batch that could not be understood, in the batch's transaction. */
    static void keep(Handle handle, Identity identity, Batch batch) throws SQLException {
        BulkRows rows = new BulkRows();
        Instant now = identity.clock().instant();
        for (Row row : batch.rows()) {
            if (row instanceof Row.Invalid invalid) {
                rows.number(batch.runId())
                        .plain("import")
                        .text(batch.stream().toString())
                        .number(invalid.position());
                rows.plain(invalid.code().name())
                        .text(cut(invalid.field(), 200))
                        .text(cut(invalid.reason(), 1000));
                rows.bytes(identity.keyring().seal(invalid.raw(), Keyring.context("dead_letter", batch.runId())));
                rows.moment(now).moment(now).end();
            }
        }
        LETTERS.run(handle.getConnection(), rows);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** Which letters are meant; what is empty does not matter. */
    public record Filter(Optional<String> stage, Optional<String> name, Optional<String> state) {
        /** The open letters of one stream. */
        public static Filter openImports(String stream) {
            return new Filter(Optional.of("import"), Optional.of(stream), Optional.of("open"));
        }
    }

    /** Letters of higher ids than {@code after}, in the order of their ids, at most {@code limit}. */
    public List<DeadLetter> list(Filter filter, long after, int limit) {
        return identity.database()
                .inTransaction(handle -> handle.createQuery(COLUMNS + " WHERE id > :after"
                                + " AND (:stage IS NULL OR stage = :stage) AND (:name IS NULL OR name = :name)"
                                + " AND (:state IS NULL OR state = :state) ORDER BY id LIMIT " + limit)
                        .bind("after", after)
                        .bind("stage", filter.stage().orElse(null))
                        .bind("name", filter.name().orElse(null))
                        .bind("state", filter.state().orElse(null))
                        .map((row, context) -> read(row))
                        .list());
    }

    /** How many are open. */
    public long open() {
        return identity.database()
                .inTransaction(handle -> handle.createQuery("SELECT COUNT(*) FROM dead_letter WHERE state = 'open'")
                        .mapTo(Long.class)
                        .one());
    }

    /**
     * The open ones of a stream or sync.
     *
     * @param stage import or sync
     * @param since when the oldest came
     */
    public record Heap(String stage, String name, long open, Instant since) {}

    /** Whose letters are open. */
    public List<Heap> heaps() {
        return identity.database()
                .read(handle -> handle.createQuery("SELECT stage, name, COUNT(*) AS open, MIN(created_at) AS since"
                                + " FROM dead_letter WHERE state = 'open' GROUP BY stage, name")
                        .map((row, context) -> new Heap(
                                row.getString("stage"),
                                row.getString("name"),
                                row.getLong("open"),
                                Moments.read(row.getObject("since", LocalDateTime.class))))
                        .list());
    }

    /** @throws SeraiException NOT_FOUND */
    public DeadLetter require(long id) {
        return identity.database()
                .inTransaction(handle -> handle.createQuery(COLUMNS + " WHERE id = ?")
                        .bind(0, id)
                        .map((row, context) -> read(row))
                        .findOne()
                        .orElseThrow(() -> new SeraiException(
                                ErrorCode.NOT_FOUND,
                                "There is no dead letter " + id + ". 'serai dead-letter list' lists them.")));
    }

    /** What could not be used, as it was read or was to be sent. Personal data. */
    public byte[] payload(DeadLetter letter) {
        byte[] context = Keyring.context("dead_letter", letter.runId());
        byte[] sealed = identity.database()
                .inTransaction(handle -> handle.createQuery("SELECT payload FROM dead_letter WHERE id = ?")
                        .bind(0, letter.id())
                        .mapTo(byte[].class)
                        .one());
        return identity.keyring().open(sealed, context);
    }

    /**
     * Puts an open one away for good.
     *
     * @throws SeraiException NOT_FOUND, or CONFLICT if it is not open
     */
    public void discard(long id, String reason, Origin by) {
        DeadLetter letter = require(id);
        identity.database().inTransaction(handle -> {
            int discarded = handle.execute(
                    "UPDATE dead_letter SET state = 'discarded', updated_at = ? WHERE id = ? AND state = 'open'",
                    now(),
                    id);
            if (discarded == 0) {
                throw new SeraiException(ErrorCode.CONFLICT, "Dead letter " + id + " is " + letter.state() + ".");
            }
            audit.append(handle, by, Act.DISCARD, "dead letter " + id, reason);
            return true;
        });
    }

    /**
     * Takes open letters of a stream in again, through the mapping as it is now. A letter that still cannot be used
     * stays open and says why. Trying again is harmless, however often.
     *
     * @param only one letter; empty for all of the stream
     * @return the run with what was taken in
     */
    public Run retry(StreamName stream, Mapping mapping, OptionalLong only) {
        long run = runs.begin(RunKind.IMPORT, stream.toString(), "dead letters");
        long after = only.isPresent() ? only.getAsLong() - 1 : 0;
        while (true) {
            List<DeadLetter> page =
                    list(DeadLetters.Filter.openImports(stream.toString()), after, only.isPresent() ? 1 : PAGE);
            if (page.isEmpty() || (only.isPresent() && page.get(0).id() != only.getAsLong())) {
                return runs.finish(run);
            }
            retry(run, stream, mapping, page);
            after = page.get(page.size() - 1).id();
            if (only.isPresent()) {
                return runs.finish(run);
            }
        }
    }

    private void retry(long run, StreamName stream, Mapping mapping, List<DeadLetter> page) {
        Preparer preparer = new Preparer(stream, identity);
        List<Row> good = new ArrayList<>();
        List<Row.Invalid> bad = new ArrayList<>();
        for (DeadLetter letter : page) {
            // A record that names no time of its own was true when it came, not now.
            Row row = new RowReader(mapping, preparer, letter.createdAt()).read(item(letter));
            if (row instanceof Row.Invalid invalid) {
                bad.add(invalid);
            } else {
                good.add(row);
            }
        }
        if (!good.isEmpty()) {
            new Ingest(identity).store(Batch.of(run, stream, good));
        }
        identity.database().inTransaction(handle -> {
            good.forEach(row -> handle.execute(
                    "UPDATE dead_letter SET state = 'retried', attempts = attempts + 1, updated_at = ? WHERE id = ?",
                    now(),
                    row.position()));
            bad.forEach(row -> stillOpen(handle, row));
            return true;
        });
    }

    private void stillOpen(Handle handle, Row.Invalid row) {
        handle.execute(
                "UPDATE dead_letter SET attempts = attempts + 1, code = ?, field = LEFT(?, 200), reason = LEFT(?, 1000),"
                        + " updated_at = ? WHERE id = ?",
                row.code().name(),
                row.field(),
                row.reason(),
                now(),
                row.position());
    }

    /** The letter's number stands for the position: it tells the rows of a batch apart. */
    private RawItem item(DeadLetter letter) {
        byte[] raw = payload(letter);
        try {
            return new RawItem.Read(letter.id(), new JsonRecord(JSON.readTree(raw)));
        } catch (JsonProcessingException e) {
            return unreadable(letter, raw);
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "bytes in memory cannot be read", e);
        }
    }

    private static RawItem unreadable(DeadLetter letter, byte[] raw) {
        return new RawItem.Unreadable(
                letter.id(),
                ErrorCode.valueOf(letter.code()),
                letter.reason(),
                new String(raw, StandardCharsets.UTF_8));
    }

    private LocalDateTime now() {
        return Moments.bind(identity.clock().instant());
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                row.getLong("run_id"),
                row.getString("stage"),
                row.getString("name"),
                row.getLong("position"),
                row.getString("code"),
                row.getString("field"),
                row.getString("reason"),
                row.getString("state"),
                row.getInt("attempts"),
                Moments.read(row.getObject("created_at", LocalDateTime.class)),
                Moments.read(row.getObject("updated_at", LocalDateTime.class)));
    }
}
