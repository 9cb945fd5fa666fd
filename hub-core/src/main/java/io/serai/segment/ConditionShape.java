package io.serai.segment;

import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a condition looks like in YAML. */
final class ConditionShape {
    static final String NAME = "condition";

    /** Stands for {@link #CONDITION} wherever a condition may be written. */
    static final Shape SELF = Shape.lazy(NAME, () -> ConditionShape.CONDITION);

    /** Every kind of condition, by the key it begins with. */
    static final Map<String, ObjectShape> KINDS = kinds();

    static final Shape CONDITION = Shape.byFirstKey("a condition", KINDS);

    private ConditionShape() {}

    private static Map<String, ObjectShape> kinds() {
        Map<String, ObjectShape> kinds = new LinkedHashMap<>();
        kinds.put(
                "all",
                Shape.object("all of several conditions")
                        .required("all", Shape.list(SELF), "Conditions that must all hold.")
                        .build());
        kinds.put(
                "any",
                Shape.object("any of several conditions")
                        .required("any", Shape.list(SELF), "Conditions of which one must hold.")
                        .build());
        kinds.put(
                "not",
                Shape.object("a condition turned round")
                        .required("not", SELF, "The condition that must not hold.")
                        .build());
        kinds.put("trait", field("a trait", "trait", Shape.name(), "A trait that is no personal data."));
        kinds.put(
                "seen",
                field(
                        "when the person was heard of",
                        "seen",
                        Shape.oneOf(List.of("first", "last")),
                        "The first or the last time any record spoke of the person."));
        kinds.put(
                "identifier",
                field(
                        "identifiers held",
                        "identifier",
                        Shape.name(),
                        "A namespace; asked is how many identifiers of it the profile holds, and 'exists' whether any."));
        kinds.put(
                "identity",
                field(
                        "how sure the identity is",
                        "identity",
                        Shape.oneOf(List.of("records", "divided")),
                        "records: how many records the profile is made of; divided: whether a link leads out of it that"
                                + " a limit or a decision cut."));
        kinds.put(
                "consent",
                Shape.object("a condition on a consent")
                        .required("consent", Shape.name(), "A purpose.")
                        .required(
                                "is",
                                Shape.oneOf(List.of("granted", "denied", "unknown")),
                                "What the person said; unknown if nothing.")
                        .build());
        kinds.put("event", EventShape.CONDITION);
        kinds.put(
                "source",
                Shape.object("where records come from")
                        .required("source", Shape.name(), "A source the profile has a record of.")
                        .optional("stream", Shape.name(), "The stream of it; any unless said.")
                        .build());
        kinds.put(
                "near",
                Shape.object("a place and what lies around it")
                        .required("near", Shape.list(Shape.decimal()), "The point: degrees north, degrees east.")
                        .required("within", Shape.text(), "The distance on the ground, such as 10km, 800m or 5mi.")
                        .optional("latitude", Shape.name(), "The trait with the degrees north; 'latitude' unless said.")
                        .optional(
                                "longitude", Shape.name(), "The trait with the degrees east; 'longitude' unless said.")
                        .build());
        kinds.put(
                "sample",
                Shape.object("a share of all, by lot")
                        .required("sample", Shape.name(), "The lot's name: another name is another lot.")
                        .optional("share", Shape.percent(), "How large the share is: the same as from 0% to so much.")
                        .optional("from", Shape.percent(), "Where the share begins, for several beside each other.")
                        .optional("to", Shape.percent(), "Where it ends.")
                        .build());
        kinds.put(
                "top",
                Shape.object("the first so many by a trait")
                        .required("top", Shape.whole(1, 100_000_000), "How many.")
                        .required("by", Shape.name(), "A trait that is a number, a day or a moment.")
                        .optional(
                                "order",
                                Shape.oneOf(List.of("highest", "lowest")),
                                "Who comes first; highest unless said.")
                        .required("of", SELF, "Among whom.")
                        .build());
        kinds.put(
                "until",
                Zones.key(Shape.object("an end by the calendar")
                                .required("until", Shape.text(), "Holds before this day begins, such as 2026-12-31."))
                        .build());
        kinds.put(
                "segment",
                Shape.object("a condition on another segment")
                        .required("segment", Shape.name(), "The segment to be in.")
                        .build());
        return Collections.unmodifiableMap(kinds);
    }

    private static ObjectShape field(String title, String key, Shape name, String doc) {
        return CheckReader.clockKeys(
                        CheckReader.keys(Shape.object("a condition on " + title).required(key, name, doc)))
                .build();
    }
}
