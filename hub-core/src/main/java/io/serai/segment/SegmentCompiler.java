package io.serai.segment;

import io.serai.profile.ComputedValues;
import io.serai.profile.ProfileColumns;
import io.serai.record.Consent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one compiler of conditions to SQL. Names come from the profile schema, by way of the reader; every value is bound.
 *
 * <p>Conditions on events and sources become derived tables with their values per profile, each made in a single pass and
 * joined to the profiles, so no statement runs per profile.
 */
final class SegmentCompiler implements Condition.Cases<Compiled> {
    private final Parameters parameters;
    private final Map<String, String> traits = new LinkedHashMap<>();
    private final Map<EventTable.Key, EventTable> events = new LinkedHashMap<>();
    private final Map<Condition.FromSource, DerivedTable> sources = new LinkedHashMap<>();
    private final List<DerivedTable> rankings = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();

    private SegmentCompiler(Parameters parameters) {
        this.parameters = parameters;
    }

    static CompiledSegment compile(Condition where) {
        return compile(List.of(where)).get(0);
    }

    /** Conditions that one statement can ask about: they have their joins and parameters in common. */
    static List<CompiledSegment> compile(List<Condition> conditions) {
        SegmentCompiler compiler = new SegmentCompiler(new Parameters());
        List<Root> roots = conditions.stream().map(compiler::root).toList();
        List<DerivedTable> tables = compiler.tables();
        return roots.stream().map(root -> compiler.compiled(root, tables)).toList();
    }

    /** A whole condition, whose tables may still get columns from others. */
    private record Root(Compiled compiled, List<String> changes, boolean ranked) {}

    private Root root(Condition where) {
        int before = rankings.size();
        changes.clear();
        Compiled compiled = where.fold(this);
        return new Root(compiled, changes.stream().distinct().toList(), rankings.size() > before);
    }

    private CompiledSegment compiled(Root root, List<DerivedTable> tables) {
        return new CompiledSegment(
                root.compiled(),
                List.copyOf(traits.values()),
                tables,
                root.changes(),
                root.ranked(),
                parameters.values());
    }

    /** A value of the profile, with what must be joined for it. */
    private Operand operand(Field field) {
        if (field.kind() == Field.Kind.COMPUTED) {
            String alias = ComputedValues.alias(field.name());
            traits.computeIfAbsent(alias, any -> ComputedValues.join(alias, parameters.add(field.name())));
        }
        return Operand.field(field);
    }

    private List<DerivedTable> tables() {
        List<DerivedTable> measured =
                events.values().stream().map(EventTable::build).toList();
        return Stream.of(measured, sources.values(), rankings)
                .flatMap(Collection::stream)
                .toList();
    }

    @Override
    public Compiled all(Condition.All condition) {
        return joined(condition, " AND ", "TRUE");
    }

    @Override
    public Compiled any(Condition.Any condition) {
        return joined(condition, " OR ", "FALSE");
    }

    private Compiled joined(Condition condition, String operator, String empty) {
        List<Compiled> parts =
                condition.parts().stream().map(part -> part.fold(this)).toList();
        String sql = parts.isEmpty()
                ? empty
                : parts.stream().map(Compiled::sql).collect(Collectors.joining(operator, "(", ")"));
        return new Compiled(condition, sql, Optional.empty(), parts);
    }

    @Override
    public Compiled not(Condition.Not condition) {
        Compiled part = condition.part().fold(this);
        return new Compiled(condition, "(NOT " + part.sql() + ")", Optional.empty(), List.of(part));
    }

    @Override
    public Compiled onField(Condition.OnField condition) {
        return checked(condition, operand(condition.field()), condition.check());
    }

    @Override
    public Compiled onConsent(Condition.OnConsent condition) {
        String column = "p.`" + ProfileColumns.consent(condition.purpose()) + "`";
        String sql = condition
                .state()
                .map(state -> column + (state == Consent.GRANTED ? " IS TRUE" : " IS FALSE"))
                .orElse(column + " IS NULL");
        String word = "CASE " + column + " WHEN TRUE THEN 'granted' WHEN FALSE THEN 'denied' END";
        return new Compiled(condition, "(" + sql + ")", Optional.of(word), List.of());
    }

