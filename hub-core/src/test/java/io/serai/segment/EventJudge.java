package io.serai.segment;

import io.serai.segment.Condition.OnEvents;
import io.serai.segment.Condition.Step;
import io.serai.segment.Person.Event;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures one person's events in plain Java. */
record EventJudge(SegmentJudge judge) {
    /** Empty if absent. */
    Optional<Object> measured(OnEvents condition) {
        EventSelection selection = new EventSelection(condition.events(), condition.window());
        return measure(
                condition.measure(),
                events(selection, condition.then()),
                condition.events().zone());
    }

    /** The events of a selection that the steps follow, in the order of time. */
    List<Event> events(EventSelection selection, List<Step> then) {
        return judge.person().events.stream()
                .filter(event -> passes(event, selection.events()))
                .filter(event -> selection
                        .window()
                        .map(window -> window.fold(
                                new Inside(event.time(), selection.events().zone())))
                        .orElse(true))
                .filter(event -> follows(event, then))
                .sorted(Comparator.comparing(Event::time))
                .toList();
    }

    private boolean passes(Event event, EventFilter filter) {
        return event.type().equals(filter.event())
                && filter.where().stream()
                        .allMatch(property -> judge.passes(
                                Optional.ofNullable(event.properties().get(property.property())), property.check()))
                && filter.hours()
                        .map(hours -> within(event.time().atZone(filter.zone()), hours))
                        .orElse(true);
    }

    private static boolean within(ZonedDateTime local, Hours hours) {
        LocalTime clock = local.toLocalTime();
        boolean after = !clock.isBefore(hours.from());
        boolean before = clock.isBefore(hours.to());
        boolean inside = hours.from().isBefore(hours.to()) ? after && before : after || before;
        return hours.days().contains(local.getDayOfWeek())
                && (inside || hours.from().equals(hours.to()));
    }

    private final class Inside implements Window.Cases<Boolean> {
        private final Instant time;
        private final ZoneId zone;

        Inside(Instant time, ZoneId zone) {
            this.time = time;
            this.zone = zone;
        }

        @Override
        public Boolean relative(Window.Relative window) {
            Instant newest = judge.now().minus(window.to());
            return !time.isAfter(newest)
                    && window.from()
                            .map(length -> !time.isBefore(judge.now().minus(length)))
                            .orElse(true);
        }

        @Override
        public Boolean days(Window.Days window) {
            var day = LocalDate.ofInstant(time, zone);
            return !day.isBefore(window.first()) && !day.isAfter(window.last());
        }
    }

    /** Whether the steps follow an event, whichever of the possible events each of them takes. */
    private boolean follows(Event before, List<Step> steps) {
        int absent = 0;
        while (absent < steps.size() && !steps.get(absent).happens()) {
            absent++;
        }
        List<Step> missing = steps.subList(0, absent);
        if (absent == steps.size()) {
            return missing.stream()
                    .allMatch(step -> after(before, step).findAny().isEmpty());
        }
        List<Step> rest = steps.subList(absent + 1, steps.size());
        return after(before, steps.get(absent))
                .anyMatch(next -> missing.stream()
                                .allMatch(step -> after(before, step)
                                        .noneMatch(event -> event.time().isBefore(next.time())))
                        && follows(next, rest));
    }

    private Stream<Event> after(Event before, Step step) {
        return judge.person().events.stream()
                .filter(event -> event.time().isAfter(before.time()))
                .filter(event -> step.within()
                        .map(length -> !event.time().isAfter(before.time().plus(length)))
                        .orElse(true))
                .filter(event -> passes(event, step.events()));
    }

    private Optional<Object> measure(Measure measure, List<Event> events, ZoneId zone) {
        List<Object> values = measure.of().stream()
                .flatMap(property ->
                        events.stream().map(event -> event.properties().get(property.name())))
                .filter(Objects::nonNull)
                .toList();
        return switch (measure.kind()) {
            case COUNT -> Optional.of((long) events.size());
            case DAYS ->
                Optional.of(events.stream()
                        .map(event -> LocalDate.ofInstant(event.time(), zone))
                        .distinct()
                        .count());
            case SESSIONS -> Optional.of(sessions(events, measure.gap().orElseThrow()));
            case DISTINCT -> Optional.of(values.stream().distinct().count());
            case SUM -> sum(values).map(sum -> sum);
            case AVERAGE ->
                sum(values).map(sum -> sum.divide(BigDecimal.valueOf(values.size()), 10, RoundingMode.HALF_UP));
            case MIN -> values.stream().min(SegmentJudge::compare);
            case MAX -> values.stream().max(SegmentJudge::compare);
            case FIRST -> edge(measure, events, 0);
            case LAST -> edge(measure, events, events.size() - 1);
        };
    }

    private static Optional<Object> edge(Measure measure, List<Event> events, int index) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        Event event = events.get(index);
        return measure.of().isEmpty()
                ? Optional.of(event.time())
                : Optional.ofNullable(event.properties().get(measure.of().get().name()));
    }

    private static long sessions(List<Event> events, Duration gap) {
        List<Instant> times = new ArrayList<>(events.stream().map(Event::time).toList());
        long sessions = times.isEmpty() ? 0 : 1;
        for (int i = 1; i < times.size(); i++) {
            sessions += times.get(i).isAfter(times.get(i - 1).plus(gap)) ? 1 : 0;
        }
        return sessions;
    }

    private static Optional<BigDecimal> sum(List<Object> values) {
        return values.stream().map(value -> new BigDecimal(value.toString())).reduce(BigDecimal::add);
    }
}
