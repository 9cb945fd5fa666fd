package io.serai.operate;

import io.serai.run.Run;
import java.util.List;
import java.util.Optional;

/**
 * An account that is sent to, as its syncs found it.
 *
 * @param state reachable, failed, or unknown while no sync has sent to it
 * @param syncs that send to it
 * @param failure the last run of one of them that it failed
 */
public record DestinationStatus(
        String name, String connector, String state, List<String> syncs, Optional<Run> failure) {
    public DestinationStatus {
        syncs = List.copyOf(syncs);
    }
}