    @Override
    public Compiled onEvents(Condition.OnEvents condition) {
        EventTable.Key key = EventTable.Key.of(condition);
        EventTable table = events.computeIfAbsent(key, any -> new EventTable("e" + events.size(), any, parameters));
        table.change(condition.window()).ifPresent(changes::add);
        return checked(condition, table.value(EventTable.Column.of(condition)), condition.check());
    }

    private Compiled checked(Condition condition, Operand operand, Check check) {
        String sql = check.fold(new CheckCompiler(operand, parameters, changes));
        return new Compiled(condition, "(" + sql + ")", Optional.of(operand.sql()), List.of());
    }

    @Override
    public Compiled fromSource(Condition.FromSource condition) {
        DerivedTable table = sources.computeIfAbsent(condition, this::records);
        String count = "COALESCE(" + table.alias() + ".n, 0)";
        return new Compiled(condition, "(" + count + " > 0)", Optional.of(count), List.of());
    }

    private DerivedTable records(Condition.FromSource condition) {
        String stream = condition.stream()
                .map(name -> " AND t.name = " + parameters.add(name))
                .orElse("");
        return new DerivedTable(
                "o" + sources.size(),
                Scope.Rows.RECORDS,
                "SELECT r.profile_id, COUNT(*) AS n FROM ",
                " JOIN stream t ON t.id = r.stream_id WHERE t.source = " + parameters.add(condition.source()) + stream
                        + " GROUP BY r.profile_id",
                0);
    }

    /** The haversine formula, which stays exact at short distances; a place that is none on earth is near nothing. */
    @Override
    public Compiled near(Condition.Near condition) {
        String north = operand(condition.latitude()).sql();
        String east = operand(condition.longitude()).sql();
        String here = parameters.add(condition.north());
        String up = "POW(SIN(RADIANS(" + north + " - " + here + ") / 2), 2)";
        String along = "POW(SIN(RADIANS(" + east + " - " + parameters.add(condition.east()) + ") / 2), 2)";
        String distance = "(2 * " + Condition.Near.EARTH + " * ASIN(LEAST(1, SQRT(" + up + " + COS(RADIANS(" + here
                + ")) * COS(RADIANS(" + north + ")) * " + along + "))))";
        String onEarth = north + " BETWEEN -90 AND 90 AND " + east + " BETWEEN -180 AND 180 AND ";
        String most = parameters.add(condition.within().metres());
        String sql = "COALESCE(" + onEarth + distance + " <= " + most + ", FALSE)";
        return new Compiled(condition, sql, Optional.of("ROUND(" + distance + ")"), List.of());
    }

    /** The first 32 bits of a hash, as a share of all. */
    @Override
    public Compiled sampled(Condition.Sampled condition) {
        String place = "CAST(CONV(LEFT(SHA1(CONCAT(" + parameters.add(condition.name() + ":")
                + ", p.id)), 8), 16, 10) AS UNSIGNED)";
        String sql =
                "(" + place + " >= " + bound(condition.from()) + " AND " + place + " < " + bound(condition.to()) + ")";
        return new Compiled(condition, sql, Optional.empty(), List.of());
    }

    private static long bound(BigDecimal percent) {
        return percent.movePointLeft(2)
                .multiply(BigDecimal.valueOf(1L << 32))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    @Override
    public Compiled top(Condition.Top condition) {
        SegmentCompiler compiler = new SegmentCompiler(parameters);
        Root root = compiler.root(condition.of());
        String by = compiler.operand(condition.by()).sql();
        CompiledSegment of = compiler.compiled(root, compiler.tables());
        Ranking ranking = new Ranking("rank" + rankings.size(), condition, by, of);
        rankings.add(ranking.table());
        if (of.dependsOnTime()) {
            changes.add(ranking.recheckAt());
        }
        return ranking.compiled();
    }

    @Override
    public Compiled until(Condition.Until condition) {
        String start = WindowCompiler.midnight(condition.day(), condition.zone(), parameters);
        String sql = "(" + CheckCompiler.NOW + " < " + start + ")";
        changes.add("CASE WHEN " + sql + " THEN " + start + " END");
        return new Compiled(condition, sql, Optional.empty(), List.of());
    }

    @Override
    public Compiled inSegment(Condition.InSegment condition) {
        Compiled definition = condition.definition().fold(this);
        return new Compiled(condition, definition.sql(), Optional.empty(), List.of(definition));
    }
}
