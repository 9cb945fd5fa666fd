package io.serai.identity;

import io.serai.profile.Member;
import java.util.List;

/**
 * A subject that a unit of work makes or changes, in its new state.
 *
 * @param profileId the stored profile it belongs to so far; 0 if it is new or was deleted
 * @param added look-up hashes of the identifiers it gains, of every namespace
 * @param removed look-up hashes of the identifiers it loses
 */
public record Touched(Member member, long profileId, List<Links.Value> added, List<Links.Value> removed) {
    public Touched {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }
}
