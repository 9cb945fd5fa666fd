package io.serai.ingest;

import io.serai.identity.Identity;
import io.serai.identity.IdentityWork;
import io.serai.identity.Resolution;
import io.serai.identity.Strangers;
import io.serai.run.FaultPoint;
import io.serai.run.ImportCounts;
import java.util.concurrent.CompletableFuture;

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
            Strangers strangers = work.strangers(records.touched());
            CompletableFuture<Resolution> resolving = work.resolveAside(strangers.others());
            try {
                FaultPoint.at("ingest.before-write");
                records.write(strangers.subjects(), strangers.resolution());
            } finally {
                // It works under this transaction's lock, so it must not outlive it.
                resolving.handle((resolution, failure) -> true).join();
            }
            records.write(strangers.others(), IdentityWork.await(resolving));
            ImportCounts counts = records.finish();
            FaultPoint.at("ingest.before-commit");
            return counts;
        });
    }
}
