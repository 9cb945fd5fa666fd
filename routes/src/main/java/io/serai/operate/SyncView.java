package io.serai.operate;

import io.serai.run.Run;
import io.serai.sync.SyncStatus;
import java.util.Optional;

/**
 * A sync that is configured, or still has a ledger.
 *
 * @param state idle, running, failed, held, paused or removed
 * @param settled its last run that nobody stopped and that goes on no more
 */
public record SyncView(String name, String state, Optional<SyncStatus> stored, Optional<Run> settled) {
    /** What keeps the destination from forgetting people whom it must forget, and the cure; empty if nothing does. */
    public Optional<String> erasureWaits() {
        return stored.filter(sync -> sync.unerased() > 0)
                .flatMap(sync -> cure().map(cure -> "The destination '" + sync.destination() + "' may still know "
                        + sync.unerased() + " who may never be stored again, and the sync is " + state + ". " + cure));
    }

    private Optional<String> cure() {
        return switch (state) {
            case "paused" -> Optional.of("'serai sync resume " + name + "' lets it erase them.");
            case "held" ->
                Optional.of(
                        "Look at it with 'serai sync dry-run " + name + "', then 'serai sync release " + name + "'.");
            case "failed" -> Optional.of("Its last run says why in 'serai sync show " + name + "'.");
            case "removed" ->
                Optional.of("Configure it again until it has run, or erase them at the destination by hand.");
            default -> Optional.empty();
        };
    }
}
