package io.serai.profile;

import io.serai.schema.ValueType;
import io.serai.store.BulkQuery;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The values of computed traits: where they are stored and how they are read. What may be read is said by the store, so
 * that traits may come and go while profiles are read. Works on the caller's transaction.
 */
public final class ComputedValues {
    static final String TRAIT = "id, name, type, computed_at";

    private ComputedValues() {}

    /** A trait as the store has it. */
    record Trait(int id, String name, ValueType type, Instant computedAt) {}

    /**
     * A value of a profile.
     *
     * @param computedAt when it was right
     */
    public record Value(Object value, Instant computedAt) {}

    /** The column of {@code computed_value} that holds values of a type. */
    public static String column(ValueType type) {
        return switch (type) {
            case STRING, NAME, EMAIL, PHONE, COUNTRY, LANGUAGE -> "text";
            case DATE, DATETIME -> "moment";
            case WHOLE, DECIMAL, MONEY, BOOLEAN -> "number";
            case LIST -> "items";
        };
    }

    /** What a trait's row is joined as; the name is one that the configuration's reader has let pass. */
    public static String alias(String trait) {
        return "`k_" + trait + "`";
    }

    /**
     * Joins the trait's rows to the profiles {@code p}.
     *
     * @param name the placeholder of the trait's name
     */
    public static String join(String alias, String name) {
        return " LEFT JOIN computed_value " + alias + " ON " + alias
                + ".trait_id = (SELECT id FROM computed_trait WHERE name = " + name + ") AND " + alias
                + ".profile_id = p.id";
    }

    /**
     * The value in SQL, NULL when absent. COALESCE, because the server takes {@code NOT (a IS TRUE OR b IS TRUE)} to refuse
     * profiles that have no row, and joins only those that have one.
     */
    public static String value(String alias, ValueType type) {
        String column = "COALESCE(" + alias + "." + column(type) + ")";
        return type == ValueType.DATE ? "CAST(" + column + " AS DATE)" : column;
    }

    /** What these profiles have of the computed traits among these names. */
    static Map<Long, Map<String, Object>> ofAll(Handle handle, Collection<Long> profileIds, Collection<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        List<Trait> traits = traits(handle).stream()
                .filter(trait -> names.contains(trait.name()))
                .toList();
        return read(handle, traits, profileIds);
    }

    private static List<Trait> traits(Handle handle) {
        return BulkQuery.list(
                handle,
                "SELECT " + TRAIT + " FROM computed_trait WHERE computed_at IS NOT NULL",
                ComputedValues::trait);
    }

    static Trait trait(ResultSet row) throws SQLException {
        return new Trait(
                row.getInt("id"),
                row.getString("name"),
                ValueType.of(row.getString("type")),
                Moments.read(row.getObject("computed_at", LocalDateTime.class)));
    }

    static @Nullable Object value(ResultSet row, Trait trait) throws SQLException {
        return ProfileStore.column(row, row.findColumn(column(trait.type())), trait.type());
    }

    private static Map<Long, Map<String, Object>> read(Handle handle, List<Trait> traits, Collection<Long> profileIds) {
        if (traits.isEmpty() || profileIds.isEmpty()) {
            return Map.of();
        }
        Map<Integer, Trait> byId = traits.stream().collect(Collectors.toMap(Trait::id, trait -> trait));
        List<Long> ids = new ArrayList<>();
        byId.keySet().forEach(id -> ids.add((long) id));
        Map<Long, Map<String, Object>> values = new HashMap<>();
        String select = "SELECT trait_id, profile_id, number, text, moment, items FROM computed_value"
                + " FORCE INDEX (PRIMARY) WHERE trait_id IN (" + BulkQuery.numbers(ids) + ") AND profile_id IN ("
                + BulkQuery.numbers(profileIds) + ")";
        BulkQuery.list(handle, select, row -> {
            Trait trait = byId.get(row.getInt("trait_id"));
            return trait != null && put(values, row, trait);
        });
        return values;
    }

    private static boolean put(Map<Long, Map<String, Object>> values, ResultSet row, Trait trait) throws SQLException {
        Object value = value(row, trait);
        if (value != null) {
            values.computeIfAbsent(row.getLong("profile_id"), any -> new HashMap<>())
                    .put(trait.name(), value);
        }
        return value != null;
    }
}
