package io.serai.segment;

import io.serai.profile.ComputedValues;
import io.serai.profile.ProfileColumns;
import io.serai.record.Consent;
import io.serai.segment.Condition.Count;
import io.serai.segment.Condition.OnEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one compiler of conditions to SQL. Names come from the profile schema, by way of the reader; every value is bound.
 *
 * <p>Each different condition on events becomes one derived table that counts per profile in a single pass and is joined
 * to the profiles, so no statement runs per profile.
 */
final class SegmentCompiler implements Condition.Cases<Compiled> {
    private final Parameters parameters = new Parameters();
    private final Map<String, String> traits = new LinkedHashMap<>();
    private final Map<OnEvent, EventCount> counts = new LinkedHashMap<>();
    private final List<String> changes = new ArrayList<>();

    private SegmentCompiler() {}

    static CompiledSegment compile(Condition where) {
        SegmentCompiler compiler = new SegmentCompiler();
        Compiled root = where.fold(compiler);
        return new CompiledSegment(
                root,
                List.copyOf(compiler.traits.values()),
                List.copyOf(compiler.counts.values()),
                List.copyOf(compiler.changes),
                compiler.parameters.values());
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
        return new Compiled(condition, sql, parts);
    }

    @Override
    public Compiled not(Condition.Not condition) {
        Compiled part = condition.part().fold(this);
        return new Compiled(condition, "(NOT " + part.sql() + ")", List.of(part));
    }

    @Override
    public Compiled onTrait(Condition.OnTrait condition) {
        Operand operand = condition.computed()
                ? Operand.computed(computed(condition.trait()), condition.type())
                : Operand.column(ProfileColumns.trait(condition.trait()), condition.type());
        String sql = condition.check().fold(new CheckCompiler(operand, parameters));
        condition
                .check()
                .window()
                .ifPresent(length -> changes.add(CheckCompiler.nextChange(operand.moment(), length, parameters)));
        return leaf(condition, sql);
    }

    /** The alias of a computed trait, which is joined once. */
    private String computed(String trait) {
        String alias = ComputedValues.alias(trait);
        traits.computeIfAbsent(alias, any -> ComputedValues.join(alias, parameters.add(trait)));
        return alias;
    }

    @Override
    public Compiled onConsent(Condition.OnConsent condition) {
        String column = "p.`" + ProfileColumns.consent(condition.purpose()) + "`";
        String sql = condition
                .state()
                .map(state -> column + (state == Consent.GRANTED ? " IS TRUE" : " IS FALSE"))
                .orElse(column + " IS NULL");
        return leaf(condition, sql);
    }

    @Override
    public Compiled onEvent(OnEvent condition) {
        // Conditions that differ only in how many they want share a count.
        OnEvent key = new OnEvent(condition.event(), condition.where(), new Count(0, 0), condition.within());
        EventCount count = counts.computeIfAbsent(key, this::count);
        return leaf(condition, wanted("COALESCE(" + count.alias() + ".n, 0)", condition.count()));
    }

    private static String wanted(String number, Count count) {
        return count.most() == Count.UNLIMITED
                ? number + " >= " + count.least()
                : number + " BETWEEN " + count.least() + " AND " + count.most();
    }

    private EventCount count(OnEvent event) {
        String filter = event.filter().sql(parameters);
        String alias = "e" + counts.size();
        String columns = "COUNT(*) AS n";
        if (event.within().isPresent()) {
            Duration length = event.within().get();
            columns = "SUM(e.time <= " + CheckCompiler.NOW + ") AS n, MIN("
                    + CheckCompiler.nextChange("e.time", length, parameters) + ") AS recheck_at";
            changes.add(alias + ".recheck_at");
        }
        return new EventCount(alias, columns, filter);
    }

    @Override
    public Compiled inSegment(Condition.InSegment condition) {
        Compiled definition = condition.definition().fold(this);
        return new Compiled(condition, definition.sql(), List.of(definition));
    }

    private static Compiled leaf(Condition condition, String sql) {
        return new Compiled(condition, "(" + sql + ")", List.of());
    }
}
