package io.serai.segment;

import io.serai.segment.Condition.OnEvents;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures of the same events, taken in one pass per profile. Plain ones share a table, as columns of one grouping; those
 * that look at an event's neighbours, sessions and values at the first or last event, need a table each. Not thread-safe.
 */
final class EventTable {
    /** What two measures must have in common to share a table. */
    record Key(EventFilter events, List<Condition.Step> then, Optional<Window> window, Optional<Measure> alone) {
        static Key of(OnEvents condition) {
            Measure measure = condition.measure();
            boolean neighbours = measure.kind() == Measure.Kind.SESSIONS || (isEdge(measure) && hasProperty(measure));
            return new Key(
                    condition.events(),
                    condition.then(),
                    condition.window(),
                    neighbours ? Optional.of(measure) : Optional.empty());
        }
    }

    private final String alias;
    private final Parameters parameters;
    private final Optional<Measure> alone;
    private final WindowCompiler.Bounds bounds;
    private final ZoneId zone;
    private final String filter;
    private final long passes;
    private final Map<Measure, String> columns = new LinkedHashMap<>();

    EventTable(String alias, Key key, Parameters parameters) {
        this.alias = alias;
        this.parameters = parameters;
        this.alone = key.alone();
        this.zone = key.events().zone();
        this.passes = 1 + key.then().size();
        this.bounds = WindowCompiler.compile(key.window(), key.events().zone(), parameters);
        List<String> conditions = new EventFilterCompiler(parameters).compile("e", key.events(), key.then());
        conditions.addAll(bounds.filter());
        this.filter = " WHERE " + String.join(" AND ", conditions);
    }

    /** The measure as a value of the profile, NULL when absent. */
    Operand value(Measure measure) {
        String column = alias + "." + columns.computeIfAbsent(measure, any -> "v" + columns.size());
        String sql = measure.kind().counts() ? "COALESCE(" + column + ", 0)" : column;
        return new Operand(sql, measure.type());
    }

    /** When an event that enters or leaves the window can next change the measures; empty if never. */
    Optional<String> change() {
        return bounds.change().map(any -> alias + ".recheck_at");
    }

    DerivedTable build() {
        return alone.map(this::overNeighbours).orElseGet(this::grouped);
    }

    private DerivedTable grouped() {
        List<String> values = new ArrayList<>(List.of("r.profile_id"));
        columns.forEach((measure, name) -> values.add(aggregate(measure) + " AS " + name));
        bounds.change().ifPresent(change -> values.add("MIN(" + change + ") AS recheck_at"));
        return new DerivedTable(
                alias,
                Scope.Rows.EVENTS,
                "SELECT " + String.join(", ", values) + " FROM ",
                filter + " GROUP BY r.profile_id",
                passes);
    }

    private String aggregate(Measure measure) {
        return switch (measure.kind()) {
            case COUNT -> bounds.inside().map(inside -> "SUM(" + inside + ")").orElse("COUNT(*)");
            case DAYS -> "COUNT(DISTINCT " + inside("DATE(" + Zones.local("e.time", zone) + ")") + ")";
            case DISTINCT -> "COUNT(DISTINCT " + inside(measured(measure)) + ")";
            case SUM -> "SUM(" + inside(measured(measure)) + ")";
            case AVERAGE -> "AVG(" + inside(measured(measure)) + ")";
            case MIN -> "MIN(" + inside(measured(measure)) + ")";
            case MAX -> "MAX(" + inside(measured(measure)) + ")";
            case FIRST -> "MIN(" + inside("e.time") + ")";
            case LAST -> "MAX(" + inside("e.time") + ")";
            case SESSIONS -> throw new IllegalStateException("sessions look at neighbours");
        };
    }

    /** The expression for events in the window, NULL for those that are yet to enter it. */
    private String inside(String expression) {
        return bounds.inside()
                .map(inside -> "CASE WHEN " + inside + " THEN " + expression + " END")
                .orElse(expression);
    }

    private String measured(Measure measure) {
        Measure.Property property = measure.of().orElseThrow();
        return Operand.property("e", property.name(), property.type(), parameters)
                .sql();
    }

    private DerivedTable overNeighbours(Measure measure) {
        String inside = bounds.inside().orElse("TRUE");
        String change = bounds.change().orElse("NULL");
        String rows = measure.kind() == Measure.Kind.SESSIONS
                ? "e.time, LAG(e.time) OVER (PARTITION BY r.profile_id ORDER BY e.time) AS earlier"
                : measured(measure) + " AS value, " + place(measure, inside) + " AS place";
        return new DerivedTable(
                alias,
                Scope.Rows.EVENTS,
                "SELECT x.profile_id, " + overRows(measure) + " AS v0, MIN(x.change_at) AS recheck_at FROM (SELECT"
                        + " r.profile_id, " + inside + " AS inside, " + change + " AS change_at, " + rows + " FROM ",
                filter + ") x GROUP BY x.profile_id",
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

    private static boolean isEdge(Measure measure) {
        return measure.kind() == Measure.Kind.FIRST || measure.kind() == Measure.Kind.LAST;
    }

    private static boolean hasProperty(Measure measure) {
        return measure.of().isPresent();
    }
}
