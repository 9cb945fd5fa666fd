package io.serai.match;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Makes a model of the settings that Splink 3 to 5 save as JSON. Splink's conditions are SQL, ours are levels: each goes to
 * the level that is about the same, and whatever has none is told.
 */
public final class SplinkImport {
    private static final Map<String, Role> COLUMNS = Map.ofEntries(
            Map.entry("first_name", Role.GIVEN_NAME),
            Map.entry("forename", Role.GIVEN_NAME),
            Map.entry("forename1", Role.GIVEN_NAME),
            Map.entry("last_name", Role.SURNAME),
            Map.entry("family_name", Role.SURNAME),
            Map.entry("dob", Role.BIRTH_DATE),
            Map.entry("date_of_birth", Role.BIRTH_DATE),
            Map.entry("sex", Role.GENDER),
            Map.entry("email_address", Role.EMAIL),
            Map.entry("phone_number", Role.PHONE),
            Map.entry("telephone", Role.PHONE),
            Map.entry("mobile", Role.PHONE),
            Map.entry("soc_sec_id", Role.NATIONAL_ID),
            Map.entry("ssn", Role.NATIONAL_ID),
            Map.entry("ni_number", Role.NATIONAL_ID),
            Map.entry("address_1", Role.STREET),
            Map.entry("suburb", Role.CITY),
            Map.entry("town", Role.CITY),
            Map.entry("postcode_fake", Role.POSTCODE),
            Map.entry("post_code", Role.POSTCODE),
            Map.entry("zip", Role.POSTCODE),
            Map.entry("zip_code", Role.POSTCODE),
            Map.entry("company_name", Role.ORGANISATION),
            Map.entry("birthplace", Role.BIRTH_PLACE));

    /** Settings that say how Splink computes or shows, and nothing of who is who. */
    private static final Set<String> OF_NO_CONCERN = Set.of(
            "retain_matching_columns",
            "retain_intermediate_calculation_columns",
            "additional_columns_to_retain",
            "sql_dialect",
            "linker_uid",
            "em_convergence",
            "max_iterations",
            "match_weight_column_prefix",
            "bayes_factor_column_prefix",
            "term_frequency_adjustment_column_prefix",
            "comparison_vector_value_column_prefix",
            "unique_id_column_name",
            "source_dataset_column_name");

    private static final Set<String> UNDERSTOOD = Set.of(
            "link_type",
            "probability_two_random_records_match",
            "blocking_rules_to_generate_predictions",
            "comparisons");
    private static final Pattern COLUMN = Pattern.compile("(\\w+)_l\\b");

    /** Of a level that Splink has not, there is next to nothing; it weighs what the next weaker one does. */
    private static final double NEXT_TO_NOTHING = 1e-6;

    private final JsonNode settings;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> fieldOf = new LinkedHashMap<>();
    private final Map<String, FieldModel> fields = new LinkedHashMap<>();

    private SplinkImport(JsonNode settings) {
        this.settings = settings;
    }

    /**
     * What came of the settings.
     *
     * @param fields Splink's columns and the fields they are now
     * @param notes what could not be expressed, a sentence each
     */
    public record Imported(MatchModel model, Map<String, String> fields, List<String> notes) {
        public Imported {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            notes = List.copyOf(notes);
        }
    }

    /**
     * @throws IllegalArgumentException if these are no settings of Splink's with comparisons
     */
    public static Imported of(JsonNode settings) {
        if (!settings.path("comparisons").isArray()
                || settings.path("comparisons").isEmpty()) {
            throw new IllegalArgumentException("it has no 'comparisons', so it is no model that Splink saved.");
        }
        return new SplinkImport(settings).run();
    }

