package io.serai.segment;

import io.serai.document.Durations;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** Which moments of events count. Immutable. */
public sealed interface Window {
    /** One answer for each kind of window. */
    interface Cases<T> {
        T relative(Relative window);

        T days(Days window);
    }

    <T> T fold(Cases<T> cases);

    /** As the user writes it. */
    String describe();

    /**
     * Moves with the clock; both ends included.
     *
     * @param from at most so long ago; empty for no beginning
     * @param to at least so long ago; zero for up to now
     */
    record Relative(Optional<Duration> from, Duration to) implements Window {
        /** The last so long, up to now. */
        public static Relative within(Duration length) {
            return new Relative(Optional.of(length), Duration.ZERO);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.relative(this);
        }

        @Override
        public String describe() {
            if (from.isEmpty()) {
                return "before: " + Durations.format(to);
            }
            return to.isZero()
                    ? "within: " + Durations.format(from.get())
                    : "between: [" + Durations.format(from.get()) + ", " + Durations.format(to) + "]";
        }
    }

    /** Stands still: from the first moment of a day to the last one of another. */
    record Days(LocalDate first, LocalDate last) implements Window {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.days(this);
        }

        @Override
        public String describe() {
            return "between: [" + first + ", " + last + "]";
        }
    }
}
