package io.serai.segment;

import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a condition on events looks like in YAML. */
final class EventShape {
    /** How days of the week are written. */
    static final List<String> DAYS =
            Arrays.stream(DayOfWeek.values()).map(Hours::word).toList();

    /** Every kind of step, by the key it begins with. */
    static final Map<String, ObjectShape> STEPS = steps();

    static final ObjectShape CONDITION = condition();
    static final ObjectShape FUNNEL = followed("a funnel").build();

    private EventShape() {}

    private static ObjectShape condition() {
        return measures(windows(followed("a condition on events"))).build();
    }

    /** Adds the keys that say which moments count. */
    static ObjectShape.Builder windows(ObjectShape.Builder shape) {
        return shape.optional("within", Shape.duration(), "Only events of the last so long, up to now.")
                .optional("before", Shape.duration(), "Only events of at least so long ago.")
                .optional(
                        "between",
                        Shape.list(Shape.text()),
                        "Only events between two days, [2026-01-01, 2026-03-31], or so long ago, [90d, 30d].");
    }

    private static ObjectShape.Builder followed(String title) {
        return Zones.key(filter(Shape.object(title).required("event", Shape.name(), "The type of the events.")))
                .optional(
                        "then",
                        Shape.list(Shape.byFirstKey("a step", STEPS)),
                        "What must, or must not, follow an event for it to count, in order.");
    }

    /** Adds the keys that say which events are meant, but for the one that names their type. */
    static ObjectShape.Builder filter(ObjectShape.Builder shape) {
        ObjectShape property = CheckReader.keys(Shape.object("a condition on a property")
                        .required("property", Shape.name(), "A property of the event."))
                .build();
        ObjectShape hours = Shape.object("hours of the week")
                .optional("days", Shape.list(Shape.oneOf(DAYS)), "The days of the week; all unless said.")
                .optional("from", Shape.text(), "From this time of day, such as \"18:00\".")
                .optional(
                        "to", Shape.text(), "Up to, not including, this time; past midnight if it is the earlier one.")
                .build();
        return shape.optional(
                        "where", Shape.either(Shape.list(property), property), "Only events that pass all of these.")
                .optional("hours", hours, "Only events in these hours.");
    }

    private static Map<String, ObjectShape> steps() {
        Map<String, ObjectShape> kinds = new LinkedHashMap<>();
        kinds.put(
                "event",
                filter(Shape.object("a step")
                                .required(
                                        "event",
                                        Shape.name(),
                                        "The type of the event that must follow, later than the one before."))
                        .optional("within", Shape.duration(), "At most so long after the event before.")
                        .build());
        kinds.put(
                "without",
                filter(Shape.object("what must not happen")
                                .required("without", Shape.name(), "The type of the event that must not follow."))
                        .optional("within", Shape.duration(), "In the first so long; up to the next step unless said.")
                        .build());
        return Collections.unmodifiableMap(kinds);
    }

    private static ObjectShape.Builder measures(ObjectShape.Builder shape) {
        ObjectShape count = counted("a count").build();
        ObjectShape sessions = counted("sessions")
                .required("gap", Shape.duration(), "A longer silence ends a session.")
                .build();
        ObjectShape values = counted("different values")
                .required("of", Shape.name(), "The property.")
                .build();
        ObjectShape number = CheckReader.keys(
                        Shape.object("a measure of a property").required("of", Shape.name(), "The property."))
                .build();
        ObjectShape edge = CheckReader.clockKeys(CheckReader.keys(Shape.object("the first or the last event")
                        .optional("of", Shape.name(), "The property; the event's moment unless said.")))
                .build();
        return shape.optional("count", count, "How many events there are; at least 1 unless anything is measured.")
                .optional("days", count, "On how many days there are any.")
                .optional("sessions", sessions, "How many times there are some, with silence between.")
                .optional("distinct", values, "How many different values a property has.")
                .optional("sum", number, "A number property added up; absent without any event.")
                .optional("average", number, "The mean of a number property.")
                .optional("min", number, "The lowest number, day or moment.")
                .optional("max", number, "The highest number, day or moment.")
                .optional("first", edge, "The first event's moment or property.")
                .optional("last", edge, "The last event's moment or property.");
    }

    private static ObjectShape.Builder counted(String title) {
        Shape number = Shape.whole(0, 1_000_000_000);
        return Shape.object(title)
                .optional("at_least", number, "So many or more.")
                .optional("at_most", number, "So many or fewer; 0 for 'never'.")
                .optional("between", Shape.list(number), "The lowest and the highest number that pass.")
                .optional("equals", number, "Exactly so many.");
    }
}
