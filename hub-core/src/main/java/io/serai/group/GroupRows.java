package io.serai.group;

import io.serai.crypto.Hash;
import io.serai.store.BulkLoad;
import io.serai.store.BulkQuery;
import io.serai.store.BulkRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What the profiles of one unit of work share from now on, written in the order of its key. Used once; not thread-safe. */
public final class GroupRows {
    private static final int STEP = 10_000;
    private static final BulkLoad LOAD = BulkLoad.insert("profile_group", List.of("level", "hash", "profile_id"));
    private static final Comparator<Row> ORDER =
            Comparator.comparing(Row::level).thenComparing(Row::hash).thenComparingLong(Row::profile);

    private final GroupReader reader;
    private final boolean any;
    private final List<Row> rows = new ArrayList<>();
    private final List<Long> stored = new ArrayList<>();

    /** @param reader of the rules in force */
    public GroupRows(GroupReader reader) {
        this.reader = reader;
        this.any = reader.readsAnything();
    }

    private record Row(GroupLevel level, Hash hash, long profile) {}

    /**
     * A live profile.
     *
     * @param isNew whether no profile of this number was ever stored
     */
    public void live(long id, boolean isNew, Said profile) {
        if (any) {
            reader.keys(profile).forEach((level, keys) -> keys.forEach(key -> rows.add(new Row(level, key, id))));
            if (!isNew) {
                stored.add(id);
            }
        }
    }

    /** A profile that is no more. */
    public void gone(long id) {
        if (any) {
            stored.add(id);
        }
    }

    /** Writes on the caller's transaction. */
    public void write(Handle handle) throws SQLException {
        if (!stored.isEmpty()) {
            BulkQuery.update(
                    handle, "DELETE FROM profile_group WHERE profile_id IN (" + BulkQuery.numbers(stored) + ")");
        }
        rows.sort(ORDER);
        BulkRows load = new BulkRows(64 * rows.size());
        for (Row row : rows) {
            load.plain(row.level().word())
                    .bytes(row.hash().bytes())
                    .number(row.profile())
                    .end();
        }
        LOAD.run(handle.getConnection(), load);
    }

    /** Forgets groups of everybody, some thousands at a time; answers whether any were left. */
    public static boolean purge(Handle handle) {
        return BulkQuery.update(handle, "DELETE FROM profile_group LIMIT " + STEP) > 0;
    }
}
