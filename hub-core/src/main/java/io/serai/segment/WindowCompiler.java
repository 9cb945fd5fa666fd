package io.serai.segment;

import io.serai.store.Moments;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Compiles a window on the moments of event {@code e}. */
final class WindowCompiler implements Window.Cases<WindowCompiler.Bounds> {
    /**
     * A window as SQL.
     *
     * @param filter what leaves out events the window cannot hold any more
     * @param inside whether an event that passes is in it now; empty if it always is
     * @param change when time alone next moves an event that passes into it or out of it, NULL if never; empty if no
     *     event ever moves
     */
    record Bounds(List<String> filter, Optional<String> inside, Optional<String> change) {}

    private final ZoneId zone;
    private final Parameters parameters;

    private WindowCompiler(ZoneId zone, Parameters parameters) {
        this.zone = zone;
        this.parameters = parameters;
    }

    /** @param zone by whose clock days begin */
    static Bounds compile(Optional<Window> window, ZoneId zone, Parameters parameters) {
        return window.map(span -> span.fold(new WindowCompiler(zone, parameters)))
                .orElse(new Bounds(List.of(), Optional.empty(), Optional.empty()));
    }

    @Override
    public Bounds relative(Window.Relative window) {
        Duration to = window.to();
        String newest = to.isZero() ? CheckCompiler.NOW : CheckCompiler.ago(to, parameters);
        String enters = "e.time" + (to.isZero() ? "" : " + " + CheckCompiler.interval(to, parameters));
        Optional<String> oldest = window.from().map(length -> "e.time >= " + CheckCompiler.ago(length, parameters));
        String leaves = window.from()
                .map(length -> " ELSE " + CheckCompiler.past("e.time", length, parameters))
                .orElse("");
        return new Bounds(
                oldest.stream().toList(),
                Optional.of("(e.time <= " + newest + ")"),
                Optional.of("CASE WHEN e.time > " + newest + " THEN " + enters + leaves + " END"));
    }

    @Override
    public Bounds days(Window.Days window) {
        return new Bounds(
                List.of(
                        "e.time >= " + midnight(window.first(), zone, parameters),
                        "e.time < " + midnight(window.last().plusDays(1), zone, parameters)),
                Optional.empty(),
                Optional.empty());
    }

    /** The moment at which a day begins. */
    static String midnight(LocalDate day, ZoneId zone, Parameters parameters) {
        return "CAST(" + parameters.add(Moments.sql(day.atStartOfDay(zone).toInstant())) + " AS DATETIME(6))";
    }
}
