package io.serai.segment;

import io.serai.segment.Condition.OnProperty;
import io.serai.segment.Condition.Step;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compiles which events count to conditions on an event row. A step is a row that exists, or does not, among the events of
 * the same profile: correlated, because a person's events lie together in the store and the first match ends the search.
 */
final class EventFilterCompiler {
    private final Parameters parameters;
    private int steps;

    EventFilterCompiler(Parameters parameters) {
        this.parameters = parameters;
    }

    /** The conditions on the event row of this alias and its record {@code r}. */
    List<String> compile(String event, EventFilter filter, List<Step> then) {
        List<String> conditions = conditions(event, filter);
        if (!then.isEmpty()) {
            // The events of deleted records stand under profile 0 and follow nobody.
            conditions.add("r.profile_id > 0");
        }
        conditions.addAll(steps(event, then));
        return conditions;
    }

    private List<String> conditions(String event, EventFilter filter) {
        List<String> conditions = new ArrayList<>();
        conditions.add(event + ".type = " + parameters.add(filter.event()));
        for (OnProperty property : filter.where()) {
            Operand operand = Operand.property(event, property.property(), property.type(), parameters);
            // No check on the clock is offered for properties, so nothing is noted.
            conditions.add(property.check().fold(new CheckCompiler(operand, parameters, new ArrayList<>())));
        }
        filter.hours().ifPresent(hours -> conditions.addAll(hours(Zones.local(event + ".time", filter.zone()), hours)));
        return conditions;
    }

    /** Asks for the local time seldom: it is long. */
    private List<String> hours(String local, Hours hours) {
        List<String> conditions = new ArrayList<>();
        if (hours.days().size() < DayOfWeek.values().length) {
            conditions.add(hours.days().stream()
                    .map(day -> Integer.toString(day.getValue() - 1))
                    .collect(Collectors.joining(", ", "WEEKDAY(" + local + ") IN (", ")")));
        }
        if (hours.from().isBefore(hours.to())) {
            conditions.add("TIME(" + local + ") " + between(hours.from(), hours.to()));
        } else if (hours.to().isBefore(hours.from())) {
            conditions.add("TIME(" + local + ") NOT " + between(hours.to(), hours.from()));
        }
        return conditions;
    }

    /** @param to not included: up to the last microsecond before it */
    private String between(LocalTime from, LocalTime to) {
        return "BETWEEN " + time(from) + " AND " + time(to.minus(1, ChronoUnit.MICROS));
    }

    private String time(LocalTime time) {
        return "CAST(" + parameters.add(time.toString()) + " AS TIME(6))";
    }

    /** What must be true of the event before, for these steps to follow it. */
    private List<String> steps(String before, List<Step> steps) {
        List<Step> absent = steps.stream().takeWhile(step -> !step.happens()).toList();
        if (absent.size() == steps.size()) {
            return absent.stream()
                    .map(step -> "NOT " + exists(alias(), step, before, List.of()))
                    .toList();
        }
        String next = alias();
        List<String> rest = new ArrayList<>();
        for (Step step : absent) {
            String between = alias();
            rest.add("NOT " + exists(between, step, before, List.of(between + ".time < " + next + ".time")));
        }
        rest.addAll(steps(next, steps.subList(absent.size() + 1, steps.size())));
        return List.of(exists(next, steps.get(absent.size()), before, rest));
    }

    private String alias() {
        return "s" + ++steps;
    }

    private String exists(String event, Step step, String before, List<String> further) {
        String subject = "r" + event;
        List<String> conditions = new ArrayList<>();
        conditions.add(subject + ".profile_id = r.profile_id");
        conditions.add(event + ".time > " + before + ".time");
        step.within()
                .ifPresent(length -> conditions.add(
                        event + ".time <= " + before + ".time + " + CheckCompiler.interval(length, parameters)));
        conditions.addAll(conditions(event, step.events()));
        conditions.addAll(further);
        return "EXISTS (SELECT 1 FROM source_record " + subject + " STRAIGHT_JOIN event " + event + " ON " + event
                + ".subject_id = " + subject + ".id WHERE " + String.join(" AND ", conditions) + ")";
    }
}
