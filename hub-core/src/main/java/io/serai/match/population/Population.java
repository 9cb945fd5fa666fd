package io.serai.match.population;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Made-up people of several languages, living together and alone, and what sources hold of them: several records a person,
 * with slips of the pen, gaps, and what public test data lacks (see {@link Trap}). Names are as unevenly frequent as in
 * life. What tells two people of a household apart is in each of their records, so whoever merges them is wrong.
 *
 * <p>The same seed gives the same records. None are kept: a stream takes the same memory for any number. Immutable and
 * thread-safe.
 */
public final class Population {
    private final long seed;
    private final Households households = new Households();

    public Population(long seed) {
        this.seed = seed;
    }

    /** The first records, a household's after each other. */
    public Stream<MadeUpRecord> records(long count) {
        return LongStream.iterate(0, household -> household + 1)
                .boxed()
                .flatMap(household -> household(household))
                .limit(count);
    }

    private Stream<MadeUpRecord> household(long number) {
        SplittableRandom random =
                new SplittableRandom(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number).nextLong());
        return households.household(number, random).stream().flatMap(person -> new Sightings(person, random).records());
    }
}
