package io.serai.segment;

import java.util.Optional;

/**
 * A named set of profiles: those that meet a condition.
 *
 * @param description for people; empty if none was given
 * @param iab the unique id of the IAB Audience Taxonomy that it stands for
 */
public record SegmentDefinition(String name, String description, Optional<Integer> iab, Condition where) {}
