package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.ErrorCode;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import java.util.Optional;

/** Reads one part of a stream. Not thread-safe. */
interface PassReader {
    /** The next item, at this position; empty at the end. */
    Optional<RawItem> next(long position);

    /** From where to go on so that nothing is missed that has not been yielded yet. */
    ObjectNode state();

    static RawItem item(long position, JsonNode element) {
        return element.isObject()
                ? new RawItem.Read(position, new JsonRecord(element))
                : new RawItem.Unreadable(
                        position,
                        ErrorCode.RECORD_MALFORMED,
                        "What stands in the list of records is no record.",
                        element.toString());
    }
}
