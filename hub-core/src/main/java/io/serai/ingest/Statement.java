package io.serai.ingest;

import io.serai.crypto.Hash;
import io.serai.record.CanonicalRecord;
import io.serai.record.EventRecord;
import java.util.List;

/**
 * One canonical record, made ready for the store outside its lock: hashed, and sealed as if it were the first of its
 * subject, which most are.
 *
 * @param observedAt microseconds since 1970; the source's own time, or the reading order
 * @param contentHash tells the same statement again
 * @param identifiers every identifier value with its look-up hash
 * @param sealedIfNew the subject's sealed state if nothing of it is stored yet
 */
record Statement(
        Hash recordKey,
        CanonicalRecord record,
        long observedAt,
        long contentHash,
        List<Identified> identifiers,
        List<Happened> events,
        byte[] sealedIfNew) {

    /** An identifier value and its look-up hash. */
    record Identified(String namespace, String value, Hash hash) {}

    /** An event, its look-up hash and its properties as JSON. */
    record Happened(Hash id, EventRecord event, byte[] properties) {}
}
