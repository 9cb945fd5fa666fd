package io.serai.ingest;

import io.serai.identity.Identity;
import io.serai.identity.Resolution;
import io.serai.run.FaultPoint;
import io.serai.run.ImportCounts;

/**
 * Stores batches. A batch is one transaction: records, identifiers, profiles, events, consent evidence, dead letters,
 * the run's books and the checkpoint are committed together or not at all. Thread-safe; batches of all threads and hubs
 * are put in order by the ingest clock.
 */
public final class Ingest {
    private final Identity identity;

    public Ingest(Identity identity) {
        this.identity = identity;
    }

    /**
     * Stores a batch and answers what became of its rows; no counts if it was stored before. After a conflict the whole
     * batch is tried again.
     *
     * @throws io.serai.error.SeraiException STORE_UNAVAILABLE or STORE_CONFLICT; nothing of the batch is stored then
     */
    public ImportCounts store(Batch batch) {
        return identity.work((handle, work) -> {
            BatchWork records = new BatchWork(handle, identity, work, batch);
            if (records.isStored()) {
                return ImportCounts.NONE;
            }
            records.take();
            FaultPoint.at("ingest.before-resolve");
            Resolution resolution = work.resolve(records.touched());
            FaultPoint.at("ingest.before-write");
            ImportCounts counts = records.write(resolution);
            FaultPoint.at("ingest.before-commit");
            return counts;
        });
    }
}
