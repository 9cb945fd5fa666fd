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

    /** The three things an outcome can mean to a sync: it arrived, it is refused, or it is to be sent again. */
    default <T> T fold(
            Supplier<T> arrived, Function<Rejected, T> rejected, BiFunction<ErrorCode, Optional<Duration>, T> again) {
        if (this instanceof Rejected refusal) {
            return rejected.apply(refusal);
        }
        if (this instanceof Retry retry) {
            return again.apply(retry.code(), retry.after());
        }
        if (this instanceof Unknown unknown) {
            return again.apply(unknown.code(), Optional.empty());
        }
        return arrived.get();
    }

    /** Whether the member arrived or is refused: there is nothing left to send. */
    default boolean isDefinite() {
        return fold(() -> true, refusal -> true, (code, after) -> false);
    }
}
