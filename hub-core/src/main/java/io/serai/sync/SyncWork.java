package io.serai.sync;

import io.serai.connector.Destination;
import io.serai.run.Lease;

/** One run at work: what is synced, under which ids, under which lease. */
record SyncWork(SyncDefinition sync, Destination destination, int syncId, long runId, Lease lease) {
    /** The same work for the books of another run. */
    SyncWork inRun(long other) {
        return new SyncWork(sync, destination, syncId, other, lease);
    }
}
