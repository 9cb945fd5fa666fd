package io.serai.segment;

import io.serai.segment.Condition.OnEvents;
import io.serai.segment.WindowCompiler.Bounds;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Measures of the same events, taken in one pass per profile. Plain ones share a table, as columns of one grouping, each
 * over the events in its window; those that look at an event's neighbours, sessions and values at the first or last event,
 * need a table each. Not thread-safe.
 */
final class EventTable {
    /** What two measures must have in common to share a table. */
    record Key(EventFilter events, List<Condition.Step> then, Optional<Column> alone) {
        static Key of(OnEvents condition) {
            Column column = Column.of(condition);
            return new Key(
                    condition.events(),
                    condition.then(),
                    Optional.of(column).filter(any -> looksAtNeighbours(any.measure())));
        }
    }

    /** A measure of the events in a window. */
    record Column(Measure measure, Optional<Window> window) {
        static Column of(OnEvents condition) {
            return new Column(condition.measure(), condition.window());
        }
    }

    private final String alias;
    private final Parameters parameters;
    private final Optional<Column> alone;
    private final ZoneId zone;
    private final List<String> conditions;
    private final long passes;
    private final Map<Column, String> columns = new LinkedHashMap<>();
    private final Map<Optional<Window>, Bounds> windows = new LinkedHashMap<>();

    EventTable(String alias, Key key, Parameters parameters) {
        this.alias = alias;
        this.parameters = parameters;
        this.alone = key.alone();
        this.zone = key.events().zone();
        this.passes = 1 + key.then().size();
        this.conditions = new EventFilterCompiler(parameters).compile("e", key.events(), key.then());
    }

    /** The measure as a value of the profile, NULL when absent. */
    Operand value(Column column) {
        bounds(column.window());
        String name = alias + "." + columns.computeIfAbsent(column, any -> "v" + columns.size());
        Measure measure = column.measure();
        return new Operand(measure.kind().counts() ? "COALESCE(" + name + ", 0)" : name, measure.type());
    }

    /** When an event that enters or leaves the window can next change its measures; empty if never. */
    Optional<String> change(Optional<Window> window) {
        return bounds(window).change().map(any -> alias + "." + recheck(window));
    }

    private Bounds bounds(Optional<Window> window) {
        return windows.computeIfAbsent(window, any -> WindowCompiler.compile(any, zone, parameters));
    }

    private String recheck(Optional<Window> window) {
        return "recheck_" + List.copyOf(windows.keySet()).indexOf(window);
    }

    DerivedTable build() {
        return alone.map(this::overNeighbours).orElseGet(this::grouped);
    }

    private DerivedTable grouped() {
        List<String> values = new ArrayList<>(List.of("r.profile_id"));
        columns.forEach((column, name) -> values.add(aggregate(column) + " AS " + name));
        windows.forEach((window, bounds) -> bounds.change()
                .ifPresent(
                        change -> values.add("MIN(" + among(reachable(bounds), change) + ") AS " + recheck(window))));
        return new DerivedTable(
                alias,
                Scope.Rows.EVENTS,
                "SELECT " + String.join(", ", values) + " FROM ",
                filter() + " GROUP BY r.profile_id",
                passes);
    }

    /** Leaves out the events that no window can hold any more. */
    private String filter() {
        List<String> all = new ArrayList<>(conditions);
        if (windows.values().stream().noneMatch(bounds -> bounds.filter().isEmpty())) {
            all.add(windows.values().stream()
                    .map(bounds -> String.join(" AND ", bounds.filter()))
                    .collect(Collectors.joining(" OR ", "(", ")")));
        }
        return " WHERE " + String.join(" AND ", all);
    }

    private String aggregate(Column column) {
        Measure measure = column.measure();
        return switch (measure.kind()) {
            case COUNT -> "COUNT(" + inside(column, "1") + ")";
            case DAYS -> "COUNT(DISTINCT " + inside(column, "DATE(" + Zones.local("e.time", zone) + ")") + ")";
            case DISTINCT -> "COUNT(DISTINCT " + inside(column, measured(measure)) + ")";
            case SUM -> "SUM(" + inside(column, measured(measure)) + ")";
            case AVERAGE -> "AVG(" + inside(column, measured(measure)) + ")";
            case MIN -> "MIN(" + inside(column, measured(measure)) + ")";
            case MAX -> "MAX(" + inside(column, measured(measure)) + ")";
            case FIRST -> "MIN(" + inside(column, "e.time") + ")";
            case LAST -> "MAX(" + inside(column, "e.time") + ")";
            case SESSIONS -> throw new IllegalStateException("sessions look at neighbours");
        };
    }

    /** The expression for events in the window, NULL for others: those past it, and those that are yet to enter it. */
    private String inside(Column column, String expression) {
        Bounds bounds = bounds(column.window());
        List<String> all = new ArrayList<>(reachable(bounds));
        bounds.inside().ifPresent(all::add);
        return among(all, expression);
    }

    /** What the table's filter does not already say of a window's events. */
    private List<String> reachable(Bounds bounds) {
        return windows.size() > 1 ? bounds.filter() : List.of();
    }

    private static String among(List<String> conditions, String expression) {
        return conditions.isEmpty()
                ? expression
                : "CASE WHEN " + String.join(" AND ", conditions) + " THEN " + expression + " END";
    }

    private String measured(Measure measure) {
        Measure.Property property = measure.of().orElseThrow();
        return Operand.property("e", property.name(), property.type(), parameters)
                .sql();
    }

    private DerivedTable overNeighbours(Column column) {
        Measure measure = column.measure();
        Bounds bounds = bounds(column.window());
        String inside = bounds.inside().orElse("TRUE");
        String change = bounds.change().orElse("NULL");
        String rows = measure.kind() == Measure.Kind.SESSIONS
                ? "e.time, LAG(e.time) OVER (PARTITION BY r.profile_id ORDER BY e.time) AS earlier"
                : measured(measure) + " AS value, " + place(measure, inside) + " AS place";
        return new DerivedTable(
                alias,
                Scope.Rows.EVENTS,
                "SELECT x.profile_id, " + overRows(measure) + " AS v0, MIN(x.change_at) AS "
                        + recheck(column.window()) + " FROM (SELECT"
                        + " r.profile_id, " + inside + " AS inside, " + change + " AS change_at, " + rows + " FROM ",
                filter() + ") x GROUP BY x.profile_id",
                passes);
    }

    private static String place(Measure measure, String inside) {
        String order = measure.kind() == Measure.Kind.FIRST ? "e.time, e.id" : "e.time DESC, e.id DESC";
        return "ROW_NUMBER() OVER (PARTITION BY r.profile_id, " + inside + " ORDER BY " + order + ")";
    }

    private String overRows(Measure measure) {
        if (measure.kind() != Measure.Kind.SESSIONS) {
            return "MAX(CASE WHEN x.inside AND x.place = 1 THEN x.value END)";
        }
        Duration gap = measure.gap().orElseThrow();
        String silence = CheckCompiler.past("x.earlier", gap, parameters);
        return "SUM(x.inside AND (x.earlier IS NULL OR x.time >= " + silence + "))";
    }

    private static boolean looksAtNeighbours(Measure measure) {
        return switch (measure.kind()) {
            case SESSIONS -> true;
            case FIRST, LAST -> measure.of().isPresent();
            default -> false;
        };
    }
}
