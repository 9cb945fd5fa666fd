package io.serai.operate;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer;
import io.serai.ingest.Importer.Again;
import io.serai.ingest.Importer.Progress;
import io.serai.ingest.Patience;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Run;
import io.serai.run.RunState;
import io.serai.source.Absence;
import io.serai.source.SourceStream;
import io.serai.source.SourceStream.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at a stream of objects: each that is new is imported, one after the other.
 *
 * @param keepRaw for how long records are kept as they came, if at all
 * @param absence what a record means that an object does not name, if an object is meant to name all
 * @param again whether the last object is read once more, though it was imported
 * @param stop says true when the look is to end; the object under way is taken up again by the next one
 */
record ObjectRead(
        StreamName name,
        Mapping mapping,
        Optional<Duration> keepRaw,
        Optional<Absence> absence,
        boolean again,
        SourceStream.Objects objects,
        Imports imports,
        BooleanSupplier stop,
        Progress progress) {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectRead.class);
    /** There may be very many objects, so those imported before are asked for in bulk. */
    private static final int KNOWN_AT_ONCE = 1_000;

    /** @return the runs that took records in */
    List<Run> run() {
        List<Run> runs = new ArrayList<>();
        Optional<Iterator<StoredObject>> listed =
                Patience.unless(stop, "look-" + name, () -> objects.list().iterator(), unwanted -> {});
        if (listed.isEmpty()) {
            return runs;
        }
        Iterator<StoredObject> all = listed.get();
        boolean going = true;
        while (going && all.hasNext()) {
            List<StoredObject> some = new ArrayList<>(KNOWN_AT_ONCE);
            while (all.hasNext() && some.size() < KNOWN_AT_ONCE) {
                some.add(all.next());
            }
            going = run(some, all.hasNext(), runs);
        }
        return runs;
    }

    /** False if the look is to end. */
    private boolean run(List<StoredObject> some, boolean more, List<Run> runs) {
        Set<String> known = imports.imported(
                name, some.stream().map(StoredObject::fingerprint).toList());
        for (StoredObject object : some) {
            if (stop.getAsBoolean()) {
                return false;
            }
            boolean last = !more && object.equals(some.get(some.size() - 1));
            if (known.contains(object.fingerprint()) && !(again && last)) {
                objects.settled(object, true);
                continue;
            }
            Optional<Run> run = run(object, again && last ? Again.READ : Again.SKIP);
            run.ifPresent(runs::add);
            if (run.filter(left -> left.state() == RunState.RUNNING).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** The run as it ended or was left; empty for an object that cannot be read, which costs only itself. */
    private Optional<Run> run(StoredObject object, Again mode) {
        ImportInput input = ImportInput.fixed(
                        name,
                        mapping,
                        object.name(),
                        object.fingerprint(),
                        object.modified(),
                        () -> objects.open(object))
                .keeping(keepRaw)
                .whole(absence);
        try {
            Run run = imports.run(input, mode, stop, progress);
            if (run.state() != RunState.RUNNING) {
                objects.settled(object, Importer.isFinished(run));
            }
            return Optional.of(run);
        } catch (SeraiException e) {
            if (e.code() != ErrorCode.FILE_UNREADABLE) {
                throw e;
            }
            LOG.warn("{}: an object is not imported: {} {}", name, e.code(), e.getMessage());
            objects.settled(object, false);
            return Optional.empty();
        }
    }
}