    private Imported run() {
        settings.path("comparisons").forEach(this::comparison);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("none of its comparisons can be expressed. " + String.join(" ", notes));
        }
        tellSettings();
        MatchModel shipped = ShippedModel.people(fields.keySet());
        MatchModel model = new MatchModel(
                "splink",
                1,
                List.copyOf(fields.values()),
                keys(shipped),
                shipped.keyCap(),
                List.of(),
                List.of(),
                Map.of(),
                prior(shipped),
                shipped.linkAt(),
                shipped.reviewAt(),
                shipped.cutAt());
        return new Imported(model, fieldOf, notes);
    }

    private double prior(MatchModel shipped) {
        double share = settings.path("probability_two_random_records_match").asDouble(0);
        if (share <= 0 || share >= 1) {
            notes.add("There is no probability_two_random_records_match; the prior is the shipped one.");
            return shipped.prior();
        }
        return FieldModel.bits(share / (1 - share));
    }

    private void tellSettings() {
        settings.fieldNames().forEachRemaining(name -> {
            if (!OF_NO_CONCERN.contains(name) && !UNDERSTOOD.contains(name)) {
                notes.add("The setting '" + name + "' was not taken over.");
            }
        });
        String link = settings.path("link_type").asText("dedupe_only");
        if (!link.equals("dedupe_only")) {
            notes.add("The link type '" + link + "' was not taken over: records of one source may be one person, too.");
        }
    }

    private void comparison(JsonNode comparison) {
        String name = comparison.path("output_column_name").asText();
        Set<String> columns = new TreeSet<>();
        for (JsonNode level : comparison.path("comparison_levels")) {
            COLUMN.matcher(SplinkMeasure.plain(condition(level)))
                    .results()
                    .forEach(found -> columns.add(found.group(1)));
        }
        if (columns.size() != 1) {
            columns.forEach(column -> fields.putIfAbsent(field(column), shipped(column)));
            notes.add("The comparison '" + name + "' looks at several columns at once (" + String.join(", ", columns)
                    + "), which cannot be expressed; each is a field of its own, with the shipped weights.");
            return;
        }
        String column = columns.iterator().next();
        fields.put(field(column), translated(name, shipped(column), comparison.path("comparison_levels")));
    }

    private static String condition(JsonNode level) {
        return level.path("sql_condition").asText();
    }

    private String field(String column) {
        return fieldOf.computeIfAbsent(
                column,
                any -> Optional.ofNullable(COLUMNS.get(column))
                        .map(Role::label)
                        .orElse(column.replaceFirst("^[^a-z]+", "")));
    }

    /** The shipped field of a column; one of texts if there is none. */
    private FieldModel shipped(String column) {
        String field = field(column);
        return ShippedModel.people().fields().stream()
                .filter(one -> one.name().equals(field))
                .findFirst()
                .orElseGet(() -> ShippedModel.extra(field, Comparison.TEXT));
    }

    /** Levels that are one level here are added up, both in m and in u. */
    private FieldModel translated(String name, FieldModel shipped, JsonNode levels) {
        List<String> ours = shipped.comparison().levels();
        double[] m = new double[ours.size()];
        double[] u = new double[ours.size()];
        for (JsonNode level : levels) {
            if (level.path("is_null_level").asBoolean(false)) {
                continue;
            }
            if (!level.path("m_probability").isNumber()
                    || !level.path("u_probability").isNumber()) {
                notes.add(told(name, level) + " has no m or no u; it was left out.");
                continue;
            }
            int place = ours.indexOf(level(name, shipped.comparison(), level));
            m[place] += level.path("m_probability").asDouble();
            u[place] += level.path("u_probability").asDouble();
            tellTermFrequencies(name, level);
        }
        return filled(shipped, m, u);
    }

    private String level(String name, Comparison comparison, JsonNode level) {
        String differ = comparison.levels().get(0);
        if (condition(level).strip().equalsIgnoreCase("ELSE")) {
            return differ;
        }
        Optional<String> ours = SplinkMeasure.of(condition(level)).flatMap(measure -> measure.level(comparison));
        if (ours.isEmpty()) {
            notes.add(told(name, level) + " cannot be expressed; it counts as '" + differ + "'.");
        }
        return ours.orElse(differ);
    }

    private static String told(String comparison, JsonNode level) {
        return "The level '" + level.path("label_for_charts").asText(condition(level)) + "' of '" + comparison + "'";
    }

    private void tellTermFrequencies(String name, JsonNode level) {
        double weight = level.path("tf_adjustment_weight").asDouble(1);
        if (weight != 1) {
            notes.add(told(name, level) + " adjusts for term frequencies by half measures (" + weight
                    + "), which cannot be expressed; it is adjusted whole.");
        }
        if (level.path("tf_minimum_u_value").asDouble(0) > 0) {
            notes.add(told(name, level) + " has a tf_minimum_u_value, which was not taken over.");
        }
    }

    private static FieldModel filled(FieldModel shipped, double[] m, double[] u) {
        double ratio = 1;
        for (int level = 0; level < m.length; level++) {
            if (u[level] > 0) {
                m[level] = Math.max(NEXT_TO_NOTHING, m[level]);
                ratio = m[level] / u[level];
            } else {
                u[level] = NEXT_TO_NOTHING;
                m[level] = Math.min(1, NEXT_TO_NOTHING * ratio);
            }
        }
        return new FieldModel(
                shipped.name(),
                shipped.comparison(),
                Arrays.stream(m).map(share -> Math.min(1, share)).boxed().toList(),
                Arrays.stream(u).map(share -> Math.min(1, share)).boxed().toList(),
                -ModelReader.UNBOUNDED);
    }

    private List<BlockingKey> keys(MatchModel shipped) {
        Set<BlockingKey> keys = new LinkedHashSet<>();
        for (JsonNode rule : settings.path("blocking_rules_to_generate_predictions")) {
            String sql = rule.isTextual()
                    ? rule.asText()
                    : rule.path("blocking_rule").asText();
            Optional<BlockingKey> key = rule.path("arrays_to_explode").isEmpty()
                    ? SplinkRule.key(sql, this::field)
                            .filter(found -> fields.keySet().containsAll(found.fields()))
                    : Optional.empty();
            key.ifPresentOrElse(
                    keys::add,
                    () -> notes.add("The blocking rule '" + sql + "' cannot be expressed; it was left out."));
        }
        if (keys.isEmpty()) {
            notes.add("No blocking rule was taken over; the shipped ones for these fields are used.");
            return shipped.keys();
        }
        return List.copyOf(keys);
    }
}
