package io.serai.sync;

import java.time.Instant;

/**
 * Somebody who may never be stored again and whom a sync's destination may still know.
 *
 * @param id of the member within the sync; opaque
 * @param identifier as the destination was told it: personal data
 * @param state what the ledger says of them: held, sent (perhaps held) or gone (taken off, but perhaps still known)
 * @param byHand no run erases them: the destination cannot, or refused to
 * @param since when the ledger last changed
 */
public record Erasure(String id, long profileId, String identifier, String state, boolean byHand, Instant since) {}
