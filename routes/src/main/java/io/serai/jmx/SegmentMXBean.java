package io.serai.jmx;

/** A segment: {@code io.serai:type=Segment,name=SEGMENT}. */
public interface SegmentMXBean {
    /** fresh, stale or failed. */
    String getState();

    long getMembers();

    /** Ingest transactions since its members were right. */
    long getLag();

    String getComputedAt();

    String getLastError();

    /** Builds it from nothing. */
    void run();
}
