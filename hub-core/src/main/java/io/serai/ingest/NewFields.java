package io.serai.ingest;

import io.serai.identity.Identity;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.Header;
import io.serai.raw.RawRecord;
import io.serai.raw.TabularRecord;
import io.serai.run.RunStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks out for fields that a stream's records did not have before. For one thread. */
public final class NewFields {
    private static final Logger LOG = LoggerFactory.getLogger(NewFields.class);
    private static final int MOST_NAMED = 10;

    private final Predicate<String> mayBeNew;
    private Set<String> found = new LinkedHashSet<>();
    private Optional<Header> last = Optional.empty();

    NewFields(Identity identity, StreamName stream) {
        this.mayBeNew = identity.fields().newcomers(stream);
    }

    /** Looks at a record that the mapping understood: of another, such as a row of a file without header, nothing is a name. */
    void see(RawRecord record) {
        Optional<TabularRecord> row = record.tabular();
        if (row.isEmpty()) {
            record.toJson().fieldNames().forEachRemaining(this::see);
        } else if (last.isEmpty() || last.get() != row.get().header()) {
            last = row.map(TabularRecord::header);
            row.get().header().names().forEach(this::see);
        }
    }

    private void see(String name) {
        if (mayBeNew.test(name)) {
            found.add(name);
        }
    }

    /** Hands over what was found and begins anew. */
    Set<String> take() {
        Set<String> taken = found;
        found = new LinkedHashSet<>();
        return taken;
    }

    /** Says at the end of a run which fields it came by first, in the log and in the run's detail. */
    public static void tell(Identity identity, RunStore runs, StreamName stream, long run) {
        List<String> added = identity.fields().addedBy(run);
        if (!added.isEmpty()) {
            String named = String.join(", ", added.subList(0, Math.min(MOST_NAMED, added.size())));
            String more = added.size() > MOST_NAMED ? " and " + (added.size() - MOST_NAMED) + " more" : "";
            LOG.warn("{}: new fields: {}{}; the mapping can use them", stream, named, more);
            runs.note(run, "new fields: " + named + more);
        }
    }
}
