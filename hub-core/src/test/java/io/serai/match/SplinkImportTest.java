package io.serai.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.document.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings in the form in which Splink 4 saves them, as its settings schema describes it. */
class SplinkImportTest {
    private static final String SETTINGS = """
            { "link_type": "link_only",
              "probability_two_random_records_match": 0.001,
              "sql_dialect": "duckdb",
              "unheard_of": 1,
              "blocking_rules_to_generate_predictions": [
                { "blocking_rule": "(l.\\"first_name\\" = r.\\"first_name\\") AND (SUBSTR(l.dob, 1, 4) = SUBSTR(r.dob, 1, 4))" },
                "SUBSTRING(l.shoe, 1, 2) = SUBSTRING(r.shoe, 1, 2)",
                { "blocking_rule": "levenshtein(l.dob, r.dob) < 2" } ],
              "comparisons": [
                { "output_column_name": "first_name", "comparison_levels": [
                  { "sql_condition": "\\"first_name_l\\" IS NULL OR \\"first_name_r\\" IS NULL", "is_null_level": true },
                  { "sql_condition": "\\"first_name_l\\" = \\"first_name_r\\"", "m_probability": 0.5, "u_probability": 0.01,
                    "tf_adjustment_column": "first_name", "tf_adjustment_weight": 0.5 },
                  { "sql_condition": "jaro_winkler_similarity(\\"first_name_l\\", \\"first_name_r\\") >= 0.92",
                    "m_probability": 0.2, "u_probability": 0.02 },
                  { "sql_condition": "jaro_winkler_similarity(\\"first_name_l\\", \\"first_name_r\\") >= 0.7",
                    "m_probability": 0.1, "u_probability": 0.05 },
                  { "sql_condition": "ELSE", "m_probability": 0.2, "u_probability": 0.92 } ] },
                { "output_column_name": "dob", "comparison_levels": [
                  { "sql_condition": "CAST(\\"dob_l\\" AS TEXT) IS NULL OR CAST(\\"dob_r\\" AS TEXT) IS NULL",
                    "is_null_level": true },
                  { "sql_condition": "CAST(\\"dob_l\\" AS TEXT) = CAST(\\"dob_r\\" AS TEXT)",
                    "m_probability": 0.7, "u_probability": 0.001 },
                  { "sql_condition": "damerau_levenshtein(\\"dob_l\\", \\"dob_r\\") <= 1",
                    "m_probability": 0.2, "u_probability": 0.002 },
                  { "sql_condition": "ABS(EPOCH(try_strptime(\\"dob_l\\", '%Y-%m-%d')) - EPOCH(try_strptime(\\"dob_r\\", '%Y-%m-%d'))) <= 315576000.0",
                    "label_for_charts": "10 years", "m_probability": 0.04, "u_probability": 0.3 },
                  { "sql_condition": "ELSE", "m_probability": 0.06, "u_probability": 0.697 } ] },
                { "output_column_name": "email", "comparison_levels": [
                  { "sql_condition": "\\"email_l\\" IS NULL OR \\"email_r\\" IS NULL", "is_null_level": true },
                  { "sql_condition": "\\"email_l\\" = \\"email_r\\"", "m_probability": 0.6, "u_probability": 0.001 },
                  { "sql_condition": "NULLIF(regexp_extract(\\"email_l\\", '^[^@]+', 0), '') = NULLIF(regexp_extract(\\"email_r\\", '^[^@]+', 0), '')",
                    "m_probability": 0.1, "u_probability": 0.001 },
                  { "sql_condition": "ELSE", "m_probability": 0.3, "u_probability": 0.998 } ] },
                { "output_column_name": "shoe", "comparison_levels": [
                  { "sql_condition": "shoe_l = shoe_r", "m_probability": 0.9, "u_probability": 0.1 },
                  { "sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9 } ] },
                { "output_column_name": "names", "comparison_levels": [
                  { "sql_condition": "first_name_l = surname_r AND surname_l = first_name_r",
                    "m_probability": 0.1, "u_probability": 0.001 } ] } ] }
            """;

    private static SplinkImport.Imported imported() {
        return SplinkImport.of(json(SETTINGS));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static double weight(MatchModel model, String field, String level) {
        FieldModel found = model.fields().stream()
                .filter(one -> one.name().equals(field))
                .findFirst()
                .orElseThrow();
        return found.weight(found.comparison().levels().indexOf(level));
    }

    private static double bits(double ratio) {
        return Math.log(ratio) / Math.log(2);
    }

    @Test
    void levelsKeepTheirWeights() {
        // When
        MatchModel model = imported().model();
        // Then
        assertThat(weight(model, "given_name", "exact")).isCloseTo(bits(50), within(1e-9));
        assertThat(weight(model, "given_name", "near")).isCloseTo(bits(10), within(1e-9));
        assertThat(weight(model, "given_name", "similar")).isCloseTo(bits(2), within(1e-9));
        assertThat(weight(model, "given_name", "differ")).isCloseTo(bits(0.2 / 0.92), within(1e-9));
        assertThat(weight(model, "birth_date", "typo")).isCloseTo(bits(100), within(1e-9));
        assertThat(weight(model, "email", "same_local")).isCloseTo(bits(100), within(1e-9));
        assertThat(weight(model, "shoe", "exact")).isCloseTo(bits(9), within(1e-9));
        assertThat(model.prior()).isCloseTo(bits(0.001 / 0.999), within(1e-9));
    }

    @Test
    void aLevelThatSplinkHasNotWeighsWhatTheNextWeakerDoes() {
        // When
        MatchModel model = imported().model();
        // Then
        assertThat(weight(model, "given_name", "alias")).isCloseTo(weight(model, "given_name", "near"), within(1e-9));
        assertThat(weight(model, "given_name", "close"))
                .isCloseTo(weight(model, "given_name", "similar"), within(1e-9));
        assertThat(weight(model, "birth_date", "near")).isCloseTo(bits(0.1 / 0.997), within(1e-9));
    }

    @Test
    void blockingRulesBecomeKeys() {
        // When
        List<BlockingKey> keys = imported().model().keys();
        // Then
        assertThat(keys)
                .containsExactly(BlockingKey.parse("given_name + birth_date:year"), BlockingKey.parse("shoe:2"));
    }

    @Test
    void whatCannotBeExpressedIsTold() {
        // When
        List<String> notes = imported().notes();
        // Then
        assertThat(notes).hasSize(6);
        assertThat(notes)
                .anyMatch(note -> note.contains("'10 years' of 'dob' cannot be expressed; it counts as 'differ'"));
        assertThat(notes)
                .anyMatch(note -> note.contains("'names' looks at several columns at once (first_name, surname)"));
        assertThat(notes).anyMatch(note -> note.contains("levenshtein(l.dob, r.dob) < 2"));
        assertThat(notes).anyMatch(note -> note.contains("'unheard_of' was not taken over"));
        assertThat(notes).anyMatch(note -> note.contains("'link_only' was not taken over"));
        assertThat(notes).anyMatch(note -> note.contains("half measures (0.5)"));
    }

    @Test
    void itIsAModelLikeAnyOther() {
        // Given
        Problems problems = new Problems();
        MatchModel model = imported().model();
        // When
        var read = ModelReader.parse("splink.yaml", ModelWriter.write(model), problems);
        // Then
        assertThat(problems.list()).isEmpty();
        assertThat(read).contains(model);
    }

    @Test
    void whatIsNoModelIsRefused() {
        assertThatThrownBy(() -> SplinkImport.of(json("{}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no 'comparisons'");
    }
}
