package io.serai.jmx;

import java.util.Map;

/** A sync: {@code io.serai:type=Sync,name=SYNC}. */
public interface SyncMXBean {
    /** idle, running, failed, held or paused. */
    String getState();

    long getLastRun();

    String getLastRunAt();

    Map<String, Long> getBooks();

    boolean isBalanced();

    /** Members the destination holds. */
    long getLedger();

    /** Changes that wait to be sent. */
    long getOutbox();

    String getLastError();

    /** Begins a run and answers its number. */
    long run();

    void pause();

    void resume();

    /** Lets the next run pass the brake. */
    void release();
}
