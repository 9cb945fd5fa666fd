package io.serai.segment;

import io.serai.schema.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events that pass a filter as rows for SQL to compute with. Statements need {@link #parameters} and {@code :now} to
 * be bound. Immutable.
 *
 * <p>Each row has {@code profile_id}, {@code time}, {@code value} and {@code recheck_at}. The value is NULL where the
 * event has none, or lies in the future and in a window; {@code recheck_at} is when the event comes into the window or
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

    private EventRows(EventFilter filter, String value, Parameters parameters) {
        Optional<Duration> within = filter.within();
        String counted =
                within.isEmpty() ? value : "CASE WHEN e.time <= " + CheckCompiler.NOW + " THEN " + value + " END";
        String next = within.map(length -> CheckCompiler.nextChange("e.time", length, parameters))
                .orElse("CAST(NULL AS DATETIME(6))");
        this.columns = "r.profile_id, e.time, " + counted + " AS value, " + next + " AS recheck_at";
        this.filter = "r.profile_id <> 0 AND " + filter.sql(parameters);
        this.parameters = parameters.values();
    }

    /** Each event with the value 1. */
    public static EventRows ones(EventFilter filter) {
        return new EventRows(filter, "1", new Parameters());
    }

    /** Each event with its time. */
    public static EventRows times(EventFilter filter) {
        return new EventRows(filter, "e.time", new Parameters());
    }

    /** Each event with a property. */
    public static EventRows values(EventFilter filter, String property, ValueType type) {
        Parameters parameters = new Parameters();
        String value = Operand.property(property, type, parameters).sql();
        return new EventRows(filter, whole(value, type), parameters);
    }

    private static String whole(String value, ValueType type) {
        if (type.javaType() == String.class) {
            return "LEFT(" + value + ", " + LONGEST_TEXT + ")";
        }
        if (type == ValueType.DATE || type == ValueType.DATETIME) {
            // What is no date is NULL, and yet the server's MIN takes it for the day 0.
            return "CASE WHEN " + value + " >= '1000-01-01' THEN " + value + " END";
        }
        return value;
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
        return String.join(" ", List.of("SELECT", columns, "FROM", scope.events(), "WHERE", filter));
    }

    public Map<String, Object> parameters() {
        return parameters;
    }
}
