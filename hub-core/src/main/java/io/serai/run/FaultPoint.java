package io.serai.run;

/**
 * Named places where a test can make the process die as by kill -9: start the hub with {@code -Dserai.fault=NAME}, or
 * {@code NAME:N} for the N-th time the place is reached. Without the property this does nothing.
 */
public final class FaultPoint {
    private static final String WANTED = System.getProperty("serai.fault", "");
    private static final String NAME = WANTED.replaceAll(":.*", "");
    private static final int TIMES = WANTED.contains(":") ? Integer.parseInt(WANTED.replaceAll(".*:", "")) : 1;
    private static final java.util.concurrent.atomic.AtomicInteger REACHED =
            new java.util.concurrent.atomic.AtomicInteger();

    private FaultPoint() {}

    /** Marks the place. */
    public static void at(String name) {
        if (!NAME.isEmpty() && NAME.equals(name) && REACHED.incrementAndGet() == TIMES) {
            Runtime.getRuntime().halt(137);
        }
    }
}
