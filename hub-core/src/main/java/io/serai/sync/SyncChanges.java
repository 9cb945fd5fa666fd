package io.serai.sync;

import java.util.List;

/**
 * What a plan would change at the destination.
 *
 * @param ledger how many members the destination holds now
 * @param refreshed sent again as they are, before the destination forgets them
 * @param erased removed, and whatever else the destination knows of them
 * @param sample some of the changes
 */
public record SyncChanges(
        long ledger, long added, long updated, long refreshed, long removed, long erased, List<Change> sample) {
    public SyncChanges {
        sample = List.copyOf(sample);
    }

    /**
     * One change.
     *
     * @param profileId the profile concerned, as it was when it was sent
     * @param kind add, update, refresh, remove or erase
     */
    public record Change(long profileId, String kind) {}
}
