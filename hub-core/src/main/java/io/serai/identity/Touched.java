package io.serai.identity;

import io.serai.profile.Member;
import io.serai.profile.SubjectStore;
import java.util.List;
import java.util.Optional;

/**
 * A subject that a unit of work makes or changes, in its new state.
 *
 * @param profileId the stored profile it belongs to so far; 0 if it is new or was deleted
 * @param added look-up hashes of the identifiers it gains, of every namespace
 * @param linkable its values that may link, if the caller has them at hand
 * @param removed look-up hashes of the identifiers it loses
 * @param features what matching knows of it, if that changes and anything is matched
 */
public record Touched(
        Member member,
        long profileId,
        List<Links.Value> added,
        List<Links.Value> removed,
        Optional<List<Links.Value>> linkable,
        Optional<Features.Change> features) {
    public Touched {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** A stored subject that is looked at again, unchanged. */
    static Touched again(SubjectStore.Stored stored) {
        return new Touched(
                stored.member(), stored.profileId(), List.of(), List.of(), Optional.empty(), Optional.empty());
    }
}
