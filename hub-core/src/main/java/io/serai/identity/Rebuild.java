package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.profile.SubjectStore.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;

/**
 * Brings the stored people in line with changed rules or a changed profile schema, or says beforehand what that would
 * do: plan and apply run the same code, plan in transactions that are rolled back. Apply goes page by page and keeps its
 * place, so it goes on where it was when it is interrupted.
 */
public final class Rebuild {
    private static final int PAGE = 2_000;
    private static final String CHECKPOINT = "identity_rebuild";

    private final Identity identity;

    /** @param identity with the rules and schema that are to be in force */
    public Rebuild(Identity identity) {
        this.identity = identity;
    }

    /**
     * What a rebuild does to people.
     *
     * @param subjects records looked at
     * @param profiles profiles afterwards
     * @param merged stored profiles that are merged into others
     * @param split profiles split off stored ones
     * @param largest records in the largest profile
     * @param sample some of the merges and splits
     */
    public record Effect(
            long subjects,
            long profiles,
            long merged,
            long split,
            int largest,
            List<Resolution.IdentityChange> sample) {}

    /** What {@link #apply} would do; nothing is written. */
    public Effect plan(LongConsumer progress) {
        return run(true, progress);
    }

    /** Recomputes everyone. Ingest may go on meanwhile. */
    public Effect apply(LongConsumer progress) {
        return run(false, progress);
    }

    private Effect run(boolean dry, LongConsumer progress) {
        Tally tally = new Tally();
        Set<Long> seen = new HashSet<>();
        long after = dry ? 0 : resumeAt();
        if (after == 0) {
            settleGenerics(dry);
        }
        while (true) {
            long from = after;
            Optional<Long> next = page(from, dry, seen, tally);
            if (next.isEmpty()) {
                break;
            }
            after = next.get();
            progress.accept(tally.subjects);
        }
        if (!dry) {
            identity.database()
                    .inTransaction(handle -> handle.execute("DELETE FROM checkpoint WHERE name = ?", CHECKPOINT));
        }
        return tally.effect();
    }

    private Optional<Long> page(long after, boolean dry, Set<Long> seen, Tally tally) {
        return identity.work((handle, work) -> {
            List<Stored> page = identity.subjects().page(handle, after, PAGE);
            if (page.isEmpty()) {
                work.discard();
                return Optional.empty();
            }
            List<Touched> touched = page.stream()
                    .filter(stored -> stored.profileId() != 0
                            && !seen.contains(stored.member().id()))
                    .map(Touched::again)
                    .toList();
            Resolution resolution = work.resolveAnew(touched);
            tally.add(resolution, seen);
            long end = page.get(page.size() - 1).member().id();
            if (dry) {
                work.discard();
            } else {
                work.write(resolution, "rules applied", Set.of());
                checkpoint(handle, end);
            }
            return Optional.of(end);
        });
    }

    private long resumeAt() {
        return identity.database()
                .inTransaction(handle -> handle.createQuery("SELECT value FROM checkpoint WHERE name = ?")
                        .bind(0, CHECKPOINT)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L));
    }

    private void checkpoint(Handle handle, long after) {
        handle.execute(
                "INSERT INTO checkpoint (name, value, updated_at) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE value = VALUES(value), updated_at = VALUES(updated_at)",
                CHECKPOINT,
                Long.toString(after),
                io.serai.store.Moments.bind(identity.clock().instant()));
    }

    /** Which values are generic depends on the rules' caps; a hash does not tell its namespace, one of its holders does. */
    private void settleGenerics(boolean dry) {
        if (dry) {
            return;
        }
        int smallestCap = identity.rules().rules().stream()
                .mapToInt(LinkRule::genericAbove)
                .min()
                .orElse(0);
        identity.database().inTransaction(handle -> {
            handle.execute("UPDATE hub_clock SET sequence = sequence + 1 WHERE id = 1");
            handle.execute("DELETE FROM generic_identifier");
            if (smallestCap == 0) {
                return true;
            }
            Map<Hash, long[]> candidates = new HashMap<>();
            handle.createQuery(
                            "SELECT hash, COUNT(*), MIN(subject_id) FROM identifier GROUP BY hash HAVING COUNT(*) > ?")
                    .bind(0, smallestCap)
                    .map((row, context) ->
                            candidates.put(Hash.of(row.getBytes(1)), new long[] {row.getLong(2), row.getLong(3)})
                                    == null)
                    .list();
            Map<Hash, Integer> caps = caps(handle, candidates);
            candidates.forEach((hash, count) -> {
                if (count[0] > caps.getOrDefault(hash, Integer.MAX_VALUE)) {
                    handle.execute(
                            "INSERT INTO generic_identifier (hash, holders) VALUES (?, ?)", hash.bytes(), count[0]);
                }
            });
            return true;
        });
    }

    private Map<Hash, Integer> caps(Handle handle, Map<Hash, long[]> candidates) {
        IdentifierHasher hasher = new IdentifierHasher(identity.keyring());
        List<Long> holders =
                candidates.values().stream().map(count -> count[1]).distinct().toList();
        Map<Hash, Integer> caps = new HashMap<>();
        for (Stored stored : identity.subjects().ofIds(handle, holders)) {
            for (Links.Value value : hasher.values(stored.member().state())) {
                if (identity.rules().links(value.namespace())) {
                    caps.put(
                            value.hash(),
                            identity.rules().rule(value.namespace()).genericAbove());
                }
            }
        }
        return caps;
    }

    /** Adds pages up. */
    private static final class Tally {
        private static final int SAMPLE = 20;
        private long subjects;
        private long profiles;
        private long merged;
        private long split;
        private int largest;
        private final List<Resolution.IdentityChange> sample = new ArrayList<>();

        void add(Resolution resolution, Set<Long> seen) {
            for (ResolvedProfile profile : resolution.profiles()) {
                profiles++;
                largest = Math.max(largest, profile.members().size());
                profile.members().forEach(member -> subjects += seen.add(member.id()) ? 1 : 0);
            }
            for (Resolution.IdentityChange change : resolution.changes()) {
                switch (change.kind()) {
                    case MERGE -> merged++;
                    case SPLIT -> split++;
                }
                if (sample.size() < SAMPLE) {
                    sample.add(change);
                }
            }
        }

        Effect effect() {
            return new Effect(subjects, profiles, merged, split, largest, List.copyOf(sample));
        }
    }
}
