package io.serai.operate;

import io.serai.config.HubConfig;
import io.serai.config.SourceDefinition;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.DeadLetter;
import io.serai.ingest.DeadLetters;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tries dead letters again, each at its stage. */
public final class Retries {
    private final Operations hub;

    public Retries(Operations hub) {
        this.hub = hub;
    }

    /**
     * What came of it.
     *
     * @param retried letters closed
     * @param open letters that are open now, all told
     * @param runs the runs that took records in; of syncs the next run sends
     */
    public record Outcome(long retried, long open, List<Long> runs) {}

    /** One letter; for a sync every refused member of it, for a sync sends by its ledger and not by its letters. */
    public Outcome one(DeadLetter letter) {
        if (!letter.state().equals("open")) {
            throw new SeraiException(ErrorCode.CONFLICT, "Dead letter " + letter.id() + " is " + letter.state() + ".");
        }
        return retry(letter.stage(), letter.name(), OptionalLong.of(letter.id()));
    }

    /** All open letters of a stage and a name; of all if they are empty. */
    public Outcome all(Optional<String> stage, Optional<String> name) {
        List<String[]> groups = hub.database()
                .inTransaction(handle -> handle.createQuery(
                                "SELECT DISTINCT stage, name FROM dead_letter WHERE state = 'open'"
                                        + " AND (:stage IS NULL OR stage = :stage) AND (:name IS NULL OR name = :name)")
                        .bind("stage", stage.orElse(null))
                        .bind("name", name.orElse(null))
                        .map((row, context) -> new String[] {row.getString(1), row.getString(2)})
                        .list());
        long retried = 0;
        List<Long> runs = new ArrayList<>();
        for (String[] group : groups) {
            Outcome outcome = retry(group[0], group[1], OptionalLong.empty());
            retried += outcome.retried();
            runs.addAll(outcome.runs());
        }
        return new Outcome(retried, letters().open(), runs);
    }

    private DeadLetters letters() {
        return hub.core().deadLetters();
    }

    private Outcome retry(String stage, String name, OptionalLong only) {
        long before = letters().open();
        if (stage.equals("sync")) {
            int closed = hub.syncs().retryDeadLetters(name);
            return new Outcome(closed, letters().open(), List.of());
        }
        StreamName stream = StreamName.parse(name).orElseGet(() -> new StreamName(name, ""));
        Run run = letters().retry(stream, mapping(stream), only);
        hub.refresh();
        long after = letters().open();
        return new Outcome(before - after, after, List.of(run.id()));
    }

    /** The stream's mapping as it is now; a file imported by hand goes through the mapping its stream is named after. */
    private Mapping mapping(StreamName stream) {
        HubConfig config = hub.configuration().running();
        String name = Optional.ofNullable(config.sources().get(stream.source()))
                .map(SourceDefinition::streams)
                .flatMap(streams -> Optional.ofNullable(streams.get(stream.stream())))
                .map(SourceDefinition.Stream::mapping)
                .orElse(stream.stream());
        return Optional.ofNullable(config.mappings().get(name))
                .orElseThrow(() -> Syncs.missing("mapping", name, config.mappings()));
    }
}
