package io.serai.connector;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What has become of a job that a destination works on. */
public sealed interface JobProgress {
    /** It is still at work, or does not say; {@code after} is how long the destination asked to wait, if it did. */
    record Working(Optional<Duration> after) implements JobProgress {}

    /**
     * It is over.
     *
     * @param outcomes one for each of the job's members, in their order; none is {@link Outcome.Pending}
     */
    record Ended(List<Outcome> outcomes) implements JobProgress {
        public Ended {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** It is over and some of its members were refused, but not told whom: they are sent again in smaller requests. */
    record Mixed() implements JobProgress {}
}
