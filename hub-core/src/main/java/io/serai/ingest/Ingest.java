package io.serai.ingest;

import io.serai.identity.Identity;
import io.serai.identity.IdentityWork;
import io.serai.identity.Resolution;
import io.serai.identity.Strangers;
import io.serai.identity.Touched;
import io.serai.run.FaultPoint;
import io.serai.run.ImportCounts;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

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
        return identity.work((handle, work) -> store(handle, work, batch, work::resolveAside));
    }

    /**
     * What storing these batches, one after the other, would come to; nothing of it is kept.
     *
     * @param batches iterated over again after a conflict
     */
    ImportCounts preview(Iterable<Batch> batches) {
        return identity.work((handle, work) -> {
            ImportCounts all = ImportCounts.NONE;
            for (Batch batch : batches) {
                // On this connection: no other one sees the batches before.
                all = all.plus(store(
                        handle, work, batch, touched -> CompletableFuture.completedFuture(work.resolve(touched))));
                work.goOn();
            }
            work.discard();
            return all;
        });
    }

    private interface Resolving {
        CompletableFuture<Resolution> of(List<Touched> touched);
    }

    private ImportCounts store(Handle handle, IdentityWork work, Batch batch, Resolving resolver) throws SQLException {
        BatchWork records = new BatchWork(handle, identity, work, batch);
        if (records.isStored()) {
            return ImportCounts.NONE;
        }
        records.take();
        FaultPoint.at("ingest.before-resolve");
        Strangers strangers = work.strangers(records.touched());
        CompletableFuture<Resolution> resolving = resolver.of(strangers.others());
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
    }
}
