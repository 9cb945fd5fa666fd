package io.serai.sync;

/** Hears how a run goes on. Called on the run's thread after each commit; must be quick and must not throw. */
@FunctionalInterface
public interface SyncListener {
    /** Hears nothing. */
    SyncListener NONE = run -> {};

    void progress(SyncRun run);
}
