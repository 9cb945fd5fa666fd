package io.serai.sync;

/** What a change to people would do at a destination, once it holds what it should hold now. */
public record SyncImpact(long added, long updated, long removed) {
    /** Nothing. */
    public static final SyncImpact NONE = new SyncImpact(0, 0, 0);

    /** Both together. */
    public SyncImpact plus(SyncImpact other) {
        return new SyncImpact(added + other.added, updated + other.updated, removed + other.removed);
    }
}
