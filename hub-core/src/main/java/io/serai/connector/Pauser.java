package io.serai.connector;

import java.time.Duration;

/** Lets the calling thread wait; a seam, so that tests need not. */
@FunctionalInterface
public interface Pauser {
    /** Really waits. */
    Pauser REAL = duration -> Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);

    void pause(Duration duration) throws InterruptedException;
}
