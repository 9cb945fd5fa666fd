package io.serai.identity;

import java.util.List;

/**
 * What changed rules would do to people, beyond the counts. Holds personal data in the values of {@code glue} and of
 * {@code pairs}.
 *
 * @param largest the profiles with most records afterwards, largest first
 * @param glue the values that would join most of the profiles there are now, strongest first
 * @param pairs for some of the merges and splits the two records that say most about it
 */
public record PlanDetail(List<Large> largest, List<Glue> glue, List<Example> pairs) {
    public PlanDetail {
        largest = List.copyOf(largest);
        glue = List.copyOf(glue);
        pairs = List.copyOf(pairs);
    }

    /**
     * A large profile.
     *
     * @param joined from how many of the profiles there are now its records would come
     */
    public record Large(long profileId, int subjects, int joined) {}

    /** A value that would join profiles. */
    public record Glue(String namespace, String value, int profiles) {}

    /** A merge or a split, and two records of it as they would stand. */
    public record Example(Resolution.IdentityChange change, PairExplanation pair) {}
}
