package io.serai.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.error.ErrorCode;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingOutcome;
import io.serai.raw.RawItem;
import io.serai.raw.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Turns what a source yields into rows: mapped and made ready, or invalid with the reason. Not thread-safe. */
public final class RowReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Mapping mapping;
    private final Preparer preparer;
    private final Instant observedAt;

    /** @param observedAt when records were true that do not say so themselves */
    public RowReader(Mapping mapping, Preparer preparer, Instant observedAt) {
        this.mapping = mapping;
        this.preparer = preparer;
        this.observedAt = observedAt;
    }

    /** Never throws for what the data holds. */
    public Row read(RawItem item) {
        if (item instanceof RawItem.Unreadable unreadable) {
            return new Row.Invalid(
                    unreadable.position(),
                    unreadable.code(),
                    "",
                    unreadable.reason(),
                    unreadable.raw().getBytes(StandardCharsets.UTF_8));
        }
        RawRecord record = ((RawItem.Read) item).record();
        MappingOutcome outcome = mapping.map(record);
        if (outcome instanceof MappingOutcome.Invalid invalid) {
            return new Row.Invalid(item.position(), invalid.code(), invalid.field(), invalid.reason(), bytes(record));
        }
        return preparer.prepare(item.position(), ((MappingOutcome.Mapped) outcome).records(), observedAt);
    }

    private static byte[] bytes(RawRecord record) {
        try {
            return JSON.writeValueAsBytes(record.toJson());
        } catch (JsonProcessingException | StackOverflowError e) {
            return ("{\"unprintable\":\"" + ErrorCode.RECORD_TOO_LARGE + "\"}").getBytes(StandardCharsets.UTF_8);
        }
    }
}
