package io.serai.jmx;

/** {@code io.serai:type=Segment,name=SEGMENT}. */
@Doc("A segment.")
public interface SegmentMXBean {
    @Doc("fresh, stale or failed.")
    String getState();

    @Doc("Members at the last refresh.")
    long getMembers();

    @Doc("Ingest transactions since its members were right.")
    long getLag();

    @Doc("When its members were last right, in UTC.")
    String getComputedAt();

    @Doc("Why the last try failed; empty if it did not.")
    String getLastError();

    @Doc("Builds it from nothing.")
    void run();
}
