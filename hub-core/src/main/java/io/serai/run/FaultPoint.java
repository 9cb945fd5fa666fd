package io.serai.run;

/**
 * Named places where a test can let the hub die as if by kill -9: start it with {@code -Dserai.fault=NAME}, and it
 * halts with status 137 when it gets there. A hook for tests; without the property it does nothing.
 */
public final class FaultPoint {
    private static final String CHOSEN = System.getProperty("serai.fault", "");

    private FaultPoint() {}

    /** Halts this JVM at once if this is the chosen point. */
    public static void at(String name) {
        if (CHOSEN.equals(name)) {
            Runtime.getRuntime().halt(137);
        }
    }
}
