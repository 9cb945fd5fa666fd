package io.serai.sync;

/**
 * What a run would do now.
 *
 * @param held the brake would hold it
 */
public record SyncPlan(SyncBooks books, SyncChanges changes, boolean held) {}
