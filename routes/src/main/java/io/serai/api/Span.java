package io.serai.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Days in UTC that a request asks about, both included. */
record Span(LocalDate first, LocalDate last) {
    private static final int MOST_DAYS = 1_100;

    /** From the parameters {@code from} and {@code to}. */
    static Span of(Request request) {
        Span span = new Span(day(request, "from"), day(request, "to"));
        long days = ChronoUnit.DAYS.between(span.first, span.last);
        if (days < 0 || days >= MOST_DAYS) {
            throw Request.usage("'to' must be 'from' or later, and at most " + MOST_DAYS + " days.");
        }
        return span;
    }

    private static LocalDate day(Request request, String name) {
        String text = request.parameter(name)
                .orElseThrow(() -> Request.usage("'" + name + "' must be a day such as 2026-11-24."));
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Request.usage("'" + name + "' must be a day such as 2026-11-24.");
        }
    }
}
