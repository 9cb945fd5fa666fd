package io.serai.ingest;

import io.serai.crypto.Hash;
import io.serai.profile.SubjectState;
import io.serai.record.EventRecord;
import java.util.List;
import java.util.Set;

/**
 * One canonical record, made ready for the store outside its lock.
 *
 * @param said what it says by itself; not to be changed, since a batch may be stored a second time
 * @param ownTime whether the source said when it was observed; otherwise the reading order stands in
 * @param retold whether it is told again in a replay, and takes the place of what it said before
 * @param accumulating the namespaces in which its values add to those known instead of replacing them
 * @param contentHash tells the same statement again
 * @param perhapsStored whether something of its subject may be stored; if not, the store may have come to hold it since
 * @param first what is stored of it if nothing of its subject is yet
 */
record Statement(
        Hash recordKey,
        SubjectState said,
        boolean ownTime,
        boolean retold,
        Set<String> accumulating,
        long contentHash,
        List<Happened> events,
        boolean perhapsStored,
        FirstForm first) {

    /** An event, its look-up hash and its properties as JSON. */
    record Happened(Hash id, EventRecord event, byte[] properties) {}
}
