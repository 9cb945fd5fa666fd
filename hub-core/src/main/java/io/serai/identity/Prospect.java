package io.serai.identity;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * One page of a plan, in its transaction: people as they would be, nothing of it written unless {@link #write} is called,
 * and all of it rolled back afterwards. Used by the thread of that transaction, and no longer than it lasts.
 */
public final class Prospect {
    private final Handle handle;
    private final IdentityWork work;
    private final Resolution resolution;

    Prospect(Handle handle, IdentityWork work, Resolution resolution) {
        this.handle = handle;
        this.work = work;
        this.resolution = resolution;
    }

    /** Sees each page of a plan. */
    @FunctionalInterface
    public interface Witness {
        /** Looks away. */
        Witness NONE = page -> () -> {};

        /**
         * Looks at a page.
         *
         * @return takes in what was seen, called once the transaction has ended: a conflict may make it begin again
         */
        Runnable see(Prospect page) throws SQLException;
    }

    public Handle handle() {
        return handle;
    }

    /** The number of the unit of work this would be: profiles that {@link #write} writes carry it. */
    public long sequence() {
        return work.sequence();
    }

    IdentityWork work() {
        return work;
    }

    Resolution resolution() {
        return resolution;
    }

    /** The stored profiles that gain or lose records, and the new ones. */
    public Set<Long> regrouped() {
        Set<Long> regrouped = new TreeSet<>();
        resolution.changes().forEach(change -> {
            regrouped.add(change.profileId());
            regrouped.add(change.otherId());
        });
        return regrouped;
    }

    /** All profiles of the page, and those that would end. */
    public Set<Long> everyone() {
        Set<Long> everyone = new TreeSet<>(resolution.gone().keySet());
        resolution.profiles().forEach(profile -> everyone.add(profile.id()));
        return everyone;
    }

    /** Writes what would become of these profiles, so that what follows profiles can be asked about it. */
    public void write(Collection<Long> profiles) throws SQLException {
        work.write(resolution.about(profiles), "a plan", Set.of());
    }
}
