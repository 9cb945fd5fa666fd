package io.serai.sync;

import io.serai.connector.Outcome;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Database;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a destination that refuses everybody from one that refuses somebody: when the first members of a run are all
 * refused alike and nobody is taken, settings or fields are to blame and not the members. For one run, one thread.
 */
final class RefusalBrake {
    /** Fewer may be bad by chance. */
    static final int FROM = 20;

    private final Database database;
    private final SyncWork work;
    private int refused;
    private String reason = "";
    private boolean released;

    /** @param work whose brake, once released, lets them pass */
    RefusalBrake(Database database, SyncWork work) {
        this.database = database;
        this.work = work;
    }

    /** Whether these outcomes are not to be booked; once anybody was taken, or refused otherwise, none are held. */
    boolean holds(List<Outcome> outcomes) {
        List<Outcome.Rejected> refusals = outcomes.stream()
                .filter(RefusalBrake::isTheirs)
                .map(Outcome.Rejected.class::cast)
                .toList();
        Set<String> reasons = refusals.stream().map(Outcome.Rejected::reason).collect(Collectors.toSet());
        if (refused > 0) {
            reasons.add(reason);
        }
        boolean taken = outcomes.stream().anyMatch(Outcome::isTaken);
        released |= taken || reasons.size() > 1;
        refused += refusals.size();
        reason = reasons.stream().findFirst().orElse("");
        if (!released && refused >= FROM) {
            released = database.inTransaction(handle -> SyncStates.takeRelease(handle, work.syncId()));
            return !released;
        }
        return false;
    }

    /** What ends the run: what is known of the refusals, for a person. */
    SeraiException told() {
        String known = "It refused the first " + refused + " members alike and took nobody. " + reason
                + " Check its settings, its audience and the sync's fields; if the members are to blame, release the"
                + " sync and they become dead letters.";
        return new SeraiException(ErrorCode.BRAKE, known);
    }

    private static boolean isTheirs(Outcome outcome) {
        return outcome instanceof Outcome.Rejected refusal && refusal.code() == ErrorCode.DESTINATION_REJECTED;
    }
}
