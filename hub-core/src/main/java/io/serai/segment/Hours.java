package io.serai.segment;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Hours of certain weekdays. Immutable.
 *
 * @param days in the order of the week, at least one; the day of the moment itself, also past midnight
 * @param from included
 * @param to not included; if it is not after {@code from}, the hours go past midnight; both equal is the whole day
 */
public record Hours(List<DayOfWeek> days, LocalTime from, LocalTime to) {
    public Hours {
        days = days.stream().distinct().sorted().toList();
    }

    /** How a day is written. */
    static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    String describe() {
        String listed = days.stream().map(Hours::word).collect(Collectors.joining(", ", "[", "]"));
        return "{days: " + listed + ", from: \"" + from + "\", to: \"" + to + "\"}";
    }
}
