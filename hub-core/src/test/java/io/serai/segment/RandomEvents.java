package io.serai.segment;

import io.serai.schema.ValueType;
import io.serai.segment.Condition.OnProperty;
import io.serai.segment.Condition.Step;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Conditions on events, drawn from the same few types, properties and lengths as the people's events. */
final class RandomEvents {
    private static final Set<ValueType> NUMBERS = Set.of(ValueType.WHOLE, ValueType.DECIMAL, ValueType.MONEY);
    private static final Set<ValueType> MOMENTS = Set.of(ValueType.DATE, ValueType.DATETIME);

    private final RandomSegments values;
    private final SplittableRandom random;

    RandomEvents(RandomSegments values, SplittableRandom random) {
        this.values = values;
        this.random = random;
    }

    Condition condition() {
        EventFilter events = filter();
        List<Step> then = random.nextInt(3) > 0
                ? List.of()
                : IntStream.range(0, 1 + random.nextInt(3))
                        .mapToObj(i -> step())
                        .toList();
        Measure measure = measure(events.event());
        boolean clock = measure.kind() == Measure.Kind.FIRST || measure.kind() == Measure.Kind.LAST;
        return new Condition.OnEvents(
                events,
                then,
                window(),
                measure,
                measure.kind().counts() ? count() : values.check(measure.type(), clock));
    }

    private static Map<String, ValueType> properties(String event) {
        return SegmentWorld.SCHEMA.events().getOrDefault(event, Map.of());
    }

    private EventFilter filter() {
        return filter(values.pick(List.copyOf(SegmentWorld.SCHEMA.events().keySet())));
    }

    /** Any events of a type, in any window. */
    EventSelection selection(String type) {
        return new EventSelection(filter(type), window());
    }

    private EventFilter filter(String type) {
        List<OnProperty> where = new ArrayList<>();
        properties(type).forEach((name, valueType) -> {
            if (random.nextInt(8) == 0) {
                where.add(new OnProperty(name, valueType, values.check(valueType, false)));
            }
        });
        return new EventFilter(type, where, random.nextInt(6) == 0 ? Optional.of(hours()) : Optional.empty(), zone());
    }

    private Hours hours() {
        List<DayOfWeek> days = random.nextBoolean()
                ? List.of(DayOfWeek.values())
                : List.of(values.pick(List.of(DayOfWeek.values())), DayOfWeek.TUESDAY);
        List<LocalTime> times = List.of(LocalTime.MIDNIGHT, LocalTime.of(9, 30), LocalTime.of(22, 0));
        return new Hours(days, values.pick(times), values.pick(times));
    }

    private ZoneId zone() {
        return values.pick(List.of(
                ZoneOffset.UTC,
                ZoneOffset.of("+05:30"),
                ZoneId.of("America/New_York"),
                ZoneId.of("Australia/Lord_Howe"),
                ZoneId.of("Europe/Berlin")));
    }

    private Step step() {
        return new Step(
                random.nextInt(3) > 0, filter(), random.nextBoolean() ? Optional.of(length()) : Optional.empty());
    }

    private Duration length() {
        return values.pick(RandomSegments.LENGTHS);
    }

    private Optional<Window> window() {
        LocalDate today = LocalDate.of(2026, 11, 24);
        return switch (random.nextInt(6)) {
            case 0, 1 -> Optional.empty();
            case 2 -> Optional.of(new Window.Relative(Optional.empty(), length()));
            case 3 -> Optional.of(new Window.Relative(Optional.of(Duration.ofDays(100)), length()));
            case 4 -> Optional.of(new Window.Days(today.minusDays(random.nextInt(91)), today));
            default -> Optional.of(Window.Relative.within(length()));
        };
    }

    private Measure measure(String event) {
        Measure.Kind kind = random.nextBoolean() ? Measure.Kind.COUNT : values.pick(List.of(Measure.Kind.values()));
        List<Measure.Property> suiting = properties(event).entrySet().stream()
                .filter(property -> suits(kind, property.getValue()))
                .map(property -> new Measure.Property(property.getKey(), property.getValue()))
                .toList();
        return switch (kind) {
            case COUNT, DAYS -> new Measure(kind, Optional.empty(), Optional.empty());
            case SESSIONS -> new Measure(kind, Optional.empty(), Optional.of(length()));
            case FIRST, LAST ->
                new Measure(
                        kind,
                        random.nextBoolean() ? Optional.empty() : Optional.of(values.pick(suiting)),
                        Optional.empty());
            case DISTINCT, SUM, AVERAGE, MIN, MAX ->
                suiting.isEmpty()
                        ? Measure.COUNT
                        : new Measure(kind, Optional.of(values.pick(suiting)), Optional.empty());
        };
    }

    private static boolean suits(Measure.Kind kind, ValueType type) {
        return switch (kind) {
            case SUM, AVERAGE -> NUMBERS.contains(type);
            case MIN, MAX -> NUMBERS.contains(type) || MOMENTS.contains(type);
            case DISTINCT -> type != ValueType.LIST;
            case COUNT, DAYS, SESSIONS, FIRST, LAST -> true;
        };
    }

    private Check count() {
        long number = random.nextInt(4);
        Optional<Check.Bound> bound = Optional.of(new Check.Bound(number, true));
        return switch (random.nextInt(3)) {
            case 0 -> new Check.Range(Optional.empty(), bound);
            case 1 -> new Check.OneOf(List.of(number));
            default -> new Check.Range(bound, Optional.empty());
        };
    }
}
