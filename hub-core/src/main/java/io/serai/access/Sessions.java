package io.serai.access;

import io.serai.audit.Act;
import io.serai.audit.Audit;
import io.serai.audit.Origin;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What lets people at browsers in: a credential that was shown once, kept sealed in the store, and judged anew at each
 * request as if it had been shown again. So whoever's key is revoked or has expired is out of every browser at once. The
 * browser has a random word, of which the store has the hash. Thread-safe.
 *
 * <p>A ticket is a session that is good for one thing, once and soon: to be exchanged for a real one. It brings a
 * credential from a terminal to a browser without anyone copying the credential.
 */
public final class Sessions {
    /** A working day; who works longer signs in again. */
    public static final Duration LIFE = Duration.ofHours(12);

    private static final Duration TICKET_LIFE = Duration.ofMinutes(5);
    /** How a ticket begins, so that neither a ticket is a session nor a session a ticket. */
    private static final String TICKET = "ticket_";

    private static final int WORD_BYTES = 32;

    private final Database database;
    private final Keyring keyring;
    private final Credentials credentials;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Sessions(Database database, Keyring keyring, Credentials credentials, Audit audit, Clock clock) {
        this.database = database;
        this.keyring = keyring;
        this.credentials = credentials;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A word that stands for a credential.
     *
     * @param word shown to its owner once; not kept here
     */
    public record Begun(String word, Instant endsAt) {
        @Override
        public String toString() {
            return "Begun[" + endsAt + "]";
        }
    }

    /** @throws SeraiException as {@link Credentials#caller} does */
    public Begun ticket(String credential, InetAddress from) {
        credentials.caller(credential, from);
        return database.inTransaction(handle -> keep(handle, TICKET + word(), credential, TICKET_LIFE));
    }

    /**
     * @param request the id of the request that asks for it
     * @param from where that came from
     * @throws SeraiException as {@link Credentials#caller} does
     */
    public Begun begin(String credential, String request, InetAddress from) {
        Caller caller = credentials.caller(credential, from);
        return database.inTransaction(handle -> {
            audit.append(handle, new Origin(caller.name(), request), Act.SIGN_IN, "", "");
            return keep(handle, word(), credential, LIFE);
        });
    }

    /**
     * Begins a session by a ticket. Of two that come with the same one, one gets a session.
     *
     * @throws SeraiException NOT_AUTHENTICATED
     */
    public Begun redeem(String ticket, String request, InetAddress from) {
        Optional<String> credential =
                ticket.startsWith(TICKET) ? database.inTransaction(handle -> take(handle, ticket)) : Optional.empty();
        return begin(
                credential.orElseThrow(() -> refused("The ticket is used up or older than " + TICKET_LIFE.toMinutes()
                        + " minutes. Ask 'serai console' for another.")),
                request,
                from);
    }

    /**
     * The credential that the session stands for.
     *
     * @throws SeraiException NOT_AUTHENTICATED if there is no such session, or it has ended
     */
    public String credential(String word) {
        byte[] id = id(word);
        Optional<String> credential = word.startsWith(TICKET)
                ? Optional.empty()
                : database.read(handle -> find(handle, id, "")).map(bytes -> open(id, bytes));
        return credential.orElseThrow(() -> refused("The session has ended. Sign in again."));
    }

    /** Does nothing if it has ended already. */
    public void end(String word) {
        database.inTransaction(handle -> handle.execute("DELETE FROM session WHERE id = ?", (Object) id(word)));
    }

    private Begun keep(Handle handle, String word, String credential, Duration life) {
        Instant now = clock.instant();
        Instant end = now.plus(life);
        byte[] id = id(word);
        handle.execute("DELETE FROM session WHERE ends_at < ? LIMIT 1000", Moments.bind(now));
        handle.execute(
                "INSERT INTO session (id, sealed, ends_at) VALUES (?, ?, ?)",
                id,
                keyring.seal(credential.getBytes(StandardCharsets.UTF_8), id),
                Moments.bind(end));
        return new Begun(word, end);
    }

    private Optional<String> take(Handle handle, String ticket) {
        byte[] id = id(ticket);
        Optional<byte[]> found = find(handle, id, " FOR UPDATE");
        handle.execute("DELETE FROM session WHERE id = ?", (Object) id);
        return found.map(bytes -> open(id, bytes));
    }

    private Optional<byte[]> find(Handle handle, byte[] id, String lock) {
        return handle.createQuery("SELECT sealed FROM session WHERE id = ? AND ends_at > ?" + lock)
                .bind(0, id)
                .bind(1, Moments.bind(clock.instant()))
                .mapTo(byte[].class)
                .findOne();
    }

    private String open(byte[] id, byte[] bytes) {
        return new String(keyring.open(bytes, id), StandardCharsets.UTF_8);
    }

    private byte[] id(String word) {
        return keyring.hash("session", word);
    }

    private String word() {
        byte[] drawn = new byte[WORD_BYTES];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }

    private static SeraiException refused(String message) {
        return new SeraiException(ErrorCode.NOT_AUTHENTICATED, message);
    }
}
