package io.serai.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.serai.error.ErrorCode;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;

/** From the text of one record to the record. Strict: duplicate keys, NaN and trailing text are refused. */
final class JsonText {
    private static final int MAX_DEPTH = 1000;
    private static final ObjectReader READER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(Decoder.MAX_RECORD)
                            .build())
                    .build())
            .reader()
            .with(
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                    DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonText() {}

    static RawItem parse(long position, String text) {
        if (text.indexOf(Encodings.BAD) >= 0) {
            return malformed(position, "The record holds bytes that are not in the file's encoding.", text);
        }
        try {
            JsonNode json = READER.readTree(text);
            return json.isObject()
                    ? new RawItem.Read(position, new JsonRecord(json))
                    : malformed(position, "The record is no JSON object.", text);
        } catch (StreamConstraintsException e) {
            return new RawItem.Unreadable(
                    position,
                    ErrorCode.RECORD_TOO_LARGE,
                    "The record has more than " + MAX_DEPTH + " levels, or a number or name of unreasonable length.",
                    text);
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the data, so only the place is said.
            String place = e.getLocation() == null
                    ? ""
                    : " near line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + " of it";
            return malformed(position, "The record is not valid JSON" + place + ", or repeats a key.", text);
        }
    }

    static RawItem malformed(long position, String reason, String raw) {
        return new RawItem.Unreadable(position, ErrorCode.RECORD_MALFORMED, reason, Encodings.shown(raw));
    }

    static RawItem tooLarge(long position, CharSequence start) {
        return new RawItem.Unreadable(
                position,
                ErrorCode.RECORD_TOO_LARGE,
                "The record is longer than " + Decoder.MAX_RECORD + " characters.",
                Encodings.shown(start.subSequence(0, Math.min(start.length(), RawItem.Unreadable.MAX_RAW))
                        .toString()));
    }
}
