package io.serai.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NAME | Ann | ann | exact",
                "NAME | Müller | Mueller | exact",
                "NAME | Ольга | Olga | exact",
                "NAME | Dr. Ann | ANN | exact",
                "NAME | O'Brien | OBrien | exact",
                "NAME | William | Bill | alias",
                "NAME | Katherine | Katharine | near",
                "NAME | wil | wli | close",
                "NAME | J. | John | initial",
                "NAME | Ann | Bob | differ",
                "DATE | 1984-02-29 | 29.02.1984 | exact",
                "DATE | 1984-02-29 | 2/29/1984 | exact",
                "DATE | 19840229 | 1984-02-29T00:00:00Z | exact",
                "DATE | 1984-02-03 | 1984-03-02 | typo",
                "DATE | 1984-02-03 | 1989-02-03 | typo",
                "DATE | 1984-02-03 | 1967-02-03 | near",
                "DATE | 1984-02-03 | 1984-11-27 | same_year",
                "DATE | 1984 | 1984-11-27 | same_year",
                "DATE | 1984-11 | 1984-11-27 | same_month",
                "DATE | 1984-11-02 | 1984-11-27 | same_month",
                "DATE | 1984 | 1984 | same_year",
                "DATE | 1984-02-03 | 1951-11-27 | differ",
                "EMAIL | Ann.Smith@Example.com | ann.smith@example.com | exact",
                "EMAIL | ann+news@example.com | ann@example.com | exact",
                "EMAIL | a.smith@gmail.com | asmith@googlemail.com | same_local",
                "EMAIL | ann.smith@old.com | ann.smith@new.org | same_local",
                "EMAIL | ann@example.com | bob@example.com | differ",
                "PHONE | +49 170 1234567 | 0170/1234567 | exact",
                "PHONE | 0170 1234567 | 0170 1234576 | typo",
                "PHONE | 0170 1234567 | 0170 7654321 | differ",
                "ID | 12-345-678 | 12345678 | exact",
                "ID | 12345678 | 12345687 | typo",
                "STREET | 12 Oak Street | 12 oak st. | exact",
                "STREET | Hauptstr. 5 | Hauptstraße 5 | exact",
                "STREET | 12 Oak Street | 14 Oak Street | near",
                "STREET | 12 Oak Street | 379 Oak Street | same_street",
                "STREET | 12 Oak Street | 12 Elm Avenue | differ",
                "CODE | SE1 7PB | se17pb | exact",
                "CODE | 10115 | 10151 | typo",
                "CODE | 10115 | 10178 | area",
                "CODE | 10115 | 80331 | differ",
                "TEXT | New York | new york | exact",
                "TEXT | Melbourne | Melborne | close",
                "TEXT | London | Paris | differ",
                "ORGANISATION | Acme Ltd. | ACME Limited | exact",
                "ORGANISATION | Smith & Sons GmbH | Sons and Smith | same_words",
                "ORGANISATION | Acme Bank | Globex | differ",
                "CATEGORY | F | f | exact",
                "CATEGORY | F | m | differ"
            })
    void findsTheLevel(Comparison comparison, String one, String other, String level) {
        Value left = comparison.read(one).orElseThrow();
        Value right = comparison.read(other).orElseThrow();
        assertThat(comparison.levels().get(comparison.level(left, right))).isEqualTo(level);
        assertThat(comparison.level(right, left)).as("the other way round").isEqualTo(comparison.level(left, right));
    }

    @ParameterizedTest
    @CsvSource({"NAME, Mr.", "NAME, ' - '", "DATE, unknown", "EMAIL, none", "PHONE, 00000000", "ID, 0000", "STREET, -"})
    void takesNothingForNothing(Comparison comparison, String text) {
        assertThat(comparison.read(text)).isEmpty();
    }
}
