package io.serai.segment;

/**
 * One value or several of each profile, made of its events or records: joined once, however many conditions ask.
 *
 * @param before the SQL of the table up to its FROM
 * @param after the SQL after it
 * @param passes how often it goes through the events, steps that follow an event included
 */
record DerivedTable(String alias, Scope.Rows rows, String before, String after, long passes) {
    String join(Scope scope) {
        return " LEFT JOIN (" + before + scope.from(rows) + after + ") " + alias + " ON " + alias
                + ".profile_id = p.id";
    }
}
