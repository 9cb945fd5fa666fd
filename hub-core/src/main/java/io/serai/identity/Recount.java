package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.profile.SubjectStore.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Counts from scratch which values and keys the rules call generic. Goes through the identifiers in the order of their key, so
 * that it holds no more in memory than one step and the generic values found.
 */
final class Recount {
    private static final int STEP = 4_000;

    private final Identity identity;
    private final Optional<Matching> matching;
    private final IdentifierHasher hasher;

    /** @param matching whose keys are counted, if anything is matched */
    Recount(Identity identity, Optional<Matching> matching) {
        this.identity = identity;
        this.matching = matching;
        this.hasher = new IdentifierHasher(identity.keyring());
    }

    /** A value that may be generic, and one subject that holds it: a hash does not tell its namespace, a holder does. */
    private record Candidate(Hash hash, int holders, long holder) {}

    /** The generic values and blocking keys. */
    Set<Hash> generics(Handle handle) {
        OptionalInt cap = identity.rules().rules().stream()
                .mapToInt(LinkRule::genericAbove)
                .min();
        Set<Hash> generics = cap.isPresent() ? above(cap.getAsInt(), handle) : new HashSet<>();
        matching.ifPresent(one ->
                generics.addAll(one.keys().above(handle, one.rules().model().keyCap())));
        return generics;
    }

    private Set<Hash> above(int smallestCap, Handle handle) {
        Set<Hash> generics = new HashSet<>();
        List<Candidate> step = candidates(handle, new byte[0], smallestCap);
        while (!step.isEmpty()) {
            Map<Hash, Integer> caps = caps(handle, step);
            for (Candidate candidate : step) {
                if (candidate.holders() > caps.getOrDefault(candidate.hash(), Integer.MAX_VALUE)) {
                    generics.add(candidate.hash());
                }
            }
            step = candidates(handle, step.get(step.size() - 1).hash().bytes(), smallestCap);
        }
        return generics;
    }

    private static List<Candidate> candidates(Handle handle, byte[] after, int smallestCap) {
        return handle.createQuery("SELECT hash, COUNT(*), MIN(subject_id) FROM identifier FORCE INDEX (PRIMARY)"
                        + " WHERE hash > ? GROUP BY hash HAVING COUNT(*) > ? ORDER BY hash LIMIT " + STEP)
                .bind(0, after)
                .bind(1, smallestCap)
                .map((row, context) -> new Candidate(Hash.of(row.getBytes(1)), row.getInt(2), row.getLong(3)))
                .list();
    }

    private Map<Hash, Integer> caps(Handle handle, List<Candidate> candidates) {
        Set<Long> holders = new HashSet<>();
        candidates.forEach(candidate -> holders.add(candidate.holder()));
        Map<Hash, Integer> caps = new HashMap<>();
        for (Stored stored : identity.subjects().ofIds(handle, new ArrayList<>(holders))) {
            for (Links.Value value : hasher.values(stored.member().state())) {
                identity.rules().find(value.namespace()).ifPresent(rule -> caps.put(value.hash(), rule.genericAbove()));
            }
        }
        return caps;
    }
}
