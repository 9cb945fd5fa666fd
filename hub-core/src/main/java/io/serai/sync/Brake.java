package io.serai.sync;

/**
 * Stops an abnormal delta before anything of it is sent.
 *
 * @param maxAdded largest share of the ledger that one plan may add, as 0.20
 * @param maxRemoved largest share of the ledger that one plan may remove
 * @param from smallest ledger it applies to: below it, shares mean little
 */
public record Brake(double maxAdded, double maxRemoved, long from) {
    /** What applies unless a sync says otherwise. */
    public static final Brake DEFAULT = new Brake(0.20, 0.10, 100);

    boolean holds(long ledger, long added, long removed) {
        return ledger >= from && (added > maxAdded * ledger || removed > maxRemoved * ledger);
    }
}
