package io.serai.segment;

import com.fasterxml.jackson.databind.node.TextNode;
import io.serai.segment.Check.Bound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Compiles a check of one operand to SQL that is 0 or 1, never NULL. */
final class CheckCompiler implements Check.Cases<String> {
    /** The moment that is "now", bound when a statement runs. */
    static final String NOW = "CAST(:now AS DATETIME(6))";

    private final Operand operand;
    private final Parameters parameters;

    CheckCompiler(Operand operand, Parameters parameters) {
        this.operand = operand;
        this.parameters = parameters;
    }

    @Override
    public String exists(Check.Exists check) {
        return "(" + operand.sql() + (check.wanted() ? ") IS NOT NULL" : ") IS NULL");
    }

    @Override
    public String oneOf(Check.OneOf check) {
        if (check.values().isEmpty()) {
            return "FALSE";
        }
        return check.values().stream()
                .map(value -> operand.bind(value, parameters))
                .collect(Collectors.joining(", ", "((" + operand.sql() + ") IN (", ")) IS TRUE"));
    }

    @Override
    public String range(Check.Range check) {
        List<String> ends = new ArrayList<>();
        check.low().ifPresent(low -> ends.add(end(low, ">")));
        check.high().ifPresent(high -> ends.add(end(high, "<")));
        return "(" + String.join(" AND ", ends) + ") IS TRUE";
    }

    private String end(Bound bound, String comparison) {
        String operator = comparison + (bound.inclusive() ? "= " : " ");
        return "(" + operand.sql() + ") " + operator + operand.bind(bound.value(), parameters);
    }

    @Override
    public String startsWith(Check.StartsWith check) {
        int length = check.text().codePointCount(0, check.text().length());
        return "(LEFT(" + operand.sql() + ", " + length + ") = " + parameters.add(check.text()) + ") IS TRUE";
    }

    @Override
    public String contains(Check.Contains check) {
        return "(INSTR(" + operand.sql() + ", " + parameters.add(check.text()) + ") > 0) IS TRUE";
    }

    /** Compares JSON text with JSON text, written by the same library. */
    @Override
    public String includes(Check.Includes check) {
        String item = parameters.add(TextNode.valueOf(check.item()).toString());
        return "JSON_CONTAINS(" + operand.sql() + ", " + item + ") IS TRUE";
    }

    @Override
    public String within(Check.Within check) {
        return "(" + operand.moment() + " BETWEEN " + ago(check.length(), parameters) + " AND " + NOW + ") IS TRUE";
    }

    @Override
    public String before(Check.Before check) {
        return "(" + operand.moment() + " < " + ago(check.length(), parameters) + ") IS TRUE";
    }

    /** The moment so long ago. */
    static String ago(Duration length, Parameters parameters) {
        return "(" + NOW + " - INTERVAL " + parameters.add(micros(length)) + " MICROSECOND)";
    }

    /**
     * The next moment after now at which a check on time can change its answer for this moment: when it comes, and one
     * microsecond after it is so long past. NULL if never.
     */
    static String nextChange(String moment, Duration length, Parameters parameters) {
        return "CASE WHEN " + moment + " > " + NOW + " THEN " + moment + " WHEN " + moment + " >= "
                + ago(length, parameters) + " THEN " + moment + " + INTERVAL " + parameters.add(micros(length) + 1)
                + " MICROSECOND END";
    }

    private static long micros(Duration length) {
        return length.toMillis() * 1_000;
    }
}
