package io.serai.profile;

import io.serai.schema.ProfileSchema;
import io.serai.schema.TraitDefinition;
import io.serai.store.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The typed columns of the profile table that come from the profile schema: {@code t_NAME} for each trait that is no
 * personal data, {@code c_PURPOSE} (1 granted, 0 denied, NULL no evidence) for each purpose, {@code i_NAMESPACE} (how many
 * identifiers it holds, NULL for none) for each namespace. A column whose trait is no longer declared stays, unread, so that a mistaken edit destroys nothing.
 */
public final class ProfileColumns {
    private ProfileColumns() {}

    /** The column of a trait; only traits that are no personal data have one. */
    public static String trait(String name) {
        return "t_" + name.replace('-', '_');
    }

    public static String consent(String purpose) {
        return "c_" + purpose.replace('-', '_');
    }

    public static String identifier(String namespace) {
        return "i_" + namespace.replace('-', '_');
    }

    /** The traits that have a column, in the schema's order. */
    public static List<TraitDefinition> open(ProfileSchema schema) {
        return schema.traits().values().stream().filter(trait -> !trait.pii()).toList();
    }

    /** The traits kept sealed. */
    public static List<TraitDefinition> sealed(ProfileSchema schema) {
        return schema.traits().values().stream().filter(TraitDefinition::pii).toList();
    }

    /** Adds the columns the schema needs and the table lacks. */
    public static void ensure(Database database, ProfileSchema schema) {
        database.jdbi().useHandle(handle -> {
            Set<String> present = handle.createQuery("SELECT column_name FROM information_schema.columns"
                            + " WHERE table_schema = DATABASE() AND table_name = 'profile'")
                    .mapTo(String.class)
                    .collect(Collectors.toSet());
            Map<String, String> needed = needed(schema);
            needed.keySet().removeAll(present);
            String additions = needed.entrySet().stream()
                    .map(column -> "ADD COLUMN IF NOT EXISTS `" + column.getKey() + "` " + column.getValue() + " NULL")
                    .collect(Collectors.joining(", "));
            if (!additions.isEmpty()) {
                handle.execute("ALTER TABLE profile " + additions);
            }
        });
    }

    /** Column types by column. */
    private static Map<String, String> needed(ProfileSchema schema) {
        Map<String, String> columns = new LinkedHashMap<>();
        open(schema).forEach(trait -> columns.put(trait(trait.name()), sqlType(trait)));
        schema.purposes().forEach(purpose -> columns.put(consent(purpose), "BOOLEAN"));
        schema.identifiers().keySet().forEach(namespace -> columns.put(identifier(namespace), "INT"));
        return columns;
    }

    private static String sqlType(TraitDefinition trait) {
        String ascii = " CHARACTER SET ascii COLLATE ascii_bin";
        return switch (trait.type()) {
            case STRING, NAME -> "VARCHAR(" + trait.maxLength() + ")";
            case EMAIL -> "VARCHAR(320)";
            case PHONE -> "VARCHAR(20)" + ascii;
            case COUNTRY -> "VARCHAR(2)" + ascii;
            case LANGUAGE -> "VARCHAR(35)" + ascii;
            case DATE -> "DATE";
            case DATETIME -> "DATETIME(6)";
            case WHOLE -> "BIGINT";
            case DECIMAL, MONEY -> "DECIMAL(25,6)";
            case BOOLEAN -> "BOOLEAN";
            case LIST -> "JSON";
        };
    }
}
