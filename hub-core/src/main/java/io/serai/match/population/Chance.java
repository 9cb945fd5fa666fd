package io.serai.match.population;

import java.util.List;
import java.util.SplittableRandom;

/** Draws from a source of chance. */
final class Chance {
    /** How much more frequent the first is than those after it; the larger, the flatter. */
    private static final double FLATNESS = 10;

    private Chance() {}

    static boolean percent(double share, SplittableRandom random) {
        return random.nextDouble() * 100 < share;
    }

    static <T> T any(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One of a list whose frequent ones come first, as {@link #rank} has it. */
    static <T> T frequent(List<T> choices, SplittableRandom random) {
        return choices.get(rank(choices.size(), random));
    }

    /**
     * A place in a table of names, counted from 0. As in life, the n-th is about 1/n as frequent as the first: the law of
     * Zipf and Mandelbrot, by its inverse.
     */
    static int rank(int size, SplittableRandom random) {
        double most = Math.log((size + FLATNESS) / FLATNESS);
        int rank = (int) (FLATNESS * Math.exp(random.nextDouble() * most) - FLATNESS);
        return Math.min(rank, size - 1);
    }
}
