package io.serai.ingest;

import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RecordStream;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Something to import from start to end, such as a file.
 *
 * @param detail what a person knows it by, such as the file's name
 * @param fingerprint tells the same content again
 * @param observedAt when its records were true if they do not say so themselves, such as the file's time
 * @param open opens it at its first record; the same records in the same order every time
 */
public record ImportInput(
        StreamName stream,
        Mapping mapping,
        String detail,
        String fingerprint,
        Instant observedAt,
        Supplier<RecordStream> open) {}
