package io.serai.segment;

import io.serai.document.Durations;
import io.serai.document.Node;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ValueType;
import io.serai.segment.Check.Bound;
import io.serai.segment.Condition.OnProperty;
import io.serai.segment.Condition.Step;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a condition on events and checks every name and value in it against the profile schema. */
final class EventReader {
    /** Each step is a join of two tables, of the 61 that MariaDB joins at most. */
    static final int MOST_STEPS = 10;

    private final ProfileSchema schema;

    EventReader(ProfileSchema schema) {
        this.schema = schema;
    }

    /** Empty if anything in it is wrong; all problems have then been recorded. */
    Optional<Condition> read(Node node) {
        Optional<EventSelection> events = selection(node.require("event"), node);
        // A zone that is none has been recorded.
        ZoneId zone = events.map(selection -> selection.events().zone()).orElse(ZoneOffset.UTC);
        Optional<List<Step>> then =
                node.get("then").map(list -> steps(list, zone)).orElse(Optional.of(List.of()));
        Optional<Measured> measured = measured(node);
        if (events.isEmpty() || then.isEmpty() || measured.isEmpty()) {
            return Optional.empty();
        }
        Measured value = measured.get();
        return Optional.of(new Condition.OnEvents(
                events.get().events(), then.get(), events.get().window(), value.measure(), value.check()));
    }

    /** Which events are meant, and in which window. */
    Optional<EventSelection> selection(Node type, Node node) {
        Optional<EventFilter> events = Zones.read(node).flatMap(zone -> filter(type, node, zone));
        Optional<Optional<Window>> window = window(node);
        return events.flatMap(filter -> window.map(span -> new EventSelection(filter, span)));
    }

    private record Measured(Measure measure, Check check) {}

    private Optional<EventFilter> filter(Node type, Node node, ZoneId zone) {
        Map<String, ValueType> properties = schema.events().get(type.text());
        if (properties == null) {
            ConditionReader.unknown(type, "event", schema.events().keySet());
            return Optional.empty();
        }
        List<Node> filters = node.get("where").map(Node::oneOrMany).orElse(List.of());
        List<OnProperty> where = new ArrayList<>();
        filters.forEach(filter -> property(filter, properties).ifPresent(where::add));
        Optional<Optional<Hours>> hours = maybe(node.get("hours"), EventReader::hours);
        if (where.size() < filters.size() || hours.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EventFilter(type.text(), where, hours.get(), zone));
    }

    private Optional<OnProperty> property(Node node, Map<String, ValueType> properties) {
        Node name = node.require("property");
        return type(name, properties)
                .flatMap(type -> CheckReader.read(node, type).map(check -> new OnProperty(name.text(), type, check)));
    }

    private static Optional<ValueType> type(Node name, Map<String, ValueType> properties) {
        Optional<ValueType> type = Optional.ofNullable(properties.get(name.text()));
        if (type.isEmpty()) {
            ConditionReader.unknown(name, "property", properties.keySet());
        }
        return type;
    }

