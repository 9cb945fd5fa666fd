package io.serai.identity;

import io.serai.group.GroupRows;
import io.serai.profile.SubjectStore.Stored;
import io.serai.store.Moments;
import java.util.ArrayList;
import java.util.List;
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
    private final int pageSize;

    /** @param identity with the rules and schema that are to be in force */
    public Rebuild(Identity identity) {
        this(identity, PAGE);
    }

    /** @param pageSize subjects a transaction */
    Rebuild(Identity identity, int pageSize) {
        this.identity = identity;
        this.pageSize = pageSize;
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

    /** What {@link #apply} would do; nothing is written, but keys for its own use and only as long as it runs. */
    public Effect plan(LongConsumer progress) {
        return plan(progress, Prospect.Witness.NONE);
    }

    /** As {@link #plan(LongConsumer)}, before somebody's eyes. */
    public Effect plan(LongConsumer progress, Prospect.Witness witness) {
        Optional<Matching> planned = identity.matching().map(Matching::planned);
        Optional<KeyIndex> index = planned.map(matching -> new KeyIndex(identity, matching));
        index.ifPresent(KeyIndex::foresee);
        try {
            Recount recount = new Recount(identity, planned);
            Foreseen foreseen = new Foreseen(identity.database().inTransaction(recount::generics));
            return pages(0, Optional.of(new Plan(foreseen, witness)), progress);
        } finally {
            index.ifPresent(KeyIndex::purge);
        }
    }

    /** Recomputes everyone. Ingest may go on meanwhile. */
    public Effect apply(LongConsumer progress) {
        long from = resumeAt();
        if (from == 0) {
            identity.matching().ifPresent(matching -> new KeyIndex(identity, matching).make());
            identity.work((handle, work) -> {
                work.judgeBy(new Recount(identity, identity.matching()).generics(handle));
                return true;
            });
        }
        Effect effect = pages(from, Optional.empty(), progress);
        KeyIndex.purgeOthers(identity);
        if (identity.rules().groups().isEmpty()) {
            KeyIndex.repeat(identity.database(), GroupRows::purge);
        }
        identity.database()
                .inTransaction(handle -> handle.execute("DELETE FROM checkpoint WHERE name = ?", CHECKPOINT));
        return effect;
    }

    /** What makes a run of pages a plan. */
    private record Plan(Foreseen foreseen, Prospect.Witness witness) {
        void took(Page done) {
            foreseen.remember(done.resolution(), done.nextSubject());
            done.seen().run();
        }
    }

    private Effect pages(long from, Optional<Plan> plan, LongConsumer progress) {
        Tally tally = new Tally();
        Optional<Page> page = page(from, plan, tally.seen);
        while (page.isPresent()) {
            // Only now has its transaction ended; within, a conflict may make it begin again.
            Page done = page.get();
            tally.add(done.resolution());
            plan.ifPresent(some -> some.took(done));
            progress.accept(tally.subjects);
            page = page(done.end(), plan, tally.seen);
        }
        return tally.effect();
    }

    /** What became of a page, and where the next one begins; {@code seen} takes in what a witness saw of it. */
    private record Page(long end, Resolution resolution, long nextSubject, Runnable seen) {}

    private Optional<Page> page(long after, Optional<Plan> plan, NumberSet seen) {
        return identity.work((handle, work) -> {
            List<Stored> page = identity.subjects().page(handle, after, pageSize);
            if (page.isEmpty()) {
                work.discard();
                return Optional.empty();
            }
            plan.ifPresent(some -> work.follow(some.foreseen()));
            List<Touched> touched = page.stream()
                    .filter(stored -> stored.profileId() != 0
                            && !seen.contains(stored.member().id()))
                    .map(Touched::again)
                    .toList();
            Resolution resolution = work.resolveAnew(touched);
            long end = page.get(page.size() - 1).member().id();
            Runnable saw = () -> {};
            if (plan.isPresent()) {
                saw = plan.get().witness().see(new Prospect(handle, work, resolution));
                work.discard();
            } else {
                work.write(resolution, "rules applied", Set.of());
                checkpoint(handle, end);
            }
            return Optional.of(new Page(end, resolution, work.nextSubject(), saw));
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
                Moments.bind(identity.clock().instant()));
    }

    /** Adds pages up. */
    private static final class Tally {
        private static final int SAMPLE = 20;
        private long subjects;
        private long profiles;
        private long merged;
        private long split;
        private int largest;
        private final NumberSet seen = new NumberSet();
        private final List<Resolution.IdentityChange> sample = new ArrayList<>();

        void add(Resolution resolution) {
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
