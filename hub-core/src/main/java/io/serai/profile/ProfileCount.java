package io.serai.profile;

import io.serai.store.Database;

/**
 * How many people the store knows. Since a count looks at every profile, they are counted anew only after something was
 * stored: profiles change under the ingest clock alone. Thread-safe.
 */
public final class ProfileCount {
    private final Database database;
    private volatile Counted last = new Counted(-1, 0);

    /** @param sequence of the last ingest transaction before they were counted */
    private record Counted(long sequence, long profiles) {}

    public ProfileCount(Database database) {
        this.database = database;
    }

    /** Those that are not merged away or gone. */
    public long live() {
        return database.inTransaction(handle -> {
            long sequence = handle.createQuery("SELECT sequence FROM hub_clock WHERE id = 1")
                    .mapTo(Long.class)
                    .one();
            Counted known = last;
            if (known.sequence() != sequence) {
                known = new Counted(
                        sequence,
                        handle.createQuery("SELECT COUNT(*) FROM profile WHERE redirect_to IS NULL")
                                .mapTo(Long.class)
                                .one());
                last = known;
            }
            return known.profiles();
        });
    }
}