    /** Tells what is absent, which is fine, from what is wrong: the outer one is empty. */
    private static <T> Optional<Optional<T>> maybe(Optional<Node> node, Function<Node, Optional<T>> read) {
        Optional<T> value = node.flatMap(read);
        return node.isPresent() && value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static Optional<Hours> hours(Node node) {
        List<DayOfWeek> days = node.get("days")
                .map(list -> list.items().stream()
                        .map(day -> DayOfWeek.of(EventShape.DAYS.indexOf(day.text()) + 1))
                        .toList())
                .orElse(List.of(DayOfWeek.values()));
        Optional<LocalTime> from = parsed(node.get("from"), LocalTime::parse, LocalTime.MIDNIGHT, "\"18:00\"");
        Optional<LocalTime> to = parsed(node.get("to"), LocalTime::parse, LocalTime.MIDNIGHT, "\"23:30\"");
        if (days.isEmpty()) {
            node.require("days").problem("the list is empty, so no event would pass.", "Name at least one day.");
        }
        if (days.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Hours(days, from.get(), to.get()));
    }

    private static <T> Optional<T> parsed(Optional<Node> node, Function<String, T> parse, T otherwise, String example) {
        try {
            return Optional.of(node.map(Node::text).map(parse).orElse(otherwise));
        } catch (DateTimeException e) {
            node.orElseThrow().problem("this is no time of the kind expected.", "Write such as " + example + ".");
            return Optional.empty();
        }
    }

    private Optional<List<Step>> steps(Node list, ZoneId zone) {
        List<Node> items = list.items();
        if (items.isEmpty() || items.size() > MOST_STEPS) {
            list.problem("there must be from 1 to " + MOST_STEPS + " steps.", "Write such as [{event: ...}].");
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        items.forEach(item -> step(item, zone).ifPresent(steps::add));
        return Optional.of(steps).filter(all -> all.size() == items.size());
    }

    private Optional<Step> step(Node node, ZoneId zone) {
        boolean happens = node.get("event").isPresent();
        Optional<EventFilter> events = filter(node.require(happens ? "event" : "without"), node, zone);
        Optional<Optional<Duration>> within = maybe(node.get("within"), CheckReader::length);
        return events.flatMap(filter -> within.map(length -> new Step(happens, filter, length)));
    }

    private static Optional<Optional<Window>> window(Node node) {
        List<String> given = Stream.of("within", "before", "between")
                .filter(key -> node.get(key).isPresent())
                .toList();
        if (given.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        if (given.size() > 1) {
            node.problem("there is more than one window: " + String.join(", ", given) + ".", "Keep one of them.");
            return Optional.empty();
        }
        Node value = node.require(given.get(0));
        Optional<? extends Window> window = switch (given.get(0)) {
            case "within" -> CheckReader.length(value).map(Window.Relative::within);
            case "before" -> CheckReader.length(value).map(length -> new Window.Relative(Optional.empty(), length));
            default -> between(value);
        };
        return window.map(Optional::of);
    }

    private static Optional<Window> between(Node value) {
        List<String> ends = value.items().stream().map(Node::text).toList();
        Optional<Window> window = Optional.empty();
        if (ends.size() == 2) {
            window = days(ends).or(() -> lengths(ends));
        }
        if (window.isEmpty()) {
            value.problem(
                    "this is no window, or it runs backwards.",
                    "Write two days, the earlier first, such as [2026-01-01, 2026-03-31], or so long ago, the longer"
                            + " first, such as [90d, 30d].");
        }
        return window;
    }

    private static Optional<Window> days(List<String> ends) {
        try {
            LocalDate first = LocalDate.parse(ends.get(0));
            LocalDate last = LocalDate.parse(ends.get(1));
            boolean fits = !last.isBefore(first) && first.getYear() >= 1 && last.getYear() < 9999;
            return fits ? Optional.of(new Window.Days(first, last)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Window> lengths(List<String> ends) {
        Optional<Duration> from = Durations.parse(ends.get(0));
        Optional<Duration> to = Durations.parse(ends.get(1));
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        boolean fits = from.get().compareTo(to.get()) >= 0 && from.get().compareTo(CheckReader.LONGEST) <= 0;
        return fits ? Optional.of(new Window.Relative(from, to.get())) : Optional.empty();
    }

    private Optional<Measured> measured(Node node) {
        List<Measure.Kind> given = Arrays.stream(Measure.Kind.values())
                .filter(kind -> node.get(kind.key()).isPresent())
                .toList();
        if (given.isEmpty()) {
            return Optional.of(
                    new Measured(Measure.COUNT, new Check.Range(Optional.of(new Bound(1L, true)), Optional.empty())));
        }
        if (given.size() > 1) {
            node.problem(
                    "more than one thing is measured: "
                            + given.stream().map(Measure.Kind::key).collect(Collectors.joining(", ")) + ".",
                    "Write a condition for each, under 'all:'.");
            return Optional.empty();
        }
        Measure.Kind kind = given.get(0);
        Node value = node.require(kind.key());
        return measure(kind, value, node.require("event"))
                .flatMap(measure -> CheckReader.read(value, measure.type()).map(check -> new Measured(measure, check)));
    }

    private Optional<Measure> measure(Measure.Kind kind, Node value, Node event) {
        Optional<Optional<Duration>> gap = maybe(value.get("gap"), CheckReader::length);
        Optional<Optional<Measure.Property>> of = maybe(value.get("of"), name -> measured(kind, name, event));
        return gap.flatMap(silence -> of.map(property -> new Measure(kind, property, silence)));
    }

    private Optional<Measure.Property> measured(Measure.Kind kind, Node name, Node event) {
        // An unknown event has been recorded where it stands.
        Map<String, ValueType> properties = schema.events().getOrDefault(event.text(), Map.of());
        Optional<ValueType> type =
                schema.events().containsKey(event.text()) ? type(name, properties) : Optional.empty();
        if (type.filter(any -> !suits(kind, any)).isPresent()) {
            name.problem(
                    "'" + kind.key() + "' cannot be taken of a property of type "
                            + type.get().word() + ".",
                    "Name a property of another type, or use 'distinct', 'first' or 'last'.");
            return Optional.empty();
        }
        return type.map(suiting -> new Measure.Property(name.text(), suiting));
    }

    private static boolean suits(Measure.Kind kind, ValueType type) {
        return switch (kind) {
            case SUM, AVERAGE -> CheckReader.NUMBERS.contains(type);
            case MIN, MAX -> CheckReader.isOrdered(type);
            case DISTINCT -> type != ValueType.LIST;
            case COUNT, DAYS, SESSIONS, FIRST, LAST -> true;
        };
    }
}
