package io.serai.segment;

/**
 * What one refresh did to one segment.
 *
 * @param full whether everyone was looked at, not only those who changed
 */
public record SegmentDelta(String segment, long entered, long exited, boolean full) {}
