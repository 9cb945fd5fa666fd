package io.serai.run;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of an import, a segment build or a sync, with its books.
 *
 * @param name the source stream, segment or sync
 * @param detail such as the file's name
 */
public record Run(
        long id,
        RunKind kind,
        String name,
        String detail,
        RunState state,
        Instant startedAt,
        Optional<Instant> finishedAt,
        ImportCounts imported,
        SyncCounts synced,
        Optional<String> errorCode,
        Optional<String> error) {}
