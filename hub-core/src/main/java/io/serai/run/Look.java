package io.serai.run;

import io.serai.error.SeraiException;
import java.time.Instant;
import java.util.Optional;

/**
 * The last look at a stream.
 *
 * @param failure why it failed, if it did; the next look may do better
 */
public record Look(Instant at, Optional<SeraiException> failure) {}
