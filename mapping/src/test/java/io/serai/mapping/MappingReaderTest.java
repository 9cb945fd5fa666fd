package io.serai.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.Problem;
import io.serai.document.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingReaderTest {
    private static List<String> problems(String yaml) {
        Problems problems = new Problems();
        assertThat(Examples.read(yaml, problems)).isEmpty();
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void everyProblemIsReportedAtOnceWithPlaceAndCure() {
        // When
        List<String> problems = problems("""
                mapping: m
                key: a..b
                identifiers: { emal: e }
                traits:
                  birth_dat: d
                  birth_date: { from: d, format: nonsense }
                  score: { from: s, zone: Europe/Berlin }
                  full_name: { expr: "(((" }
                  country: { from: c, expr: d }
                consents:
                  email_marketing: { from: c, map: { a: maybe } }
                events:
                  - { type: order_complete, id: i }
                  - { type: order_completed, id: i, properties: { revenu: r } }
                """);

        // Then
        assertThat(problems).hasSizeGreaterThanOrEqualTo(11);
        assertThat(problems)
                .anyMatch(text -> text.startsWith("mapping.yaml:2: key: 'a..b' is no path."))
                .anyMatch(text ->
                        text.startsWith("mapping.yaml:3: identifiers.emal:") && text.endsWith("Did you mean 'email'?"))
                .anyMatch(text -> text.startsWith("mapping.yaml:5: traits.birth_dat:")
                        && text.endsWith("Did you mean 'birth_date'?"))
                .anyMatch(text -> text.startsWith("mapping.yaml:6: traits.birth_date.format:"))
                .anyMatch(text -> text.startsWith("mapping.yaml:7: traits.score.zone: 'zone' has no meaning"))
                .anyMatch(text -> text.startsWith("mapping.yaml:8: traits.full_name.expr: not a JSONata expression"))
                .anyMatch(text -> text.startsWith("mapping.yaml:9: traits.country: exactly one of"))
                .anyMatch(text -> text.startsWith("mapping.yaml:11: consents.email_marketing.map.a: 'maybe'"))
                .anyMatch(text -> text.contains("the events have no time."))
                .anyMatch(text -> text.endsWith("Did you mean 'order_completed'?"))
                .anyMatch(text -> text.endsWith("Did you mean 'revenue'?"));
    }

    @Test
    void unsteadyFunctionsAreRefused() {
        assertThat(problems("{mapping: m, key: id, traits: {full_name: {expr: '$string($now())'}}}"))
                .singleElement()
                .asString()
                .contains("$now");
    }

    @Test
    void parentNeedsSomethingToBeAnElementOf() {
        assertThat(problems("{mapping: m, key: $parent.id}"))
                .singleElement()
                .asString()
                .contains("no $parent here");
    }

    @Test
    void theShapeIsAJsonSchema() {
        assertThat(MappingReader.SHAPE
                        .jsonSchema()
                        .at("/properties/key/description")
                        .asText())
                .startsWith("What tells the subject");
    }

    @Test
    void inlineTestsPassOrSayWhatCameInsteadAtTheirLine() {
        // Given
        Problems problems = new Problems();
        Mapping mapping = Examples.read("""
                        mapping: m
                        key: Id
                        identifiers: { email: Email }
                        traits: { score: s, birth_date: b, country: c }
                        tests:
                          - given: { Id: "003A", Email: " ANN@Example.com ", s: 1.50, c: null }
                            expect: { key: 003A, identifiers: { email: ann@example.com }, traits: { score: 1.5, country: null } }
                          - given: { Id: x, b: 2020-02-31 }
                            expect: { invalid: { field: traits.birth_date, code: FIELD_INVALID } }
                          - given: { Id: x, s: 2 }
                            expect:
                              key: x
                              traits: { score: 3 }
                          - given: { Email: a@b.de }
                            expect: { key: x }
                        """, problems).orElseThrow(() -> new AssertionError(problems.list()));

        // When
        int count = MappingTests.run(mapping);

        // Then
        assertThat(count).isEqualTo(4);
        assertThat(problems.list().stream().map(Problem::toString))
                .containsExactly(
                        "mapping.yaml:13: tests[2].expect.traits.score: expected 3, but it is 2."
                                + " Correct the mapping or the test.",
                        "mapping.yaml:15: tests[3].expect: the record is refused: FIELD_MISSING, key is absent or empty."
                                + " Correct the mapping or the test.");
    }
}
