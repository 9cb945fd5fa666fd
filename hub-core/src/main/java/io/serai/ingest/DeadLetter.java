package io.serai.ingest;

import java.time.Instant;

/**
 * Something that could not be taken in or delivered, kept until a person deals with it. Its payload is sealed and read
 * apart.
 *
 * @param stage import or sync
 * @param name the stream or the sync
 * @param position the record's number in its input, or the profile's id
 * @param field the field at fault, or empty
 * @param reason what is wrong, without the value
 * @param state open, retried or discarded
 */
public record DeadLetter(
        long id,
        long runId,
        String stage,
        String name,
        long position,
        String code,
        String field,
        String reason,
        String state,
        int attempts,
        Instant createdAt,
        Instant updatedAt) {}
