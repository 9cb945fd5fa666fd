package io.serai.segment;

import com.fasterxml.jackson.databind.node.TextNode;
import io.serai.segment.Check.Bound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compiles a check of one operand to SQL that is 0 or 1, never NULL, and notes when time alone can change the answer.
 */
final class CheckCompiler implements Check.Cases<String> {
    /** The moment that is "now", bound when a statement runs. */
    static final String NOW = "CAST(:now AS DATETIME(6))";

    /** The day that is "today" in UTC. */
    private static final String TODAY = "DATE(" + NOW + ")";

    private final Operand operand;
    private final Parameters parameters;
    private final List<String> changes;

    /** @param changes takes, for each condition on time, when the answer can next change; NULL if never */
    CheckCompiler(Operand operand, Parameters parameters, List<String> changes) {
        this.operand = operand;
        this.parameters = parameters;
        this.changes = changes;
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
                .collect(Collectors.joining(", ", "COALESCE((" + operand.canonical() + ") IN (", "), FALSE)"));
    }

    @Override
    public String range(Check.Range check) {
        List<String> ends = new ArrayList<>();
        check.low().ifPresent(low -> ends.add(end(low, ">")));
        check.high().ifPresent(high -> ends.add(end(high, "<")));
        return known(String.join(" AND ", ends));
    }

    private String end(Bound bound, String comparison) {
        String operator = comparison + (bound.inclusive() ? "= " : " ");
        return "(" + operand.sql() + ") " + operator + operand.bind(bound.value(), parameters);
    }

    @Override
    public String startsWith(Check.StartsWith check) {
        return end("LEFT", check.text());
    }

    @Override
    public String endsWith(Check.EndsWith check) {
        return end("RIGHT", check.text());
    }

    private String end(String function, String text) {
        int length = text.codePointCount(0, text.length());
        return known(function + "(" + operand.sql() + ", " + length + ") = " + operand.bind(text, parameters));
    }

    @Override
    public String contains(Check.Contains check) {
        return known("INSTR(" + operand.sql() + ", " + operand.bind(check.text(), parameters) + ") > 0");
    }

    @Override
    public String ignoringCase(Check.IgnoringCase check) {
        return check.check().fold(new CheckCompiler(operand.inSmallLetters(), parameters, changes));
    }

    @Override
    public String ignoringAccents(Check.IgnoringAccents check) {
        return check.texts().stream()
                .map(text -> Accents.pattern(text, check.ignoreCase()))
                .map(pattern -> switch (check.place()) {
                    case WHOLE -> "\\A" + pattern + "\\z";
                    case START -> "\\A" + pattern;
                    case END -> pattern + "\\z";
                    case ANYWHERE -> pattern;
                })
                .map(pattern -> known(operand.sql() + " REGEXP " + parameters.add(pattern)))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** Compares JSON text with JSON text, written by the same library. */
    @Override
    public String includes(Check.Includes check) {
        return check.items().stream()
                .map(item -> known("JSON_CONTAINS(" + operand.sql() + ", "
                        + parameters.add(TextNode.valueOf(item).toString()) + ")"))
                .collect(Collectors.joining(check.all() ? " AND " : " OR ", "(", ")"));
    }

    @Override
    public String within(Check.Within check) {
        String moment = operand.moment();
        String ago = ago(check.length(), parameters);
        changes.add("CASE WHEN " + moment + " > " + NOW + " THEN " + moment + " WHEN " + moment + " >= " + ago
                + " THEN " + past(moment, check.length(), parameters) + " END");
        return known(moment + " BETWEEN " + ago + " AND " + NOW);
    }

    @Override
    public String before(Check.Before check) {
        String moment = operand.moment();
        String ago = ago(check.length(), parameters);
        changes.add(
                "CASE WHEN " + moment + " >= " + ago + " THEN " + past(moment, check.length(), parameters) + " END");
        return known(moment + " < " + ago);
    }

    @Override
    public String next(Check.Next check) {
        String moment = operand.moment();
        String length = interval(check.length(), parameters);
        String end = "(" + NOW + " + " + length + ")";
        changes.add("CASE WHEN " + moment + " > " + end + " THEN " + moment + " - " + length + " WHEN " + moment + " > "
                + NOW + " THEN " + moment + " END");
        return known(moment + " > " + NOW + " AND " + moment + " <= " + end);
    }

    @Override
    public String age(Check.Age check) {
        String old = turned(check.least());
        return check.most()
                .map(most -> "(" + old + " AND NOT " + turned(most + 1) + ")")
                .orElse(old);
    }

    /** Whether so many years are full; past the calendar's end they never are. */
    private String turned(int years) {
        String birthday = operand.sql() + " + INTERVAL " + years + " YEAR";
        changes.add("CASE WHEN " + birthday + " > " + TODAY + " THEN CAST(" + birthday + " AS DATETIME(6)) END");
        return known(birthday + " <= " + TODAY);
    }

    @Override
    public String anniversary(Check.Anniversary check) {
        String day = operand.sql();
        String years = "YEAR(" + TODAY + ") - YEAR(" + day + ")";
        String thisYear = day + " + INTERVAL " + years + " YEAR";
        String nextYear = day + " + INTERVAL " + years + " + 1 YEAR";
        String coming = "CASE WHEN " + thisYear + " >= " + TODAY + " THEN " + thisYear + " ELSE " + nextYear + " END";
        String first = "(" + coming + " - INTERVAL " + check.days() + " DAY)";
        changes.add("CAST(CASE WHEN " + first + " > " + TODAY + " THEN " + first + " ELSE (" + coming
                + " + INTERVAL 1 DAY) END AS DATETIME(6))");
        return known(first + " <= " + TODAY);
    }

    /**
     * The answer, and no for a value that is absent. Not by {@code IS TRUE}: MariaDB takes it that no NULL passes {@code
     * NOT (x IS TRUE)}, and so turns the outer join of a derived table into an inner one.
     */
    private static String known(String question) {
        return "COALESCE(" + question + ", FALSE)";
    }

    /** The moment so long ago. */
    static String ago(Duration length, Parameters parameters) {
        return "(" + NOW + " - " + interval(length, parameters) + ")";
    }

    static String interval(Duration length, Parameters parameters) {
        return "INTERVAL " + parameters.add(micros(length)) + " MICROSECOND";
    }

    /** The first moment at which another is longer ago than so long. */
    static String past(String moment, Duration length, Parameters parameters) {
        return moment + " + INTERVAL " + parameters.add(micros(length) + 1) + " MICROSECOND";
    }

    private static long micros(Duration length) {
        return length.toMillis() * 1_000;
    }
}
