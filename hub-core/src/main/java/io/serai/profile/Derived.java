package io.serai.profile;

import io.serai.store.PreparedQuery;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * What the hub worked out about a profile.
 *
 * @param traits its computed traits, by name
 * @param segments the names of those it is in, sorted
 */
public record Derived(Map<String, ComputedValues.Value> traits, List<String> segments) {
    /** One question, for it is asked with every profile that is looked up; a segment's row has no type. */
    private static final String SELECT = "SELECT " + ComputedValues.TRAIT + ", number, text, moment, items"
            + " FROM computed_trait STRAIGHT_JOIN computed_value ON trait_id = id AND profile_id = ?"
            + " WHERE computed_at IS NOT NULL"
            + " UNION ALL SELECT s.id, s.name, NULL, NULL, NULL, NULL, NULL, NULL"
            + " FROM membership m STRAIGHT_JOIN segment s ON s.id = m.segment_id WHERE m.profile_id = ?";

    /** Of a live profile; by the caller's transaction. */
    public static Derived of(Handle handle, long profileId) {
        Map<String, ComputedValues.Value> traits = new TreeMap<>();
        TreeSet<String> segments = new TreeSet<>();
        PreparedQuery.list(
                handle,
                SELECT,
                row -> {
                    if (row.getString("type") == null) {
                        return segments.add(row.getString("name"));
                    }
                    ComputedValues.Trait trait = ComputedValues.trait(row);
                    Object value = ComputedValues.value(row, trait);
                    return value != null
                            && traits.put(trait.name(), new ComputedValues.Value(value, trait.computedAt())) == null;
                },
                profileId,
                profileId);
        return new Derived(traits, List.copyOf(segments));
    }
}
