package io.serai.trait;

import io.serai.profile.ComputedValues;
import io.serai.profile.ProfileColumns;
import io.serai.segment.EventRows;
import io.serai.trait.Computation.OfEvents;
import io.serai.trait.Computation.Property;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The one compiler of computations to SQL. Names come from the reader; every value is bound. */
final class TraitCompiler implements Computation.Cases<CompiledTrait> {
    private static final String EVERYONE = "profile p";
    private static final String LISTED = EventRows.LIST + " s STRAIGHT_JOIN profile p ON p.id = s.profile_id";
    private static final String FIFTHS = "1 + (5 * (RANK() OVER (ORDER BY r.%s) - 1)) DIV (COUNT(*) OVER ())";
    private static final String NEVER = ", CAST(NULL AS DATETIME(6)) AS recheck_at FROM ";

    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<TraitInput, String> joins = new LinkedHashMap<>();

    private TraitCompiler() {}

    static CompiledTrait compile(ComputedTrait trait) {
        return trait.of().fold(new TraitCompiler());
    }

    @Override
    public CompiledTrait ofEvents(OfEvents computation) {
        EventRows rows = rows(computation);
        UnaryOperator<String> select = events -> switch (computation.aggregate()) {
            case COUNT -> grouped("NULLIF(COUNT(v.value), 0)", events);
            case DISTINCT_COUNT -> grouped("NULLIF(COUNT(DISTINCT v.value), 0)", events);
            case SUM -> grouped(number("SUM(v.value)"), events);
            case AVERAGE -> grouped(quotient("SUM(v.value)", "COUNT(v.value)"), events);
            case MIN, FIRST_TIME -> grouped("MIN(v.value)", events);
            case MAX, LAST_TIME -> grouped("MAX(v.value)", events);
            case FIRST -> best("v.time, v.value", events);
            case LAST -> best("v.time DESC, v.value DESC", events);
            case MOST_FREQUENT -> best("v.n DESC, v.time DESC, v.value", counted(events));
            case DISTINCT_LIST -> list(computation.most(), counted(events));
        };
        return new CompiledTrait(
                computation.type(),
                select.apply(rows.everyone()),
                select.apply(rows.listed()),
                rows.parameters(),
                false);
    }

    private static EventRows rows(OfEvents computation) {
        if (computation.property().isPresent()) {
            Property property = computation.property().get();
            return EventRows.values(computation.filter(), property.name(), property.type());
        }
        return computation.aggregate() == Aggregate.COUNT
                ? EventRows.ones(computation.filter())
                : EventRows.times(computation.filter());
    }

    private static String grouped(String aggregate, String events) {
        return "SELECT v.profile_id, " + aggregate + " AS value, MIN(v.recheck_at) AS recheck_at FROM (" + events
                + ") v GROUP BY v.profile_id";
    }

    /** The different values of each profile, with how many events have them and when they were seen last. */
    private static String counted(String events) {
        return "SELECT v.profile_id, v.value, COUNT(*) AS n, MAX(v.time) AS time, MIN(v.recheck_at) AS recheck_at FROM ("
                + events + ") v GROUP BY v.profile_id, v.value";
    }

    /** Rows by place, those without a value last: a profile may have no others, and is looked at again all the same. */
    private static String placed(String order, String rows) {
        return "SELECT v.profile_id, v.value, ROW_NUMBER() OVER (PARTITION BY v.profile_id ORDER BY v.value IS NULL, "
                + order + ") AS place, MIN(v.recheck_at) OVER (PARTITION BY v.profile_id) AS recheck_at FROM (" + rows
                + ") v";
    }

    private static String best(String order, String rows) {
        return "SELECT b.profile_id, b.value, b.recheck_at FROM (" + placed(order, rows) + ") b WHERE b.place = 1";
    }

    private static String list(int most, String rows) {
        return "SELECT b.profile_id, CONCAT('[', GROUP_CONCAT(JSON_QUOTE(b.value) ORDER BY b.value SEPARATOR ','), ']')"
                + " AS value, MIN(b.recheck_at) AS recheck_at FROM (" + placed("v.time DESC, v.value", rows)
                + ") b WHERE b.place <= " + most + " GROUP BY b.profile_id";
    }

    /** Rounded and kept within bounds. */
    static String number(String sql) {
        return "CAST(" + sql + " AS " + CompiledTrait.NUMBER + ")";
    }

    /** With so many digits that rounding twice does no harm; NULL by 0. */
    static String quotient(String dividend, String divisor) {
        return number("CAST(" + dividend + " AS DECIMAL(60,20)) / NULLIF(" + divisor + ", 0)");
    }

    @Override
    public CompiledTrait formula(Computation.Formula computation) {
        String value = computation.root().fold(new ArithmeticCompiler(this::value, this::bind));
        String select = "SELECT p.id AS profile_id, " + value + " AS value" + NEVER;
        String rest = joined() + " WHERE p.redirect_to IS NULL";
        return new CompiledTrait(
                computation.type(), select + EVERYONE + rest, select + LISTED + rest, Map.copyOf(parameters), true);
    }

    @Override
    public CompiledTrait quintile(Computation.Quintile computation) {
        return ranked(computation, FIFTHS.formatted("v0"));
    }

    @Override
    public CompiledTrait rfm(Computation.Rfm computation) {
        return ranked(
                computation,
                "100 * (" + FIFTHS.formatted("v0") + ") + 10 * (" + FIFTHS.formatted("v1") + ") + "
                        + FIFTHS.formatted("v2"));
    }

    private CompiledTrait ranked(Computation computation, String value) {
        List<String> values = computation.inputs().stream().map(this::value).toList();
        StringBuilder columns = new StringBuilder("p.id AS profile_id");
        for (int index = 0; index < values.size(); index++) {
            columns.append(", ").append(values.get(index)).append(" AS v").append(index);
        }
        String present =
                values.stream().map(each -> " AND " + each + " IS NOT NULL").collect(Collectors.joining());
        String everyone = "SELECT r.profile_id, " + value + " AS value" + NEVER + "(SELECT " + columns + " FROM "
                + EVERYONE + joined() + " WHERE p.redirect_to IS NULL" + present + ") r";
        return new CompiledTrait(computation.type(), everyone, "", Map.copyOf(parameters), true);
    }

    /** The value of a trait of profile {@code p}, NULL when absent. */
    private String value(TraitInput trait) {
        if (!trait.computed()) {
            return "p.`" + ProfileColumns.trait(trait.name()) + "`";
        }
        String alias = ComputedValues.alias(trait.name());
        joins.computeIfAbsent(trait, any -> ComputedValues.join(alias, bind(trait.name())));
        return ComputedValues.value(alias, trait.type());
    }

    private String joined() {
        return String.join("", joins.values());
    }

    private String bind(Object value) {
        String name = "v" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }
}
