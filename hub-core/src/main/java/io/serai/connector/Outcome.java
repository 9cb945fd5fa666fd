package io.serai.connector;

import io.serai.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** What became of one member. */
public sealed interface Outcome {
    /** The destination took it in and will work on it; it reports no result per member. */
    record Accepted() implements Outcome {}

    /** The destination says that it is done. */
    record Confirmed() implements Outcome {}

    /**
     * The destination refuses this member, and would refuse it again.
     *
     * @param reason for a person; never a value of the member
     */
    record Rejected(ErrorCode code, String reason) implements Outcome {}

    /** Not now; {@code after} is how long the destination asked to wait, if it did. */
    record Retry(ErrorCode code, Optional<Duration> after) implements Outcome {}

    /** It may or may not have happened. It is sent again: adding or removing twice is the same as once. */
    record Unknown(ErrorCode code) implements Outcome {}

    /**
     * The destination works on it as a job, and {@link Destination#poll} tells what has become of it. Members of one
     * delivery with the same job are in one request of it, in their order.
     *
     * @param job the destination's name for it, at most {@value #MAX_JOB} characters
     * @param every how long to wait between two questions
     * @param most how long it may take; after that its members are in doubt
     */
    record Pending(String job, Duration every, Duration most) implements Outcome {
        /** The longest name of a job. */
        public static final int MAX_JOB = 500;
    }

    /** The things an outcome can mean to a sync: it arrived, it is refused, it is to be sent again, it is waited for. */
    default <T> T fold(
            Supplier<T> arrived,
            Function<Rejected, T> rejected,
            BiFunction<ErrorCode, Optional<Duration>, T> again,
            Function<Pending, T> pending) {
        if (this instanceof Rejected refusal) {
            return rejected.apply(refusal);
        }
        if (this instanceof Retry retry) {
            return again.apply(retry.code(), retry.after());
        }
        if (this instanceof Unknown unknown) {
            return again.apply(unknown.code(), Optional.empty());
        }
        return this instanceof Pending job ? pending.apply(job) : arrived.get();
    }

    /** Whether the member arrived or is refused: there is nothing left to send. */
    default boolean isDefinite() {
        return fold(() -> true, refusal -> true, (code, after) -> false, job -> false);
    }

    /** Whether the destination took the member up, whatever it says of it later. */
    default boolean isTaken() {
        return fold(() -> true, refusal -> false, (code, after) -> false, job -> true);
    }

    /** Whether the destination neither took the member up nor refused it. */
    default boolean isToBeSentAgain() {
        return fold(() -> false, refusal -> false, (code, after) -> true, job -> false);
    }
}
