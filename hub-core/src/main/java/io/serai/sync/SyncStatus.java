package io.serai.sync;

import java.util.Optional;

/**
 * Where a sync stands, known to the configuration or not.
 *
 * @param ledger how many members its destination holds, or may hold
 * @param outbox how many changes wait to be sent or answered
 * @param jobs how many jobs the destination works on for it
 * @param unerased how many people who may never be stored again the destination may still know
 * @param byHand how many of them no run erases
 */
public record SyncStatus(
        String sync,
        String destination,
        boolean paused,
        long ledger,
        long outbox,
        long jobs,
        long unerased,
        long byHand,
        Optional<SyncRun> lastRun) {}
