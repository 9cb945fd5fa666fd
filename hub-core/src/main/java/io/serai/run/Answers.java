package io.serai.run;

import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import io.serai.store.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to requests that may come again: one that does has the same answer, and is not done again. Kept for a
 * day, sealed, for every hub of the store. Thread-safe.
 */
public final class Answers {
    /** How long an answer is kept. */
    public static final Duration KEPT = Duration.ofDays(1);

    private static final String TABLE = "answer";

    private final Database database;
    private final Keyring keyring;
    private final Clock clock;

    public Answers(Database database, Keyring keyring, Clock clock) {
        this.database = database;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** What is kept of a request. */
    private record Kept(byte[] request, byte @Nullable [] sealed) {}

    /**
     * Does the work unless it was done, and answers what it answered then. Work that fails was not done.
     *
     * @param key what the asker calls the request; another asker's must differ
     * @param request all that it says
     * @throws SeraiException CONFLICT if the key was for something else, or what it was for has no answer yet
     */
    public byte[] once(String key, byte[] request, Supplier<byte[]> work) {
        byte[] id = keyring.hash(TABLE, key);
        Optional<byte[]> known = begin(id, keyring.hash(TABLE, request));
        if (known.isPresent()) {
            return known.get();
        }
        byte[] answer = done(id, work);
        database.inTransaction(handle -> handle.execute(
                "UPDATE answer SET sealed = ? WHERE id = ?", keyring.seal(answer, Keyring.context(TABLE, id)), id));
        return answer;
    }

    private byte[] done(byte[] id, Supplier<byte[]> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            database.inTransaction(handle -> handle.execute("DELETE FROM answer WHERE id = ?", id));
            throw e;
        }
    }

    /** The answer, if there is one; empty if the caller is the first. */
    private Optional<byte[]> begin(byte[] id, byte[] request) {
        return database.inTransaction(handle -> {
            handle.execute("DELETE FROM answer WHERE id = ? AND created_at <= ?", id, oldest());
            int added = handle.execute(
                    "INSERT IGNORE INTO answer (id, request, created_at) VALUES (?, ?, ?)",
                    id,
                    request,
                    Moments.bind(clock.instant()));
            if (added == 1) {
                return Optional.<byte[]>empty();
            }
            Kept kept = handle.createQuery("SELECT request, sealed FROM answer WHERE id = ?")
                    .bind(0, id)
                    .map((row, context) -> new Kept(row.getBytes("request"), row.getBytes("sealed")))
                    .one();
            return Optional.of(answer(kept, id, request));
        });
    }

    private byte[] answer(Kept kept, byte[] id, byte[] request) {
        if (!Arrays.equals(kept.request(), request)) {
            throw new SeraiException(
                    ErrorCode.CONFLICT, "The idempotency key was used for another request. Choose a new one.");
        }
        if (kept.sealed() == null) {
            throw new SeraiException(
                    ErrorCode.CONFLICT,
                    "The request is being answered, or the hub ended in the midst of it. Look whether it was done; a new"
                            + " idempotency key does it again.");
        }
        return keyring.open(kept.sealed(), Keyring.context(TABLE, id));
    }

    /** Deletes what was kept long enough. */
    public void expire() {
        database.inTransaction(handle -> handle.execute("DELETE FROM answer WHERE created_at <= ?", oldest()));
    }

    private LocalDateTime oldest() {
        return Moments.bind(clock.instant().minus(KEPT));
    }
}
