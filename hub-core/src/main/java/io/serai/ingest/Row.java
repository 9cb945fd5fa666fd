package io.serai.ingest;

import io.serai.error.ErrorCode;
import java.util.List;

/** What became of one record as read: statements, or a reason why not. Every row ends in exactly one state. */
public sealed interface Row {
    /** The record's number within its input, from 0. */
    long position();

    /** A record that was understood. No statements is possible: it was read and says nothing. */
    record Understood(long position, List<Statement> statements) implements Row {
        public Understood {
            statements = List.copyOf(statements);
        }
    }

    /**
     * A record that cannot be used; it becomes a dead letter.
     *
     * @param field the field at fault, or empty
     * @param reason what is wrong, without the value
     * @param raw the record as it was read
     */
    record Invalid(long position, ErrorCode code, String field, String reason, byte[] raw) implements Row {}
}
