package io.serai.segment;

import io.serai.profile.ComputedValues;
import io.serai.profile.ProfileColumns;
import io.serai.schema.ValueType;
import io.serai.store.Moments;
import java.time.Instant;

/**
 * A value in SQL that a check is about, NULL when absent.
 *
 * <p>Text is compared by code point without padding, as the store's columns have it; of columns of ASCII and values out of
 * JSON, which have others, the collation is said at each place. Moments are bound as text and cast, because a driver shifts
 * typed ones.
 *
 * @param canonical the same for comparing with canonical values of the type alone
 * @param smallLetters whether case has been taken out of it
 */
record Operand(String sql, String canonical, ValueType type, boolean smallLetters) {
    private static final String MOMENT = "CAST(%s AS DATETIME(6))";

    Operand(String sql, ValueType type) {
        this(sql, sql, type, false);
    }

    /** A value of the profile row {@code p}; that of a computed trait, joined under the alias of its name. */
    static Operand field(Field field) {
        String sql = switch (field.kind()) {
            case TRAIT -> column(ProfileColumns.trait(field.name()));
            case COMPUTED -> ComputedValues.value(ComputedValues.alias(field.name()), field.type());
            case IDENTIFIER -> column(ProfileColumns.identifier(field.name()));
            case SEEN -> column(field.equals(Field.FIRST_SEEN) ? "first_seen" : "last_seen");
            case IDENTITY -> column(field.equals(Field.RECORDS) ? "subjects" : "divided");
        };
        return switch (field.type()) {
            // Columns of ASCII; to convert everybody's would take longer than to compare it.
            case PHONE, COUNTRY, LANGUAGE ->
                field.kind() == Field.Kind.TRAIT
                        ? new Operand(text(sql), sql + " COLLATE ascii_nopad_bin", field.type(), false)
                        : new Operand(sql, field.type());
            default -> new Operand(sql, field.type());
        };
    }

    private static String column(String name) {
        return "p.`" + name + "`";
    }

    /** The same text with every letter that has a small form in it, and so what it is compared with. */
    Operand inSmallLetters() {
        return new Operand(small(sql), small(sql), type, true);
    }

    /** By the one kind of collation that knows all letters: that of code points knows those of Unicode 3. */
    private static String small(String sql) {
        return "LOWER((" + sql + ") COLLATE utf8mb4_uca1400_nopad_as_cs) COLLATE utf8mb4_nopad_bin";
    }

    /**
     * A property of an event row. One whose stored JSON is of another type than the schema now says is
     * absent, so that records of before a change of the schema fail no statement.
     */
    static Operand property(String event, String name, ValueType type, Parameters parameters) {
        String properties = event + ".properties";
        String at = parameters.add("$.\"" + name + "\"");
        String value = "JSON_VALUE(" + properties + ", " + at + ")";
        String kind = "JSON_TYPE(JSON_EXTRACT(" + properties + ", " + at + "))";
        String sql = switch (type) {
            case STRING, NAME, EMAIL, PHONE, COUNTRY, LANGUAGE ->
                "CASE WHEN " + kind + " = 'STRING' THEN " + text(value) + " END";
            case WHOLE -> "CASE WHEN " + kind + " = 'INTEGER' THEN CAST(" + value + " AS SIGNED) END";
            case DECIMAL, MONEY ->
                "CASE WHEN " + kind + " IN ('INTEGER', 'DOUBLE') THEN CAST(" + value + " AS DECIMAL(38, 6)) END";
            case BOOLEAN ->
                "CASE WHEN " + kind + " = 'BOOLEAN' THEN JSON_EXTRACT(" + properties + ", " + at + ") = 'true' END";
            case DATE -> calendar("CAST(" + value + " AS DATE)", kind);
            case DATETIME -> calendar(MOMENT.formatted("TRIM(TRAILING 'Z' FROM " + value + ")"), kind);
            case LIST -> "CASE WHEN " + kind + " = 'ARRAY' THEN JSON_EXTRACT(" + properties + ", " + at + ") END";
        };
        return new Operand(sql, type);
    }

    /** Text that is no date is NULL as one, and yet the server's MIN and MAX take it for the day 0. */
    private static String calendar(String value, String kind) {
        return "CASE WHEN " + kind + " = 'STRING' AND " + value + " >= '1000-01-01' THEN " + value + " END";
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
            default -> smallLetters ? small(text(parameters.add(value))) : parameters.add(value);
        };
    }

    private static String text(String sql) {
        return "CONVERT(" + sql + " USING utf8mb4) COLLATE utf8mb4_nopad_bin";
    }
}
