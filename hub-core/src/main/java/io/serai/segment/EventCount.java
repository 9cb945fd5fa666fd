package io.serai.segment;

/**
 * A derived table with the number of each profile's events that pass a filter: {@code n}, and for a window in time
 * {@code recheck_at}, when that number can next change.
 */
record EventCount(String alias, String columns, String filter) {
    String join(Scope scope) {
        return " LEFT JOIN (SELECT r.profile_id, " + columns + " FROM " + scope.events() + " WHERE " + filter
                + " GROUP BY r.profile_id) " + alias + " ON " + alias + ".profile_id = p.id";
    }
}
