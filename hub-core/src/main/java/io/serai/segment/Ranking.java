package io.serai.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A derived table that gives every live profile its place by a trait, those first who meet a condition and have the trait.
 * It carries the verdicts on the condition's parts along, so that one statement still tells everything. Not thread-safe.
 */
final class Ranking {
    private final String alias;
    private final CompiledSegment of;
    private final List<String> columns = new ArrayList<>();
    private final Compiled compiled;

    /** @param by the trait's value, in the terms of {@code of} */
    Ranking(String alias, Condition.Top condition, String by, CompiledSegment of) {
        this.alias = alias;
        this.of = of;
        String candidate = "(" + of.member() + " AND " + by + " IS NOT NULL)";
        String order = candidate + " DESC, " + by + (condition.highest() ? " DESC" : "") + ", p.id";
        String counts = column(candidate);
        String place = column("ROW_NUMBER() OVER (ORDER BY " + order + ")");
        this.compiled = new Compiled(
                condition,
                "COALESCE(" + counts + " AND " + place + " <= " + condition.most() + ", FALSE)",
                Optional.of("CASE WHEN " + counts + " THEN " + place + " END"),
                List.of(carried(of.root())));
    }

    /** Carries an expression out of the table; answers what it is called outside. */
    private String column(String sql) {
        String name = "c" + columns.size();
        columns.add(sql + " AS " + name);
        return alias + "." + name;
    }

    private Compiled carried(Compiled inner) {
        return new Compiled(
                inner.condition(),
                "COALESCE(" + column(inner.sql()) + ", FALSE)",
                inner.value().map(this::column),
                inner.parts().stream().map(this::carried).toList());
    }

    /** The condition, as asked of the joined table. */
    Compiled compiled() {
        return compiled;
    }

    /** When time alone can change whether a profile meets the condition. */
    String recheckAt() {
        return alias + ".recheck_at";
    }

    DerivedTable table() {
        return new DerivedTable(
                alias,
                Scope.Rows.ITS_OWN,
                "SELECT p.id AS profile_id, " + String.join(", ", columns) + ", " + of.recheckAt() + " AS recheck_at"
                        + of.from(Scope.EVERYONE),
                "",
                of.passes());
    }
}
