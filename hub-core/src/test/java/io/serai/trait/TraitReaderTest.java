package io.serai.trait;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.schema.ValueType;
import io.serai.segment.SegmentWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language of computed traits: what is understood, and what is refused with its place and cure. */
class TraitReaderTest {
    private static final List<String> OTHERS = List.of(
            "trait: revenue\nof: {sum: revenue, event: order_completed}",
            "trait: orders\nof: {count: order_completed}",
            "trait: last-order\nof: {last_time: order_completed}",
            "trait: coupon\nof: {last: coupon, event: order_completed}");

    private record Outcome(List<ComputedTrait> traits, List<String> problems) {
        ComputedTrait trait(String name) {
            return traits.stream()
                    .filter(trait -> trait.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Outcome read(List<String> files) {
        Problems problems = new Problems();
        List<Node> roots = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Document.parse("file" + i + ".yaml", files.get(i), problems).ifPresent(roots::add);
        }
        List<ComputedTrait> traits = TraitReader.readAll(roots, SegmentWorld.SCHEMA);
        return new Outcome(
                traits, problems.list().stream().map(Problem::toString).toList());
    }

    /** Read first, as file0, before what it may be computed from. */
    private static Outcome of(String computation) {
        List<String> files = new ArrayList<>(List.of("trait: t\nof: " + computation + "\n"));
        files.addAll(OTHERS);
        return read(files);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {count: order_completed}                                                       | WHOLE
        {count: order_completed, where: [{property: gift, equals: true}], within: 90d} | WHOLE
        {first_time: page_view}                                                        | DATETIME
        {last_time: order_completed, within: 12h}                                      | DATETIME
        {sum: revenue, event: order_completed, within: 365d}                           | MONEY
        {sum: items, event: order_completed}                                           | DECIMAL
        {average: items, event: order_completed}                                       | DECIMAL
        {min: due, event: order_completed}                                             | DATE
        {max: revenue, event: order_completed}                                         | MONEY
        {first: gift, event: order_completed}                                          | BOOLEAN
        {last: paid-at, event: order_completed}                                        | DATETIME
        {most_frequent: path, event: page_view}                                        | STRING
        {distinct_count: items, event: order_completed}                                | WHOLE
        {distinct_list: coupon, event: order_completed, most: 3, within: 30d}          | LIST
        {formula: {divide: [revenue, orders]}}                                         | DECIMAL
        {formula: {round: {multiply: [revenue, 1.19, {min: [age, 2]}]}, digits: 2}}    | DECIMAL
        {formula: {add: [{trait: revenue, otherwise: 0}, -1.5]}}                       | DECIMAL
        {quintile: last-order}                                                         | WHOLE
        {quintile: born}                                                               | WHOLE
        {rfm: {recency: last-order, frequency: orders, monetary: spend}}               | WHOLE
        """)
    void aComputationReadsBackAsItIsDescribedAndHasAType(String computation, ValueType type) {
        // When
        Outcome outcome = of(computation);
        // Then
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.trait("t").of().describe()).isEqualTo(computation);
        assertThat(outcome.trait("t").type()).isEqualTo(type);
    }

    @Test
    void aRatioIsADivisionAndAListHasItsUsualLength() {
        assertThat(of("{ratio: [revenue, orders]}").trait("t").of().describe())
                .isEqualTo("{formula: {divide: [revenue, orders]}}");
        assertThat(of("{distinct_list: coupon, event: order_completed}")
                        .trait("t")
                        .of()
                        .describe())
                .isEqualTo("{distinct_list: coupon, event: order_completed, most: 20}");
    }

    @Test
    void traitsComeAfterThoseTheyAreComputedFrom() {
        // When
        Outcome outcome = of("{ratio: [revenue, orders]}");
        // Then
        assertThat(outcome.traits()).extracting(ComputedTrait::name).endsWith("t", "last-order", "coupon");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                       | of: '' does not begin a computation. Begin it with one of count, first_time, last_time, sum, average, min, max, first, last, most_frequent, distinct_count, distinct_list, ratio, formula, quintile, rfm.
        {summ: revenue, event: order_completed}  | of: 'summ' does not begin a computation. Did you mean 'sum'?
        {sum: revenue}                           | of: 'event' is missing. Add 'event:', a name of small letters, digits, '_' or '-', beginning with a letter, at most 63 long.
        {sum: revenue, event: order_complete}    | of.event: there is no event 'order_complete'. Did you mean 'order_completed'?
        {sum: revenu, event: order_completed}    | of.sum: event 'order_completed' has no property 'revenu'. Did you mean 'revenue'?
        {sum: coupon, event: order_completed}    | of.sum: 'sum' cannot be computed of a property of type string. Use a property of one of these types: whole, decimal, money.
        {min: gift, event: order_completed}      | of.min: 'min' cannot be computed of a property of type boolean. Use a property of one of these types: date, datetime, whole, decimal, money.
        {last: labels, event: order_completed}   | of.last: 'last' cannot be computed of a property of type list. Use a property of one of these types: string, name, email, phone, country, language, date, datetime, whole, decimal, money, boolean.
        {distinct_list: items, event: order_completed} | of.distinct_list: 'distinct_list' cannot be computed of a property of type whole. Use a property of one of these types: string, name, email, phone, country, language.
        {distinct_list: coupon, event: order_completed, most: 1000} | of.most: expected a whole number from 1 to 50. '1000' is none; correct it.
        {count: page_view, within: 99999d}       | of.within: the time is too long. Use at most 36500d.
        {count: page_view, where: {property: pth, exists: true}} | of.where.property: there is no property 'pth'. Did you mean 'path'?
        {count: page_view, wthin: 9d}            | of.wthin: unknown key 'wthin'. Did you mean 'within'?
        {quintile: nope}                         | of.quintile: there is no trait 'nope'. Name a trait of the profile schema, or one that has a file.
        {quintile: tier}                         | of.quintile: trait 'tier' is of type string. Name a trait that is a number, a day or a moment.
        {quintile: secret}                       | of.quintile: trait 'secret' is personal data and is stored sealed. Declare pii: false in the profile schema, or compute from another trait.
        {rfm: {recency: orders, frequency: orders, monetary: revenue}} | of.rfm.recency: trait 'orders' is of type whole. Name a trait that is a day or a moment.
        {formula: {add: [coupon, 1]}}            | of.formula.add[0]: trait 'coupon' is of type string. Name a trait that is a number.
        {formula: {add: [revenu, 1]}}            | of.formula.add[0]: there is no trait 'revenu'. Did you mean 'revenue'?
        {formula: {add: [revenue]}}              | of.formula.add: this takes 2 to 20 numbers, not 1. Write such as [lifetime_revenue, 1.5].
        {formula: {divide: [revenue, 1, 2]}}     | of.formula.divide: this takes two numbers, not 3. Write such as [lifetime_revenue, 1.5].
        {formula: {power: [revenue, 2]}}         | of.formula: 'power' does not begin a trait, a number or an operation. Begin it with one of add, subtract, multiply, divide, min, max, round, trait.
        {formula: "revenue / orders"}            | of.formula: there is no trait 'revenue / orders'. Name a trait of the profile schema, or one that has a file.
        {formula: {add: [revenue, 1e99]}}        | of.formula.add[1]: this is no value of type decimal. Write a number of at most 19 digits before and 6 after the point.
        {formula: {round: revenue, digits: 9}}   | of.formula.digits: expected a whole number from 0 to 6. '9' is none; correct it.
        {ratio: [revenue]}                       | of.ratio: this takes two numbers, not 1. Write such as [lifetime_revenue, 1.5].
        {quintile: t}                            | of.quintile: this goes in a circle: t -> t. Compute one of them from events, or from traits outside the circle.
        """)
    void whatIsWrongIsSaidWithPlaceAndCure(String computation, String problem) {
        // When
        Outcome outcome = of(computation);
        // Then
        assertThat(outcome.traits())
                .extracting(ComputedTrait::name)
                .doesNotContain("t")
                .hasSize(OTHERS.size());
        assertThat(outcome.problems()).containsExactly("file0.yaml:2: " + problem);
    }

    @Test
    void aNameOfTheSchemaIsTaken() {
        assertThat(read(List.of("trait: age\nof: {count: page_view}")).problems())
                .containsExactly("file0.yaml:1: trait: the profile schema has a trait 'age' already."
                        + " Give this one another name.");
    }

    @Test
    void aCircleOfSeveralIsSaidOnceAndCostsWhatBuildsOnIt() {
        // When
        Outcome outcome = read(
                List.of("trait: a\nof: {quintile: b}", "trait: b\nof: {quintile: c}", "trait: c\nof: {quintile: a}"));
        // Then
        assertThat(outcome.traits()).isEmpty();
        assertThat(outcome.problems())
                .contains("file2.yaml:2: of.quintile: this goes in a circle: a -> b -> c -> a."
                        + " Compute one of them from events, or from traits outside the circle.")
                .contains("file0.yaml:2: of.quintile: trait 'b' has a problem of its own. Mend file1.yaml first.");
    }

    @Test
    void aFormulaThatIsTooDeepOrTooWideIsRefused() {
        // Given
        String deep = "{round: ".repeat(12) + "age" + "}".repeat(12);
        String wide = IntStream.range(0, 3)
                .mapToObj(i -> "{add: ["
                        + IntStream.range(0, 15)
                                .mapToObj(j -> "c" + (15 * i + j))
                                .collect(Collectors.joining(", ")) + "]}")
                .collect(Collectors.joining(", ", "{add: [", "]}"));
        List<String> files = new ArrayList<>(List.of("trait: t\nof: {formula: " + wide + "}"));
        IntStream.range(0, 45).forEach(i -> files.add("trait: c" + i + "\nof: {count: page_view}"));
        // Then
        assertThat(of("{formula: " + deep + "}").problems())
                .singleElement()
                .asString()
                .contains("more than 10 steps are within each other");
        assertThat(read(files).problems()).singleElement().asString().contains("more than 40 traits in a formula");
    }
}
