package io.serai.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** Live heap, as the garbage collector last saw it, by the progress of the work. */
final class HeapPeak {
    private long early;
    private long late;

    void at(long rows) {
        long live = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(HeapPeak::afterCollection)
                .sum();
        if (rows <= 100_000) {
            early = Math.max(early, live);
        }
        late = Math.max(late, live);
    }

    private static long afterCollection(MemoryPoolMXBean pool) {
        return pool.getCollectionUsage().getUsed();
    }

    /** Peak over all rows : peak over the first 100,000. */
    double growth(int rows) {
        return early == 0 || rows <= 100_000 ? 1.0 : (double) late / early;
    }
}
