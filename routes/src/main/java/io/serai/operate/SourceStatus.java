package io.serai.operate;

import io.serai.profile.Streams.StreamName;
import io.serai.run.Look;
import io.serai.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stream of a source.
 *
 * @param state paused, failed, held, or as its route stands: started or stopped
 * @param schedule when it is read: a cron text, or {@code every 5m}; empty for as its connector does
 * @param readingSince since when this hub has been reading it
 * @param look the last one of any hub
 * @param newFields that its records have had for some weeks at most, the newest first
 */
public record SourceStatus(
        String name,
        String stream,
        String connector,
        String state,
        Optional<String> schedule,
        Optional<Instant> readingSince,
        Optional<Look> look,
        List<String> newFields,
        Optional<Run> lastRun) {
    /** As streams are named everywhere, such as {@code crm.contacts}. */
    public String id() {
        return streamName().toString();
    }

    public StreamName streamName() {
        return new StreamName(name, stream);
    }
}
