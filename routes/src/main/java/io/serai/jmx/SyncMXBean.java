package io.serai.jmx;

import java.util.Map;

/** {@code io.serai:type=Sync,name=SYNC}. */
@Doc("A sync.")
public interface SyncMXBean {
    @Doc("idle, running, waiting, failed, held or paused.")
    String getState();

    @Doc("The number of the last run; 0 if there was none.")
    long getLastRun();

    @Doc("When the last run began, in UTC.")
    String getLastRunAt();

    @Doc("The counts of the last run: selected = delivered + rejected + withheld + pending.")
    Map<String, Long> getBooks();

    @Doc("Whether these counts add up.")
    boolean isBalanced();

    @Doc("Members the destination holds.")
    long getLedger();

    @Doc("Changes that wait to be sent.")
    long getOutbox();

    @Doc("Why the last run failed, or what still holds members back.")
    String getLastError();

    @Doc("Begins a run and answers its number.")
    long run();

    @Doc("Ends the run under way after its batch; the next one goes on with what is pending.")
    void cancel();

    @Doc("Stops after the batch under way, and refuses runs until it is resumed.")
    void pause();

    @Doc("Ends a pause.")
    void resume();

    @Doc("Lets the next run pass the brake, once.")
    void release();
}
