package io.serai.segment;

import io.serai.profile.ComputedValues;
import io.serai.schema.ValueType;
import io.serai.store.Moments;
import java.time.Instant;

/**
 * A value in SQL that a check is about, NULL when absent.
 *
 * <p>Text is compared by code point without padding: the collation is said at each place, because columns of ASCII and
 * values out of JSON have others. Moments are bound as text and cast, because a driver shifts typed ones.
 */
record Operand(String sql, ValueType type) {
    private static final String MOMENT = "CAST(%s AS DATETIME(6))";

    static Operand column(String name, ValueType type) {
        return of("p.`" + name + "`", type);
    }

    private static Operand of(String column, ValueType type) {
        return new Operand(type.javaType() == String.class ? text(column) : column, type);
    }

    /** A computed trait, joined under an alias. */
    static Operand computed(String alias, ValueType type) {
        return of(ComputedValues.value(alias, type), type);
    }

    /**
     * A property of the event row {@code e}. One whose stored JSON is of another type than the schema now says is
     * absent, so that records of before a change of the schema fail no statement.
     */
    static Operand property(String name, ValueType type, Parameters parameters) {
        String at = parameters.add("$.\"" + name + "\"");
        String value = "JSON_VALUE(e.properties, " + at + ")";
        String kind = "JSON_TYPE(JSON_EXTRACT(e.properties, " + at + "))";
        String sql = switch (type) {
            case STRING, NAME, EMAIL, PHONE, COUNTRY, LANGUAGE ->
                "CASE WHEN " + kind + " = 'STRING' THEN " + text(value) + " END";
            case WHOLE -> "CASE WHEN " + kind + " = 'INTEGER' THEN CAST(" + value + " AS SIGNED) END";
            case DECIMAL, MONEY ->
                "CASE WHEN " + kind + " IN ('INTEGER', 'DOUBLE') THEN CAST(" + value + " AS DECIMAL(38, 6)) END";
            case BOOLEAN ->
                "CASE WHEN " + kind + " = 'BOOLEAN' THEN JSON_EXTRACT(e.properties, " + at + ") = 'true' END";
            case DATE -> "CASE WHEN " + kind + " = 'STRING' THEN CAST(" + value + " AS DATE) END";
            case DATETIME ->
                "CASE WHEN " + kind + " = 'STRING' THEN " + MOMENT.formatted("TRIM(TRAILING 'Z' FROM " + value + ")")
                        + " END";
            case LIST -> "CASE WHEN " + kind + " = 'ARRAY' THEN JSON_EXTRACT(e.properties, " + at + ") END";
        };
        return new Operand(sql, type);
    }

    /** This operand as a moment; a day as its first one. */
    String moment() {
        return MOMENT.formatted(sql);
    }

    /** A placeholder for a canonical value of this operand's type. */
    String bind(Object value, Parameters parameters) {
        return switch (type) {
            case DATE -> "CAST(" + parameters.add(value.toString()) + " AS DATE)";
            case DATETIME -> MOMENT.formatted(parameters.add(Moments.sql((Instant) value)));
            default -> parameters.add(value);
        };
    }

    private static String text(String sql) {
        return "CONVERT(" + sql + " USING utf8mb4) COLLATE utf8mb4_nopad_bin";
    }
}
