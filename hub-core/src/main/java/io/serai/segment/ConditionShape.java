package io.serai.segment;

import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a condition looks like in YAML. */
final class ConditionShape {
    static final String NAME = "condition";

    /** Stands for {@link #CONDITION} wherever a condition may be written. */
    static final Shape SELF = Shape.lazy(NAME, () -> ConditionShape.CONDITION);

    static final Shape CONDITION = condition();

    private ConditionShape() {}

    private static Shape condition() {
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
        kinds.put(
                "trait",
                CheckReader.clockKeys(CheckReader.keys(Shape.object("a condition on a trait")
                                .required("trait", Shape.name(), "A trait that is no personal data.")))
                        .build());
        kinds.put(
                "consent",
                Shape.object("a condition on a consent")
                        .required("consent", Shape.name(), "A purpose.")
                        .required(
                                "is",
                                Shape.oneOf(List.of("granted", "denied", "unknown")),
                                "What the person said; unknown if nothing.")
                        .build());
        kinds.put("event", event());
        kinds.put(
                "segment",
                Shape.object("a condition on another segment")
                        .required("segment", Shape.name(), "The segment to be in.")
                        .build());
        return Shape.byFirstKey("a condition", kinds);
    }

    private static ObjectShape event() {
        Shape number = Shape.whole(0, 1_000_000_000);
        ObjectShape count = Shape.object("a count")
                .optional("at_least", number, "So many or more.")
                .optional("at_most", number, "So many or fewer; 0 for 'never'.")
                .optional("equals", number, "Exactly so many.")
                .build();
        return EventFilter.keys(Shape.object("a condition on events")
                        .required("event", Shape.name(), "The type of the events.")
                        .optional("count", count, "How many there are; at least 1 unless said."))
                .build();
    }
}
