package io.serai.faults;

import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chance that can be had again: {@code -Dserai.seed=N} repeats what a failed test printed. */
final class Seed {
    private static final Logger LOG = LoggerFactory.getLogger(Seed.class);

    private Seed() {}

    static SplittableRandom next(Class<?> test) {
        long seed = Long.getLong("serai.seed", System.nanoTime());
        LOG.info("to repeat: -Dtest={} -Dserai.seed={}", test.getSimpleName(), seed);
        return new SplittableRandom(seed);
    }
}
