package io.serai.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.Problem;
import io.serai.document.Problems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language: what is understood, and what is refused with its place and cure. */
class SegmentReaderTest {
    private record Outcome(List<SegmentDefinition> segments, List<String> problems) {}

    private static Outcome read(String... files) {
        Problems problems = new Problems();
        List<SegmentDefinition> segments = SegmentWorld.read(problems, files);
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
                "{trait: tier, in: [\"a\", \"b\"], ignore_case: true}",
                "{trait: tier, in: [\"a\", \"b\"], ignore_accents: true}",
                "{trait: nick, starts_with: \"é\", ignore_case: true, ignore_accents: true}",
                "{trait: nick, ends_with: \"é\", ignore_accents: true}",
                "{trait: nick, contains: \"é\", ignore_accents: true}",
                "{trait: tags, includes_any: [\"a\", \"b\"]}",
                "{trait: tags, includes_all: [\"a\", \"b\"]}",
                "{trait: born, age: {at_least: 18, at_most: 64}}",
                "{trait: born, anniversary: 7d}",
                "{trait: seen, next: 30d}",
                "{seen: last, before: 90d}",
                "{identifier: card, at_least: 2}",
                "{identity: records, more_than: 3}",
                "{identity: divided, equals: true}",
                "{source: crm, stream: leads}",
                "{near: [52.52, 13.4], within: 10km, latitude: lat, longitude: lon}",
                "{sample: test, from: 10%, to: 12.5%}",
                "{top: 100, by: spend, of: {trait: active, equals: true}}",
                "{top: 100, by: born, order: lowest, of: {all: []}}",
                "{until: 2026-12-31}",
                "{until: 2026-12-31, zone: \"Europe/Berlin\"}",
                "{event: page_view, zone: \"Europe/Berlin\", between: [2026-01-01, 2026-03-31], days: {at_least: 2}}",
                "{event: order_completed, where: [{property: revenue, at_least: 50}, {property: gift, equals: false}],"
                        + " within: 90d, count: {at_least: 3}}",
                "{event: page_view, count: {equals: 0}}",
                "{event: page_view, where: [{property: path, contains: \"%\"}], count: {at_most: 2}}",
                "{event: page_view, hours: {days: [sat, sun], from: \"22:00\", to: \"06:00\"}, zone: \"+05:30\","
                        + " before: 30d, days: {at_least: 2}}",
                "{event: page_view, then: [{without: page_view, within: 1h}, {event: order_completed, within: 7d}],"
                        + " between: [90d, 30d], count: {at_least: 1}}",
                "{event: order_completed, between: [2026-01-01, 2026-03-31], sum: {of: revenue, at_least: 100}}",
                "{event: page_view, sessions: {gap: 30m, at_least: 3}}",
                "{event: order_completed, distinct: {of: coupon, between: [2, 5]}}",
                "{event: order_completed, first: {within: 30d}}",
                "{event: order_completed, last: {of: coupon, exists: false}}"
            })
    void aConditionReadsBackAsItIsDescribed(String condition) {
        // When
        Outcome outcome = where(condition);
        // Then
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.segments().get(0).where().describe()).isEqualTo(condition);
    }

    @Test
    void anyConditionThatCanBeSaidReadsBackTheSame() {
        // Given
        SplittableRandom random = new SplittableRandom(7);
        RandomSegments segments = new RandomSegments(random, Instant.parse("2026-11-24T09:30:15.123456Z"));
        for (int i = 0; i < 2_000; i++) {
            // What YAML cannot say at all is put away.
            String described =
                    Literals.composed(segments.condition(0).describe()).replace("\uFFFF", "a");
            // When
            Outcome outcome = where(described);
            // Then
            assertThat(outcome.problems()).as(described).isEmpty();
            assertThat(outcome.segments().get(0).where().describe()).isEqualTo(described);
        }
    }

    @Test
    void listsOfValuesHaveAnEnd() {
        // When
        Outcome outcome = where("{trait: age, in: [" + "1, ".repeat(10_000) + "1]}");
        // Then
        assertThat(outcome.problems()).singleElement().asString().contains("10001 values; 5000 is the most");
    }

    @Test
    void noCountMeansAtLeastOneAndOneFilterNeedsNoList() {
        // When
        Outcome outcome = where("{event: page_view, where: {property: path, equals: /}}");
        // Then
        assertThat(outcome.segments().get(0).where().describe())
                .isEqualTo("{event: page_view, where: [{property: path, equals: \"/\"}], count: {at_least: 1}}");
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
        {trait: contry, equals: DE}                    | where.trait: there is no trait 'contry'. Did you mean 'country'?
        {trait: secret, exists: true}                  | where.trait: trait 'secret' is personal data and is stored sealed. Declare pii: false in the profile schema, or use a derived trait.
        {consent: adds, is: granted}                   | where.consent: there is no purpose 'adds'. Did you mean 'ads'?
        {event: page_vew}                              | where.event: there is no event 'page_vew'. Did you mean 'page_view'?
        {event: page_view, where: {property: pth, exists: true}} | where.where.property: there is no property 'pth'. Did you mean 'path'?
        {trait: age, equals: old}                      | where.equals: this is no value of type whole. Write a whole number such as 42.
        {trait: age, at_least: 1.5}                    | where.at_least: this is no value of type whole. Write a whole number such as 42.
        {trait: spend, at_least: 1e99}                 | where.at_least: this is no value of type money. Write a number of at most 19 digits before and 6 after the point.
        {trait: country, in: [DE, UK]}                 | where.in[1]: this is no value of type country. Write an ISO 3166-1 code such as DE.
        {trait: country, in: [DE, null]}               | where.in[1]: expected text. There is nothing; write a value.
        {trait: born, at_least: 2026-02-30}            | where.at_least: this is no value of type date. Write a day such as 2026-11-24.
        {trait: seen, at_least: 2026-02-01T10:00}      | where.at_least: this is no value of type datetime. Write a moment such as 2026-11-24T09:00:00Z, or a day for its start in UTC.
        {trait: active, equals: maybe}                 | where.equals: this is no value of type boolean. Write true or false.
        {trait: tier, at_least: a}                     | where.at_least: 'at_least' cannot be asked of a value of type string. Use one of equals, in, exists, starts_with, ends_with, contains.
        {trait: tags, equals: a}                       | where.equals: 'equals' cannot be asked of a value of type list. Use one of exists, includes, includes_any, includes_all.
        {trait: tier, contains: ""}                    | where.contains: the text is empty. Give at least one character, or ask 'exists: true'.
        {trait: age, between: [1]}                     | where.between: 'between' needs two values. Write [lowest, highest].
        {trait: age, at_least: 1, at_most: 2}          | where: more than one thing is asked: at_least, at_most. Write a condition for each, under 'all:'.
        {trait: tags}                                  | where: nothing is asked of the value. Add one of exists, includes, includes_any, includes_all.
        {trait: seen, within: 99999d}                  | where.within: the time is too long. Use at most 36500d.
        {event: page_view, count: {}}                  | where.count: nothing is asked of the value. Add one of equals, in, exists, at_least, at_most, more_than, less_than, between.
        {event: page_view, within: soon}               | where.within: expected a length of time such as 90d, 12h, 30s or 250ms. 'soon' is none; correct it.
        {trait: tier, equls: a}                        | where.equls: unknown key 'equls'. Did you mean 'equals'?
        {al: []}                                       | where: 'al' does not begin a condition. Did you mean 'all'?
        {trait: country, in: []}                       | where.in: the list is empty, so nobody would pass. Give at least one value.
        {trait: tags, includes_any: []}                | where.includes_any: the list is empty, so nobody would pass. Give at least one value.
        {trait: age, between: [9, 1]}                  | where.between: the lowest value is above the highest, so nobody would pass. Write [lowest, highest].
        {trait: age, equals: 1, ignore_case: true}     | where.ignore_case: there is no case or accent to ignore here. Leave 'ignore_case' out.
        {trait: tier, exists: true, ignore_accents: true} | where.ignore_accents: there is no case or accent to ignore here. Leave 'ignore_accents' out.
        {trait: tier, contains: "\u0301", ignore_accents: true} | where.ignore_accents: the text is nothing but accents. Give at least one letter.
        {trait: seen, age: {at_least: 1}}              | where.age: 'age' cannot be asked of a value of type datetime. Use one of equals, in, exists, at_least, at_most, more_than, less_than, between, within, before, next.
        {trait: born, age: {at_least: 9, at_most: 8}}  | where.age: no age lies in there. Write such as {at_least: 18, at_most: 64}.
        {trait: born, anniversary: 1h}                 | where.anniversary: an anniversary is looked for in whole days, at most 180. Write such as 7d, or 0d for today.
        {identifier: emal, exists: true}              | where.identifier: there is no identifier 'emal'. Did you mean 'email'?
        {source: crn}                                  | where.source: there is no source 'crn'. Did you mean 'crm'?
        {source: crm, stream: orders}                  | where.stream: there is no stream 'orders'. Declare it, or use one of: contacts, leads.
        {near: [91, 0], within: 1km, latitude: lat, longitude: lon} | where.near: this is no place on earth. Write degrees north, degrees east, such as [52.52, 13.40].
        {near: [1, 2], within: far, latitude: lat, longitude: lon} | where.within: this is no distance. Write such as 10km, 800m or 5mi.
        {near: [1, 2], within: 1km, latitude: age, longitude: lon} | where.latitude: trait 'age' is no decimal number of degrees. Name one of type decimal.
        {top: 5, by: tier, of: {all: []}}              | where.by: trait 'tier' has no order. Name a number, a day or a moment.
        {until: tomorrow}                              | where.until: this is no value of type date. Write a day such as 2026-11-24.
        {sample: a, from: 20%, to: 10%}                | where: this is no share between 0% and 100%. Write 'share: 10%', or 'from: 10%' and a larger 'to: 20%'.
        {event: page_view, within: 1d, before: 2d}     | where: there is more than one window: within, before. Keep one of them.
        {event: page_view, between: [30d, 90d]}        | where.between: this is no window, or it runs backwards. Write two days, the earlier first, such as [2026-01-01, 2026-03-31], or so long ago, the longer first, such as [90d, 30d].
        {event: page_view, then: []}                   | where.then: there must be from 1 to 10 steps. Write such as [{event: ...}].
        {event: page_view, then: [{event: odrer_completed}]} | where.then[0].event: there is no event 'odrer_completed'. Did you mean 'order_completed'?
        {event: page_view, count: {at_least: 1}, days: {at_least: 1}} | where: more than one thing is measured: count, days. Write a condition for each, under 'all:'.
        {event: page_view, sum: {of: path, at_least: 1}} | where.sum.of: 'sum' cannot be taken of a property of type string. Name a property of another type, or use 'distinct', 'first' or 'last'.
        {event: page_view, hours: {from: dawn}}        | where.hours.from: this is no time of the kind expected. Write such as "18:00".
        {event: page_view, hours: {days: []}}          | where.hours.days: the list is empty, so no event would pass. Name at least one day.
        {event: page_view, zone: Europe/Belrin}        | where.zone: there is no such zone. Did you mean 'Europe/Berlin'?
        {until: 2026-12-31, zone: "+25:00"}            | where.zone: there is no such zone. Write the name of the IANA database, such as Europe/Berlin, or an offset such as "+01:00".
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
    void aSegmentThatExpiresEndsWithItsDayAndCarriesItsTaxonomyId() {
        // When
        Outcome outcome = read("segment: a\nwhere: {trait: age, equals: 1}\nexpires: 2026-12-31\niab: 243");
        // Then
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.segments().get(0).where().describe())
                .isEqualTo("{all: [{trait: age, equals: 1}, {until: 2026-12-31}]}");
        assertThat(outcome.segments().get(0).iab()).contains(243);
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
        assertThat(schema.at("/$defs/condition/oneOf")).hasSize(15);
    }
}
