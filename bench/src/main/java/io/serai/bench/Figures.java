package io.serai.bench;

import java.util.Locale;

/** Prints figures, one line each, and remembers whether one fell short. Not thread-safe. */
final class Figures {
    private boolean allPass = true;

    /** A figure that must not be below a bound. */
    void atLeast(String name, double value, double bound) {
        print(name, value, value >= bound, "at least " + number(bound));
    }

    /** A figure that must not be above a bound. */
    void atMost(String name, double value, double bound) {
        print(name, value, value <= bound, "at most " + number(bound));
    }

    /** A figure that only informs. */
    void tell(String name, double value) {
        System.out.println(name + ": " + number(value));
    }

    /** Something to know about the figures, such as the processor time they took. */
    void note(String name, String text) {
        System.out.println(name + ": " + text);
    }

    boolean allPass() {
        return allPass;
    }

    private void print(String name, double value, boolean passes, String bound) {
        allPass &= passes;
        System.out.println(name + ": " + number(value) + (passes ? "  pass (" : "  SHORT (") + bound + ")");
    }

    private static String number(double value) {
        return value >= 1000 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.3f", value);
    }
}
