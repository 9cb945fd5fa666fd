package io.serai.bench;

import java.lang.management.ManagementFactory;

/**
 * Live heap by the progress of the work: what is left after a full collection, each time another 100,000 rows are done.
 * Collecting is the measurement's own time, so {@link #now} leaves it out.
 */
final class HeapPeak {
    private static final int STEP = 100_000;

    private long spent;
    private long measured;
    private long early;
    private long late;

    /** So many rows are done. */
    void at(long rows) {
        if (rows / STEP == measured) {
            return;
        }
        measured = rows / STEP;
        long began = System.nanoTime();
        System.gc();
        long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        spent += System.nanoTime() - began;
        if (early == 0) {
            early = live;
        }
        late = Math.max(late, live);
    }

    /** As {@link System#nanoTime}, without what was spent here. */
    long now() {
        return System.nanoTime() - spent;
    }

    /** Peak over all rows : over the first 100,000; 1 of fewer rows. */
    double growth() {
        return early == 0 ? 1.0 : (double) late / early;
    }
}
