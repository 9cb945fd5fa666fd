package io.serai.insight;

/** How many people a number must be about to be told: with fewer, it tells about somebody. */
final class Crowd {
    static final int LEAST = 5;

    private Crowd() {}

    /** Whether somebody could be made out: nobody is nobody's secret. */
    static boolean isSmall(long people) {
        return people > 0 && people < LEAST;
    }
}
