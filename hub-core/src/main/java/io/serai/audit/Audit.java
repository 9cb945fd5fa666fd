package io.serai.audit;

import io.serai.crypto.Keyring;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The trail of who did what. A row is written in the transaction of the change that it tells of, so there is neither
 * without the other; it is sealed by the hub's hashing key together with the seal before it, so an edited, missing or
 * moved row shows. Thread-safe.
 */
public final class Audit {
    private static final String SCOPE = "audit";
    private static final int PAGE = 1_000;
    private static final String COLUMNS = "SELECT id, at, actor, action, target, reason, request, seal FROM audit";

    private final Database database;
    private final Keyring keyring;
    private final Clock clock;

    public Audit(Database database, Keyring keyring, Clock clock) {
        this.database = database;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** Where the trail ends: the id and the seal of its last row. */
    private record Head(long last, byte[] seal) {}

    /** A row with what seals it. */
    private record Sealed(AuditEntry entry, byte[] seal) {}

    /**
     * Which rows are meant; what is empty does not matter.
     *
     * @param before ids below this one
     */
    public record Filter(
            Optional<String> actor, Optional<String> action, Optional<String> target, Optional<Long> before) {}

    /** Adds a row to the caller's transaction, which should end soon: until then nobody else can add one. */
    public void append(Handle handle, Origin by, Act act, String target, String reason) {
        Head head = handle.createQuery("SELECT last, seal FROM audit_head WHERE id = 1 FOR UPDATE")
                .map((row, context) -> new Head(row.getLong("last"), row.getBytes("seal")))
                .one();
        AuditEntry entry = new AuditEntry(head.last() + 1, clock.instant(), by, act.word(), target, reason);
        byte[] seal = seal(head.seal(), entry);
        handle.execute(
                "INSERT INTO audit (id, at, actor, action, target, reason, request, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                entry.id(),
                Moments.bind(entry.at()),
                by.actor(),
                entry.action(),
                entry.target(),
                entry.reason(),
                by.request(),
                seal);
        handle.execute("UPDATE audit_head SET last = ?, seal = ? WHERE id = 1", entry.id(), seal);
    }

    /** Adds a row about what is no change of the store, or is one in many transactions: before it is done. */
    public void append(Origin by, Act act, String target, String reason) {
        database.inTransaction(handle -> {
            append(handle, by, act, target, reason);
            return true;
        });
    }

    /** The newest first, at most {@code limit}. */
    public List<AuditEntry> list(Filter filter, int limit) {
        return database.read(handle -> handle.createQuery(COLUMNS + " WHERE (:before IS NULL OR id < :before)"
                        + " AND (:actor IS NULL OR actor = :actor) AND (:action IS NULL OR action = :action)"
                        + " AND (:target IS NULL OR target = :target) ORDER BY id DESC LIMIT " + limit)
                .bind("before", filter.before().orElse(null))
                .bind("actor", filter.actor().orElse(null))
                .bind("action", filter.action().orElse(null))
                .bind("target", filter.target().orElse(null))
                .map((row, context) -> read(row).entry())
                .list());
    }

    /** Reads the whole trail and compares every seal. */
    public Verdict verify() {
        Head head = database.read(handle -> handle.createQuery("SELECT last, seal FROM audit_head WHERE id = 1")
                .map((row, context) -> new Head(row.getLong("last"), row.getBytes("seal")))
                .one());
        byte[] before = new byte[Keyring.HASH_BYTES];
        long last = 0;
        while (last < head.last()) {
            List<Sealed> page = page(last, head.last());
            for (Sealed row : page) {
                Optional<String> fault = fault(last, before, row);
                if (fault.isPresent()) {
                    return new Verdict(last, hex(before), fault);
                }
                last = row.entry().id();
                before = row.seal();
            }
            if (page.isEmpty()) {
                return new Verdict(last, hex(before), Optional.of("Rows after " + last + " are missing."));
            }
        }
        return new Verdict(last, hex(before), end(head, before));
    }

    private List<Sealed> page(long after, long last) {
        return database.read(
                handle -> handle.createQuery(COLUMNS + " WHERE id > ? AND id <= ? ORDER BY id LIMIT " + PAGE)
                        .bind(0, after)
                        .bind(1, last)
                        .map((row, context) -> read(row))
                        .list());
    }

    private Optional<String> fault(long last, byte[] before, Sealed row) {
        long id = row.entry().id();
        if (id != last + 1) {
            return Optional.of("Row " + (last + 1) + " is missing.");
        }
        return Arrays.equals(seal(before, row.entry()), row.seal())
                ? Optional.empty()
                : Optional.of("Row " + id + " is not what was written there.");
    }

    /** Whoever takes rows off the end must change the head too, and whoever adds some cannot seal them. */
    private static Optional<String> end(Head head, byte[] seal) {
        return Arrays.equals(head.seal(), seal)
                ? Optional.empty()
                : Optional.of("The trail does not end with row " + head.last() + " as it was written.");
    }

    private static String hex(byte[] seal) {
        return HexFormat.of().formatHex(seal);
    }

    private static Sealed read(ResultSet row) throws SQLException {
        AuditEntry entry = new AuditEntry(
                row.getLong("id"),
                Moments.read(row.getObject("at", LocalDateTime.class)),
                new Origin(row.getString("actor"), row.getString("request")),
                row.getString("action"),
                row.getString("target"),
                row.getString("reason"));
        return new Sealed(entry, row.getBytes("seal"));
    }

    private byte[] seal(byte[] before, AuditEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(before);
            out.writeLong(entry.id());
            out.writeLong(Moments.micros(entry.at()));
            for (String text : List.of(
                    entry.by().actor(),
                    entry.action(),
                    entry.target(),
                    entry.reason(),
                    entry.by().request())) {
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                // Lengths, so that no two rows share their bytes.
                out.writeInt(encoded.length);
                out.write(encoded);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be written", e);
        }
        return keyring.hash(SCOPE, bytes.toByteArray());
    }
}
