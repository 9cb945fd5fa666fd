package io.serai.ingest;

import io.serai.crypto.Hash;
import io.serai.identity.Links;
import io.serai.record.CanonicalRecord;
import io.serai.record.EventRecord;
import java.util.List;

/**
 * One canonical record, made ready for the store outside its lock: hashed, and sealed as if it were the first of its
 * subject, which most are.
 *
 * @param observedAt microseconds since 1970; the source's own time, or the reading order
 * @param contentHash tells the same statement again
 * @param values look-up hashes of every identifier value
 * @param linkable those of them that may link by the rules, blocked ones left out
 * @param sealedIfNew the subject's sealed state if nothing of it is stored yet
 */
record Statement(
        Hash recordKey,
        CanonicalRecord record,
        long observedAt,
        long contentHash,
        List<Links.Value> values,
        List<Links.Value> linkable,
        List<Happened> events,
        byte[] sealedIfNew) {

    /** An event, its look-up hash and its properties as JSON. */
    record Happened(Hash id, EventRecord event, byte[] properties) {}
}
