package io.serai.operate;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets work that writes profiles go on side by side, and now and then a change of the rules happen alone. Work asks
 * {@link #isWanted} between its steps and steps back when it says so. Thread-safe.
 */
final class Gate {
    /** Fair: who waits to be alone goes before whoever comes later. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    private volatile boolean wanted;

    /** Whether someone waits to be alone. */
    boolean isWanted() {
        return wanted;
    }

    <T> T together(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    <T> T alone(Supplier<T> work) {
        wanted = true;
        lock.writeLock().lock();
        wanted = false;
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
