package io.serai.operate;

import io.serai.run.Run;
import io.serai.sync.SyncStatus;
import java.util.Optional;

/**
 * A sync that is configured, or still has a ledger.
 *
 * @param state idle, running, waiting, failed, held, paused or removed
 * @param settled its last run that nobody stopped and that goes on no more
 */
public record SyncView(String name, String state, Optional<SyncStatus> stored, Optional<Run> settled) {
    /** What keeps the destination from forgetting people whom it must forget, and the cure; empty if nothing does. */
    public Optional<String> erasureWaits() {
        return stored.filter(sync -> sync.unerased() > byHand())
                .flatMap(sync -> cure().map(cure -> "The destination '" + sync.destination() + "' may still know "
                        + (sync.unerased() - byHand()) + " who may never be stored again, and the sync is " + state
                        + ". " + cure));
    }

    /** How many have to be erased at the destination by hand; where no run follows, that is for whoever ends the sync. */
    public long byHand() {
        return state.equals("removed") ? 0 : stored.map(SyncStatus::byHand).orElse(0L);
    }

    private Optional<String> cure() {
        return switch (state) {
            case "paused" -> Optional.of("'serai sync resume " + name + "' lets it erase them.");
            case "held" ->
                Optional.of(
                        "Look at it with 'serai sync dry-run " + name + "', then 'serai sync release " + name + "'.");
            case "failed" -> Optional.of("Its last run says why in 'serai sync show " + name + "'.");
            case "removed" ->
                Optional.of("Configure it again until it has run, or erase them at the destination by hand and say so"
                        + " with 'serai sync erased " + name + "'.");
            default -> Optional.empty();
        };
    }
}
