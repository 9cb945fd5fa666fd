package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.store.Moments;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The store of people's decisions. Works on the caller's transaction. */
final class DecisionStore {
    private DecisionStore() {}

    /** What a decision says of a pair. */
    enum Kind {
        MUST,
        CANNOT,
        /** Looked at and put off: it changes nothing. */
        DEFERRED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether any decision binds. */
    static boolean any(Handle handle) {
        return handle.createQuery("SELECT EXISTS(SELECT 1 FROM match_decision WHERE kind <> 'deferred')")
                .mapTo(Boolean.class)
                .one();
    }

    /** All decisions that bind and name one of these records. */
    static Decisions about(Handle handle, Collection<Hash> recordKeys) {
        Set<Pair> must = new HashSet<>();
        Set<Pair> cannot = new HashSet<>();
        kinds(handle, recordKeys).forEach((pair, kind) -> {
            switch (kind) {
                case MUST -> must.add(pair);
                case CANNOT -> cannot.add(pair);
                case DEFERRED -> {}
            }
        });
        return new Decisions(must, cannot);
    }

    /** The pairs with one of these records that somebody has looked at, whatever came of it. */
    static Set<Pair> decided(Handle handle, Collection<Hash> recordKeys) {
        return kinds(handle, recordKeys).keySet();
    }

    private static Map<Pair, Kind> kinds(Handle handle, Collection<Hash> recordKeys) {
        Map<Pair, Kind> kinds = new HashMap<>();
        if (!recordKeys.isEmpty()) {
            String keys = recordKeys.stream().sorted().map(key -> "0x" + key).collect(Collectors.joining(","));
            handle.createQuery("SELECT low_key, high_key, kind FROM match_decision WHERE low_key IN (" + keys
                            + ") UNION SELECT low_key, high_key, kind FROM match_decision WHERE high_key IN (" + keys
                            + ")")
                    .map((row, context) -> kinds.put(
                            new Pair(Hash.of(row.getBytes(1)), Hash.of(row.getBytes(2))),
                            Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT))))
                    .list();
        }
        return kinds;
    }

    /** Records a decision; a later one about the same pair takes its place. */
    static void record(Handle handle, Pair pair, Kind kind, String actor, String reason, Instant at) {
        handle.execute(
                "INSERT INTO match_decision (low_key, high_key, kind, actor, reason, decided_at) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE kind = VALUES(kind), actor = VALUES(actor), reason = VALUES(reason),"
                        + " decided_at = VALUES(decided_at)",
                pair.low().bytes(),
                pair.high().bytes(),
                kind.word(),
                actor,
                reason,
                Moments.bind(at));
    }

    /** Withdraws the decision about a pair, if there is one. */
    static void forget(Handle handle, Pair pair) {
        handle.execute(
                "DELETE FROM match_decision WHERE low_key = ? AND high_key = ?",
                pair.low().bytes(),
                pair.high().bytes());
    }
}
