package io.serai.raw;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One record as a source yields it. Values are JSON: a missing node says nothing, a null node says that there is
 * nothing. Immutable and thread-safe as long as nobody changes the JSON it was made from.
 */
public sealed interface RawRecord permits JsonRecord, TabularRecord {

    /** The whole record as JSON, for dead letters and expressions. May be costly for tabular records. */
    JsonNode toJson();

    /** The row, when this record is one: rows are read by column and never turned into a tree. */
    Optional<TabularRecord> tabular();
}
