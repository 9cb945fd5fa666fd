package io.serai.operate;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Lease;
import io.serai.run.Leases;
import io.serai.run.Pauses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who may read a stream now: one at a time, across hubs, and nobody while it is paused. Thread-safe. */
final class Turns {
    /** Longer than a connector is patient with its source between two batches; a hub that died holds others up as long. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Leases leases;
    private final Pauses pauses;
    private final Clock clock;
    private final Map<StreamName, Turn> reading = new ConcurrentHashMap<>();

    Turns(Leases leases, Pauses pauses, Clock clock) {
        this.leases = leases;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** A read under way; closing it lets the next one begin. */
    final class Turn implements AutoCloseable {
        private final StreamName stream;
        private final Lease lease;
        private final Instant since = clock.instant();
        private volatile boolean cancelled;

        private Turn(StreamName stream, Lease lease) {
            this.stream = stream;
            this.lease = lease;
        }

        void renew() {
            lease.renew();
        }

        /** Whether somebody wants it to end. */
        boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void close() {
            reading.remove(stream);
            lease.close();
        }
    }

    /** @throws SeraiException CONFLICT if the stream is paused, or is being read already */
    Turn take(StreamName stream) {
        refuseIfPaused(stream);
        Turn turn = new Turn(stream, alone(stream));
        reading.put(stream, turn);
        return turn;
    }

    /**
     * Holds readers off.
     *
     * @throws SeraiException CONFLICT if the stream is being read
     */
    Lease alone(StreamName stream) {
        return leases.acquire("source:" + stream, LEASE)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFLICT,
                        "The stream '" + stream + "' is being read already. Wait until it is done."));
    }

    /** @throws SeraiException CONFLICT if this hub is not reading the stream */
    void cancel(StreamName stream) {
        Turn turn = Optional.ofNullable(reading.get(stream))
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.CONFLICT, "The stream '" + stream + "' is not being read by this hub."));
        turn.cancelled = true;
    }

    void pause(StreamName stream) {
        pauses.pause(stream.toString());
        Optional.ofNullable(reading.get(stream)).ifPresent(turn -> turn.cancelled = true);
    }

    void resume(StreamName stream) {
        pauses.resume(stream.toString());
    }

    boolean isPaused(StreamName stream) {
        return pauses.isPaused(stream.toString());
    }

    /** @throws SeraiException CONFLICT if the stream is paused */
    void refuseIfPaused(StreamName stream) {
        if (isPaused(stream)) {
            throw new SeraiException(
                    ErrorCode.CONFLICT,
                    "The stream '" + stream + "' is paused. 'serai source resume " + stream + "' ends that.");
        }
    }

    /** Since when this hub has been reading a stream, if it is. */
    Optional<Instant> since(StreamName stream) {
        return Optional.ofNullable(reading.get(stream)).map(turn -> turn.since);
    }
}
