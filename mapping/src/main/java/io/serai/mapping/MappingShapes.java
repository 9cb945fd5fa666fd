package io.serai.mapping;

import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.List;

/** What a mapping file may hold. */
final class MappingShapes {
    private static final Shape PATHS = Shape.either(Shape.text(), Shape.list(Shape.text()));

    private static final ObjectShape REGION = Shape.object("a region")
            .optional("from", PATHS, "The field that holds the country.")
            .optional("value", Shape.text(), "The country for all records, such as DE.")
            .build();

    private static final ObjectShape VALUE = Shape.object("a field's value")
            .optional("from", PATHS, "The path of the value, or several: the first that holds something wins.")
            .optional("expr", Shape.text(), "A JSONata expression, where a path is not enough.")
            .optional("value", Shape.text(), "The same value for every record.")
            .optional("default", Shape.text(), "The value where there is none.")
            .optional("map", Shape.mapOf(Shape.text(), Shape.text()), "What each text stands for.")
            .optional("format", Shape.text(), "How dates are written: dd.MM.yyyy, epoch-s, epoch-ms, epoch-us.")
            .optional("zone", Shape.text(), "The time zone of times that name none, such as Europe/Berlin.")
            .optional(
                    "decimal_mark", Shape.oneOf(List.of(".", ",")), "What stands before the decimals; '.' unless said.")
            .optional("separator", Shape.text(), "What divides the values of a list in one text; ',' unless said.")
            .optional("region", Shape.either(Shape.text(), REGION), "The country of phone numbers without a code.")
            .optional(
                    "keep", Shape.oneOf(List.of("all", "latest")), "Whether identifiers add up or replace each other.")
            .optional(
                    "on_error",
                    Shape.oneOf(OnError.class),
                    "What a bad value does: reject, or count as null or absent.")
            .build();

    static final Shape FIELD = Shape.either(Shape.text(), Shape.list(Shape.text()), VALUE);

    private static final ObjectShape FILTER = Shape.object("a filter")
            .required("from", PATHS, "The field looked at.")
            .required("in", Shape.list(Shape.text()), "The texts that keep the event.")
            .build();

    private static final ObjectShape EVENT = Shape.object("an event")
            .required("type", Shape.either(Shape.text(), VALUE), "The event type, or the field that tells it.")
            .optional("each", Shape.text(), "The nested array of which every element is an event.")
            .required("id", FIELD, "What tells the event from all others of the stream.")
            .optional("time", FIELD, "When it happened; when the record was observed unless said.")
            .optional("when", FILTER, "Which records are such an event.")
            .optional("properties", Shape.mapOf(Shape.name(), FIELD), "The properties kept.")
            .build();

    private static final ObjectShape INVALID = Shape.object("an expected failure")
            .optional("field", Shape.text(), "The field, such as traits.birth_date.")
            .optional("code", Shape.text(), "The error code, such as FIELD_INVALID.")
            .build();

    private static final ObjectShape EXPECTED = Shape.object("an expected record")
            .optional("key", Shape.text(), "The key.")
            .optional("observed_at", Shape.text(), "The time, in ISO 8601.")
            .optional("deleted", Shape.bool(), "Whether the record says that the subject is gone.")
            .optional("identifiers", Shape.any(), "Canonical values by namespace; null where they are removed.")
            .optional("traits", Shape.any(), "Canonical values by trait; null where they are removed.")
            .optional("consents", Shape.any(), "granted or denied by purpose.")
            .optional("events", Shape.list(Shape.any()), "All events, in order.")
            .optional("invalid", INVALID, "That the record is refused, and why.")
            .build();

    private static final ObjectShape TEST = Shape.object("an inline test")
            .required("given", Shape.any(), "A record as the source yields it.")
            .required(
                    "expect",
                    Shape.either(EXPECTED, Shape.list(EXPECTED)),
                    "What becomes of it; only what is named is compared.")
            .build();

    static final ObjectShape MAPPING = Shape.object("mapping")
            .required("mapping", Shape.name(), "The mapping's name.")
            .optional("each", Shape.text(), "The array of which every element is a record; $parent. leads out of it.")
            .required("key", FIELD, "What tells the subject from all others of the stream.")
            .optional("observed_at", FIELD, "When the record was true at the source.")
            .optional("deleted", FIELD, "Whether the source no longer has the subject.")
            .optional("identifiers", Shape.mapOf(Shape.name(), FIELD), "What the subject is known by.")
            .optional("traits", Shape.mapOf(Shape.name(), FIELD), "What the record says of the subject.")
            .optional("consents", Shape.mapOf(Shape.name(), FIELD), "What the subject agreed to.")
            .optional("events", Shape.list(EVENT), "What happened to the subject.")
            .optional("tests", Shape.list(TEST), "Examples that 'serai validate' checks.")
            .build();

    private MappingShapes() {}
}
