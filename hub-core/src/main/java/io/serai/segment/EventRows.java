package io.serai.segment;

import io.serai.schema.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The events that pass a filter as rows for SQL to compute with. Statements need {@link #parameters} and {@code :now} to
 * be bound. Immutable.
 *
 * <p>Each row has {@code profile_id}, {@code time}, {@code value} and {@code recheck_at}. The value is NULL where the
 * event has none, or is yet to come into the window; {@code recheck_at} is when the event comes into the window or
 * leaves it, NULL if never.
 */
public final class EventRows {
    /** The temporary table, of {@code profile_id}, of the profiles that {@link #listed} is about. */
    public static final String LIST = "segment_scope";

    /** Longer text counts by its beginning: so that it can be grouped and put in order whole. */
    public static final int LONGEST_TEXT = 255;

    private final String columns;
    private final String filter;
    private final Map<String, Object> parameters;

    private EventRows(EventSelection selection, String value, Parameters parameters) {
        WindowCompiler.Bounds bounds =
                WindowCompiler.compile(selection.window(), selection.events().zone(), parameters);
        String counted = bounds.inside()
                .map(inside -> "CASE WHEN " + inside + " THEN " + value + " END")
                .orElse(value);
        String next = bounds.change().orElse("CAST(NULL AS DATETIME(6))");
        List<String> conditions = new ArrayList<>(List.of("r.profile_id <> 0"));
        conditions.addAll(new EventFilterCompiler(parameters).compile("e", selection.events(), List.of()));
        conditions.addAll(bounds.filter());
        this.columns = "r.profile_id, e.time, " + counted + " AS value, " + next + " AS recheck_at";
        this.filter = String.join(" AND ", conditions);
        this.parameters = parameters.values();
    }

    /** Each event with the value 1. */
    public static EventRows ones(EventSelection selection) {
        return new EventRows(selection, "1", new Parameters());
    }

    /** Each event with its time. */
    public static EventRows times(EventSelection selection) {
        return new EventRows(selection, "e.time", new Parameters());
    }

    /** Each event with a property. */
    public static EventRows values(EventSelection selection, String property, ValueType type) {
        Parameters parameters = new Parameters();
        String value = Operand.property("e", property, type, parameters).sql();
        return new EventRows(selection, whole(value, type), parameters);
    }

    private static String whole(String value, ValueType type) {
        return type.javaType() == String.class ? "LEFT(" + value + ", " + LONGEST_TEXT + ")" : value;
    }

    /** The events of all profiles. */
    public String everyone() {
        return select(Scope.EVERYONE);
    }

    /** The events of those in {@link #LIST}. */
    public String listed() {
        return select(Scope.LISTED);
    }

    private String select(Scope scope) {
        return String.join(" ", List.of("SELECT", columns, "FROM", scope.from(Scope.Rows.EVENTS), "WHERE", filter));
    }

    public Map<String, Object> parameters() {
        return parameters;
    }
}
