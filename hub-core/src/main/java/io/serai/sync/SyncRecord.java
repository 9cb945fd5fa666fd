package io.serai.sync;

import io.serai.connector.Operation;
import java.time.Instant;
import java.util.Optional;

/**
 * What a sync knows of one member. It names no identifier: the profile has those.
 *
 * @param id of the member within the sync; opaque
 * @param state held, sent (perhaps held), absent, or gone (taken off, but perhaps still known); empty if it was never sent
 * @param refused whether the destination refused what was sent last
 * @param waiting what is still to be done
 * @param attempts how often that has been tried
 * @param inJob whether the destination works on it
 */
public record SyncRecord(
        String id,
        long profileId,
        Optional<String> state,
        boolean refused,
        Optional<Operation> waiting,
        int attempts,
        boolean inJob,
        Optional<Instant> updatedAt) {}
