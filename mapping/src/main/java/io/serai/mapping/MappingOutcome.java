package io.serai.mapping;

import io.serai.error.ErrorCode;
import io.serai.record.CanonicalRecord;
import java.util.List;

/** What became of one raw record: it stands or falls as a whole, so that a dead letter can be retried as a whole. */
public sealed interface MappingOutcome {
    /** One canonical record, or with {@code each} as many as the array has elements, possibly none. */
    record Mapped(List<CanonicalRecord> records) implements MappingOutcome {
        public Mapped {
            records = List.copyOf(records);
        }
    }

    /**
     * The record cannot be mapped.
     *
     * @param field the field of the mapping, such as {@code traits.birth_date}
     * @param reason a clause that follows the field's name, never with the value
     */
    record Invalid(ErrorCode code, String field, String reason) implements MappingOutcome {}
}
