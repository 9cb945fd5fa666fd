package io.serai.privacy;

import io.serai.audit.Act;
import io.serai.audit.Audit;
import io.serai.audit.Origin;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Identity;
import io.serai.privacy.PrivacyRequest.Kind;
import io.serai.privacy.PrivacyRequest.Law;
import io.serai.privacy.PrivacyRequest.State;
import io.serai.store.Moments;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What people ask of whoever holds their data: kept with the law's due date until somebody fulfils or refuses it. What can be
 * done by a block is done by it, in the same transaction. Days are those of UTC. Thread-safe.
 */
public final class PrivacyRequests {
    private final Identity identity;
    private final Suppressions suppressions;
    private final Audit audit;

    public PrivacyRequests(Identity identity, Suppressions suppressions) {
        this.identity = identity;
        this.suppressions = suppressions;
        this.audit = new Audit(identity.database(), identity.keyring(), identity.clock());
    }

    /**
     * What somebody asks for, and by which identifier they are known.
     *
     * @param received the day it came
     */
    public record New(Kind kind, Law law, String namespace, String value, LocalDate received) {}

    /** What is wanted of the list; empty parts leave nothing out. */
    public record Filter(Optional<State> state, Optional<Long> before) {}

    /** How many are past their due date, and the first of those dates. */
    public record Overdue(long number, LocalDate first) {}

    public LocalDate today() {
        return identity.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** @throws SeraiException NOT_FOUND if there is no such namespace; USAGE if the value is none of it or the day is to come */
    public PrivacyRequest open(New asked, Origin by) {
        if (asked.received().isAfter(today())) {
            throw new SeraiException(ErrorCode.USAGE, "'received' must not be a day to come.");
        }
        String value = suppressions.normalise(asked.namespace(), asked.value());
        byte[] hash = identity.keyring().hashIdentifier(asked.namespace(), value);
        return identity.database().inTransaction(handle -> {
            long id = handle.createUpdate(
                            "INSERT INTO privacy_request (kind, law, namespace, hash, sealed, received, due,"
                                    + " state, opened_by, note) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, '')")
                    .bind(0, asked.kind().word())
                    .bind(1, asked.law().word())
                    .bind(2, asked.namespace())
                    .bind(3, hash)
                    .bind(4, identity.keyring().seal(value.getBytes(StandardCharsets.UTF_8), hash))
                    .bind(5, asked.received())
                    .bind(6, asked.law().due(asked.received()))
                    .bind(7, by.actor())
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            audit.append(handle, by, Act.PRIVACY_OPEN, target(id), asked.kind().word());
            return require(handle, id, "");
        });
    }

    /** A page, the one that was opened last first. */
    public List<PrivacyRequest> list(Filter filter, int limit) {
        return identity.database()
                .read(handle -> handle.createQuery("SELECT * FROM privacy_request WHERE id < :before"
                                + " AND state = COALESCE(:state, state) ORDER BY id DESC LIMIT :limit")
                        .bind("before", filter.before().orElse(Long.MAX_VALUE))
                        .bind("state", filter.state().map(State::word).orElse(null))
                        .bind("limit", limit)
                        .map((row, context) -> read(row))
                        .list());
    }

    /** @throws SeraiException NOT_FOUND */
    public PrivacyRequest require(long id) {
        return identity.database().read(handle -> require(handle, id, ""));
    }

    /** Empty if none is. */
    public Optional<Overdue> overdue() {
        return identity.database()
                .read(handle -> handle.createQuery(
                                "SELECT COUNT(*), MIN(due) FROM privacy_request WHERE state = 'open' AND due < ?"
                                        + " HAVING COUNT(*) > 0")
                        .bind(0, today())
                        .map((row, context) -> new Overdue(row.getLong(1), row.getObject(2, LocalDate.class)))
                        .findOne());
    }

    /**
     * Does what the hub can do of it, and closes it: an objection blocks the identifier from being sent anywhere; an erasure
     * blocks it from being stored too, has destinations erase, and leaves the request without the identifier.
     *
     * @throws SeraiException NOT_FOUND; CONFLICT if it is closed
     */
    public PrivacyRequest fulfil(long id, String note, Origin by) {
        return identity.database().inTransaction(handle -> {
            PrivacyRequest request = close(handle, id, State.FULFILLED, note, by);
            switch (request.kind()) {
                case ERASURE -> {
                    block(handle, request, Suppressions.Scope.INGEST, by);
                    handle.execute("UPDATE privacy_request SET sealed = NULL WHERE id = ?", id);
                }
                case OBJECTION -> block(handle, request, Suppressions.Scope.SEND, by);
                case ACCESS, RECTIFICATION -> {
                    // What is known is downloaded from the profile, and corrected at its source.
                }
            }
            audit.append(handle, by, Act.PRIVACY_FULFIL, target(id), note);
            return require(handle, id, "");
        });
    }

    /**
     * Closes it without doing it.
     *
     * @throws SeraiException NOT_FOUND; CONFLICT if it is closed
     */
    public PrivacyRequest refuse(long id, String reason, Origin by) {
        return identity.database().inTransaction(handle -> {
            close(handle, id, State.REFUSED, reason, by);
            audit.append(handle, by, Act.PRIVACY_REFUSE, target(id), reason);
            return require(handle, id, "");
        });
    }

    private PrivacyRequest close(Handle handle, long id, State state, String note, Origin by) {
        PrivacyRequest request = require(handle, id, " FOR UPDATE");
        if (request.state() != State.OPEN) {
            throw new SeraiException(
                    ErrorCode.CONFLICT,
                    "The request is " + request.state().word() + " already. Open another if it comes again.");
        }
        handle.execute(
                "UPDATE privacy_request SET state = ?, closed_at = ?, closed_by = ?, note = LEFT(?, 500) WHERE id = ?",
                state.word(),
                Moments.bind(identity.clock().instant()),
                by.actor(),
                note,
                id);
        return request;
    }

    private void block(Handle handle, PrivacyRequest request, Suppressions.Scope scope, Origin by) {
        suppressions.atLeast(handle, request.namespace(), request.identifier(), scope, target(request.id()), by);
    }

    private static String target(long id) {
        return "privacy request " + id;
    }

    private PrivacyRequest require(Handle handle, long id, String lock) {
        return handle.createQuery("SELECT * FROM privacy_request WHERE id = ?" + lock)
                .bind(0, id)
                .map((row, context) -> read(row))
                .findOne()
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND, "There is no such request. 'serai privacy list' lists them."));
    }

    private PrivacyRequest read(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        return new PrivacyRequest(
                row.getLong("id"),
                Kind.of(row.getString("kind")),
                Law.of(row.getString("law")),
                row.getString("namespace"),
                sealed == null
                        ? ""
                        : new String(identity.keyring().open(sealed, row.getBytes("hash")), StandardCharsets.UTF_8),
                row.getObject("received", LocalDate.class),
                row.getObject("due", LocalDate.class),
                State.of(row.getString("state")),
                row.getString("opened_by"),
                closed(row));
    }

    private static Optional<PrivacyRequest.Closed> closed(ResultSet row) throws SQLException {
        LocalDateTime at = row.getObject("closed_at", LocalDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(
                        new PrivacyRequest.Closed(Moments.read(at), row.getString("closed_by"), row.getString("note")));
    }
}
