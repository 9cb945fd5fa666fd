package io.serai.connector;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a connector's destinations can do, for who chooses among them; {@link Capabilities} are those of an open one.
 *
 * @param replaces mode snapshot: a whole segment takes the place of the one before
 * @param refreshes the place forgets members, and is told again in time
 * @param asynchronous the place works on a request after it has answered
 * @param answers how sure outcomes are
 * @param maxItems most members of one request
 * @param rates how fast requests may follow each other, as 10 in 1s; all of them hold
 * @param sunset the day the version of the API ends
 */
public record Features(
        Set<Operation> operations,
        boolean replaces,
        boolean refreshes,
        boolean asynchronous,
        Answers answers,
        int maxItems,
        List<String> rates,
        Optional<String> apiVersion,
        Optional<LocalDate> sunset) {
    public Features {
        operations = Set.copyOf(operations);
        rates = List.copyOf(rates);
    }

    /** Of a place that is no vendor's API: it has no requests to count and no version to end. */
    public static Features of(Set<Operation> operations, boolean replaces, Answers answers, int maxItems) {
        return new Features(
                operations, replaces, false, false, answers, maxItems, List.of(), Optional.empty(), Optional.empty());
    }

    /** How sure the outcomes of additions are. */
    public enum Answers {
        /** It is told who was refused. */
        PER_MEMBER,
        /** A request is taken or refused as a whole, and a refused one is halved until the bad member is alone. */
        PER_REQUEST,
        /** It is told that members were taken, and no more. */
        ACCEPTED_ONLY
    }
}
