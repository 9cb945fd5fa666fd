package io.serai.run;

/** The books of a sync. Every selected member is delivered, rejected, withheld or pending: one of them, once. */
public record SyncCounts(long selected, long delivered, long rejected, long withheld, long pending) {

    /** {@code selected = delivered + rejected + withheld + pending} */
    public boolean balance() {
        return selected == delivered + rejected + withheld + pending;
    }
}
