package io.serai.segment;

/**
 * A named set of profiles: those that meet a condition.
 *
 * @param description for people; empty if none was given
 */
public record SegmentDefinition(String name, String description, Condition where) {}
