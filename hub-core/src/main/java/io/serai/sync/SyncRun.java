package io.serai.sync;

import io.serai.error.ErrorCode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A run of a sync, under way or over.
 *
 * @param removed members taken off the destination; not part of the books, for they are not in the segment
 * @param erased members whom the destination was told to erase; not part of the books either
 * @param refreshed of the delivered, how many were sent again as they were, before the destination forgets them
 * @param unusable of the delivered, how many the destination says it can make nothing of, naming nobody
 * @param error why it failed or what still holds members back; for a person
 */
public record SyncRun(
        long id,
        String sync,
        State state,
        Instant startedAt,
        SyncBooks books,
        long removed,
        long erased,
        long refreshed,
        long unusable,
        Optional<ErrorCode> code,
        Optional<String> error) {

    /** Where a run stands. */
    public enum State {
        RUNNING,
        FINISHED,
        /** It stopped with members pending; the next run takes them up. */
        FAILED,
        /** It was paused, cancelled, interrupted or its hub died; the next run takes its members up. */
        CANCELLED,
        /** The brake holds it: nothing was sent. A person looks and releases it. */
        HELD,
        /** The destination works on jobs and nothing else is left to do; whoever asks after them goes on with it. */
        WAITING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
