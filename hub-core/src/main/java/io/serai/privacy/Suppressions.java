package io.serai.privacy;

import io.serai.audit.Act;
import io.serai.audit.Audit;
import io.serai.audit.Origin;
import io.serai.crypto.Hash;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Identity;
import io.serai.normalise.NormaliseOptions;
import io.serai.normalise.Normalised;
import io.serai.normalise.Normalisers;
import io.serai.schema.ValueType;
import io.serai.store.Moments;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * Identifiers that are blocked, kept as keyed hashes only. Whoever holds one is not delivered to any destination any
 * more; with scope INGEST no record with it is stored either. Thread-safe.
 */
public final class Suppressions {
    private static final int MAX_IDENTIFIER = 255;

    private final Identity identity;
    private final Audit audit;

    public Suppressions(Identity identity) {
        this.identity = identity;
        this.audit = new Audit(identity.database(), identity.keyring(), identity.clock());
    }

    /** How far a suppression goes. */
    public enum Scope {
        /** Never delivered. */
        SEND,
        /** Never delivered and never stored again. */
        INGEST;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An identifier's value in its canonical form.
     *
     * @throws SeraiException NOT_FOUND if there is no such namespace, USAGE if the value is none of its type
     */
    public String normalise(String namespace, String value) {
        ValueType type = identity.schema()
                .identifier(namespace)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND,
                        "There is no identifier namespace '" + namespace + "'. Known are "
                                + String.join(
                                        ", ", identity.schema().identifiers().keySet()) + "."));
        Normalised result = Normalisers.of(type, NormaliseOptions.of(MAX_IDENTIFIER))
                .normalise(value, identity.schema().defaultRegion());
        if (result instanceof Normalised.Valid valid) {
            return valid.value().toString();
        }
        throw new SeraiException(
                ErrorCode.USAGE, "The value is no " + type.word() + ", as identifiers of '" + namespace + "' are.");
    }

    /** Blocks an identifier; the last scope given counts. */
    public void add(String namespace, String value, Scope scope, String reason, Origin by) {
        byte[] hash = identity.keyring().hashIdentifier(namespace, normalise(namespace, value));
        identity.database().inTransaction(handle -> {
            add(handle, namespace, hash, scope, reason, by);
            return true;
        });
    }

    /**
     * Blocks an identifier so far, unless it is blocked further.
     *
     * @param value in its canonical form
     */
    void atLeast(Handle handle, String namespace, String value, Scope scope, String reason, Origin by) {
        byte[] hash = identity.keyring().hashIdentifier(namespace, value);
        boolean further = handle.createQuery("SELECT scope FROM suppression WHERE hash = ? FOR UPDATE")
                .bind(0, hash)
                .mapTo(String.class)
                .findOne()
                .filter(Scope.INGEST.word()::equals)
                .isPresent();
        if (!further) {
            add(handle, namespace, hash, scope, reason, by);
        }
    }

    private void add(Handle handle, String namespace, byte[] hash, Scope scope, String reason, Origin by) {
        handle.execute(
                "INSERT INTO suppression (hash, scope, reason, actor, created_at) VALUES (?, ?, LEFT(?, 500), ?, ?)"
                        + " ON DUPLICATE KEY UPDATE scope = VALUES(scope), reason = VALUES(reason),"
                        + " actor = VALUES(actor)",
                hash,
                scope.word(),
                reason,
                by.actor(),
                Moments.bind(identity.clock().instant()));
        audit.append(handle, by, Act.SUPPRESS, target(namespace, hash), reason);
    }

    /** Lifts a block; answers whether there was one. */
    public boolean remove(String namespace, String value, Origin by) {
        byte[] hash = identity.keyring().hashIdentifier(namespace, normalise(namespace, value));
        return identity.database().inTransaction(handle -> {
            boolean removed = handle.execute("DELETE FROM suppression WHERE hash = ?", hash) > 0;
            if (removed) {
                audit.append(handle, by, Act.UNSUPPRESS, target(namespace, hash), "");
            }
            return removed;
        });
    }

    private static String target(String namespace, byte[] hash) {
        return namespace + " " + Hash.of(hash);
    }
}
