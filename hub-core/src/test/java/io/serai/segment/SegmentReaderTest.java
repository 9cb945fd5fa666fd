package io.serai.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problem;
import io.serai.document.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language: what is understood, and what is refused with its place and cure. */
class SegmentReaderTest {
    private record Outcome(List<SegmentDefinition> segments, List<String> problems) {}

    private static Outcome read(String... files) {
        Problems problems = new Problems();
        List<Node> roots = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            Document.parse("file" + i + ".yaml", files[i], problems).ifPresent(roots::add);
        }
        List<SegmentDefinition> segments = SegmentReader.readAll(roots, SegmentWorld.SCHEMA, Map.of());
        return new Outcome(
                segments, problems.list().stream().map(Problem::toString).toList());
    }

    private static Outcome where(String condition) {
        return read("segment: s\nwhere: " + condition + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{all: [{trait: country, in: [\"DE\", \"NO\"]}, {not: {trait: age, at_least: 18}}]}",
                "{any: [{trait: tier, equals: \"gold \"}, {trait: nick, starts_with: \"O'\"}, {all: []}]}",
                "{trait: score, between: [-1.5, 20]}",
                "{trait: spend, less_than: 9999999999999999999.999999}",
                "{trait: active, equals: true}",
                "{trait: born, more_than: 1999-12-31}",
                "{trait: seen, at_most: 2026-11-24T08:30:00.000001Z}",
                "{trait: seen, within: 90d}",
                "{trait: born, before: 12h}",
                "{trait: tags, includes: \"a, b\"}",
                "{trait: tel, exists: false}",
                "{consent: ads, is: unknown}",
                "{event: order_completed, count: {at_least: 3}, within: 90d,"
                        + " where: [{property: revenue, at_least: 50}, {property: gift, equals: false}]}",
                "{event: page_view, count: {equals: 0}}",
                "{event: page_view, count: {at_most: 2}, where: [{property: path, contains: \"%\"}]}"
            })
    void aConditionReadsBackAsItIsDescribed(String condition) {
        // When
        Outcome outcome = where(condition);
        // Then
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.segments().get(0).where().describe()).isEqualTo(condition);
    }

    @Test
    void noCountMeansAtLeastOneAndOneFilterNeedsNoList() {
        // When
        Outcome outcome = where("{event: page_view, where: {property: path, equals: /}}");
        // Then
        assertThat(outcome.segments().get(0).where().describe())
                .isEqualTo("{event: page_view, count: {at_least: 1}, where: [{property: path, equals: \"/\"}]}");
    }

    @Test
    void textIsComparedInTheFormItIsStoredInAndNorwayIsACountry() {
        // When
        Outcome outcome = where("{all: [{trait: tier, equals: \"a\\u0301\"}, {trait: country, in: [NO]}]}");
        // Then
        assertThat(outcome.segments().get(0).where().describe())
                .isEqualTo("{all: [{trait: tier, equals: \"á\"}, {trait: country, equals: \"NO\"}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {trait: contry, equals: DE}                    | where.trait: there is no trait 'contry', declared or computed. Did you mean 'country'?
        {trait: secret, exists: true}                  | where.trait: trait 'secret' is personal data and is stored sealed. Declare pii: false in the profile schema, or use a derived trait.
        {consent: adds, is: granted}                   | where.consent: the profile schema has no purpose 'adds'. Did you mean 'ads'?
        {event: page_vew}                              | where.event: the profile schema has no event 'page_vew'. Did you mean 'page_view'?
        {event: page_view, where: {property: pth, exists: true}} | where.where.property: the profile schema has no property 'pth'. Did you mean 'path'?
        {trait: age, equals: old}                      | where.equals: this is no value of type whole. Write a whole number such as 42.
        {trait: age, at_least: 1.5}                    | where.at_least: this is no value of type whole. Write a whole number such as 42.
        {trait: spend, at_least: 1e99}                 | where.at_least: this is no value of type money. Write a number of at most 19 digits before and 6 after the point.
        {trait: country, in: [DE, UK]}                 | where.in[1]: this is no value of type country. Write an ISO 3166-1 code such as DE.
        {trait: country, in: [DE, null]}               | where.in[1]: expected text. There is nothing; write a value.
        {trait: born, at_least: 2026-02-30}            | where.at_least: this is no value of type date. Write a day such as 2026-11-24.
        {trait: seen, at_least: 2026-02-01T10:00}      | where.at_least: this is no value of type datetime. Write a moment such as 2026-11-24T09:00:00Z, or a day for its start in UTC.
        {trait: active, equals: maybe}                 | where.equals: this is no value of type boolean. Write true or false.
        {trait: tier, at_least: a}                     | where.at_least: 'at_least' cannot be asked of a value of type string. Use one of equals, in, exists, starts_with, contains.
        {trait: tags, equals: a}                       | where.equals: 'equals' cannot be asked of a value of type list. Use one of exists, includes.
        {trait: tier, contains: ""}                    | where.contains: the text is empty. Give at least one character, or ask 'exists: true'.
        {trait: age, between: [1]}                     | where.between: 'between' needs two values. Write [lowest, highest].
        {trait: age, at_least: 1, at_most: 2}          | where: more than one thing is asked: at_least, at_most. Write a condition for each, under 'all:'.
        {trait: tags}                                  | where: nothing is asked of the value. Add one of exists, includes.
        {trait: seen, within: 99999d}                  | where.within: the time is too long. Use at most 36500d.
        {event: page_view, count: {}}                  | where.count: a count needs exactly one of at_least, at_most, equals. Write such as {at_least: 3}.
        {event: page_view, within: soon}               | where.within: expected a length of time such as 90d, 12h, 30s or 250ms. 'soon' is none; correct it.
        {trait: tier, equls: a}                        | where.equls: unknown key 'equls'. Did you mean 'equals'?
        {al: []}                                       | where: 'al' does not begin a condition. Did you mean 'all'?
        {segment: t}                                   | where.segment: there is no segment 't'. Did you mean 's'?
        {segment: s}                                   | where.segment: this goes in a circle: s -> s. Write what you mean with traits, consents and events in one of them.
        """)
    void whatIsWrongIsSaidWithPlaceAndCure(String condition, String problem) {
        // When
        Outcome outcome = where(condition);
        // Then
        assertThat(outcome.segments()).isEmpty();
        assertThat(outcome.problems()).containsExactly("file0.yaml:2: " + problem);
    }

    @Test
    void allProblemsAreReportedAtOnceAndNoneRepeatsAValue() {
        // When
        Outcome outcome = read("""
                segment: s
                where:
                  any:
                    - { trait: age, equals: ann@example.com }
                    - { consent: nothing, is: granted }
                    - { event: page_view, count: { at_least: -1 } }
                """);
        // Then
        assertThat(outcome.problems())
                .singleElement()
                .asString()
                .startsWith("file0.yaml:6: where.any[2].count.at_least");
        assertThat(where("{any: [{trait: age, equals: ann@example.com}, {consent: nothing, is: granted}]}")
                        .problems())
                .hasSize(2)
                .noneMatch(problem -> problem.contains("ann@"));
    }

    @Test
    void segmentsMayNameEachOtherInAnyOrderButNotInACircle() {
        // When
        Outcome good = read("segment: a\nwhere: {segment: b}", "segment: b\nwhere: {trait: age, equals: 1}");
        Outcome circle = read(
                "segment: a\nwhere: {segment: b}",
                "segment: b\nwhere: {not: {segment: a}}",
                "segment: c\nwhere: {all: []}");
        // Then
        assertThat(good.segments())
                .extracting(SegmentDefinition::where)
                .first()
                .isEqualTo(new Condition.InSegment("b", good.segments().get(1).where()));
        assertThat(circle.segments()).extracting(SegmentDefinition::name).containsExactly("c");
        assertThat(circle.problems())
                .anyMatch(problem ->
                        problem.startsWith("file1.yaml:2: where.not.segment: this goes in a circle: a -> b -> a."))
                .anyMatch(problem ->
                        problem.startsWith("file0.yaml:2: where.segment: segment 'b' has a problem of its own."));
    }

    @Test
    void twoFilesOfOneNameAreRefusedInTheSecond() {
        // When
        Outcome outcome = read("segment: a\nwhere: {all: []}", "segment: a\nwhere: {any: []}");
        // Then
        assertThat(outcome.problems())
                .containsExactly("file1.yaml:1: segment: there is another segment of this name, in file0.yaml."
                        + " Rename one of them.");
    }

    @Test
    void definitionsThatExplodeOrNestWithoutEndAreRefused() {
        // Given
        List<String> doubling = new ArrayList<>(List.of("segment: s0\nwhere: {trait: age, equals: 1}"));
        for (int i = 1; i <= 30; i++) {
            doubling.add("segment: s%d\nwhere: {all: [{segment: s%d}, {segment: s%d}]}".formatted(i, i - 1, i - 1));
        }
        // When
        Outcome exploded = read(doubling.toArray(String[]::new));
        Outcome nested = where("{not: ".repeat(45) + "{all: []}" + "}".repeat(45));
        // Then
        assertThat(exploded.segments()).hasSizeBetween(5, 10);
        assertThat(exploded.problems()).anyMatch(problem -> problem.contains("more than 1000 conditions"));
        assertThat(nested.problems()).singleElement().asString().contains("more than 40 within each other");
    }

    @Test
    void theSchemaForEditorsResolvesEveryReference() {
        // When
        var schema = SegmentReader.SHAPE.jsonSchema();
        // Then
        assertThat(schema.findValuesAsText("$ref")).isNotEmpty().allMatch("#/$defs/condition"::equals);
        assertThat(schema.at("/$defs/condition/oneOf")).hasSize(7);
    }
}
