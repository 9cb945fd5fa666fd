package io.serai.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.document.Problem;
import io.serai.document.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model's file is the model: what is read is what was written, and what is wrong is told with its place. */
class ModelFilesTest {
    private static final List<String> VALUES =
            List.of("smith", "o'brien", "true", "0", "1.5", "a: b", "x #y", "\"q\"", " ", "müller", "null", "- z");

    private static Optional<MatchModel> read(String yaml, Problems problems) {
        return ModelReader.parse("people.yaml", yaml, problems);
    }

    @Test
    void theShippedModelIsReadAsItIsWritten() {
        // Given
        Problems problems = new Problems();
        // When
        Optional<MatchModel> read = read(ModelWriter.write(ShippedModel.people()), problems);
        // Then
        assertThat(problems.list()).isEmpty();
        assertThat(read).contains(ShippedModel.people());
    }

    @Test
    void anyModelIsReadAsItIsWritten() {
        SplittableRandom seeds = new SplittableRandom();
        for (int round = 0; round < 100; round++) {
            // Given
            long seed = seeds.nextLong();
            MatchModel model = model(new SplittableRandom(seed));
            Problems problems = new Problems();
            // When
            String text = ModelWriter.write(model);
            Optional<MatchModel> read = read(text, problems);
            // Then
            assertThat(problems.list()).as("seed %d", seed).isEmpty();
            assertThat(read).as("seed %d", seed).contains(model);
            assertThat(ModelWriter.write(read.orElseThrow()))
                    .as("seed %d", seed)
                    .isEqualTo(text);
        }
    }

    private static MatchModel model(SplittableRandom random) {
        List<FieldModel> fields = new ArrayList<>();
        Map<String, Frequencies> frequencies = new HashMap<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            Comparison comparison = Comparison.values()[random.nextInt(Comparison.values().length)];
            int levels = comparison.levels().size();
            fields.add(new FieldModel(
                    "field_" + i, comparison, shares(levels, random), shares(levels, random), bits(random)));
            if (random.nextBoolean()) {
                Map<String, Double> common = new HashMap<>();
                random.ints(random.nextInt(5), 0, VALUES.size()).forEach(v -> common.put(VALUES.get(v), share(random)));
                frequencies.put("field_" + i, new Frequencies(common, share(random), share(random)));
            }
        }
        FieldModel first = fields.get(0);
        Map<String, String> level =
                Map.of(first.name(), first.comparison().levels().get(0));
        List<Cap> caps = List.of(
                new Cap("one", level, Set.of("field_0"), bits(random), -1_000),
                new Cap("other", Map.of(), Set.of("field_0"), 1_000, bits(random)));
        return new MatchModel(
                "made-up",
                1 + random.nextInt(100),
                fields,
                List.of(BlockingKey.parse("field_0"), BlockingKey.parse("field_0:3 + field_0:sound")),
                2 + random.nextInt(1_000),
                random.nextBoolean() ? caps : List.of(),
                random.nextBoolean() ? List.of(level) : List.of(),
                frequencies,
                bits(random),
                5 + random.nextDouble(),
                random.nextDouble(),
                bits(random));
    }

    private static List<Double> shares(int count, SplittableRandom random) {
        return DoubleStream.generate(() -> share(random)).limit(count).boxed().toList();
    }

    /** From one in a million million to all, as likely small as large. */
    private static double share(SplittableRandom random) {
        return Math.pow(10, -12 * random.nextDouble());
    }

    private static double bits(SplittableRandom random) {
        return random.nextDouble() * 40 - 20;
    }

    private static final String SMALL = """
            model: small
            version: 1
            prior: -17.0
            thresholds: { link: 3, review: -1, cut: -2 }
            fields:
              surname:
                compare: id
                at_least: -4
                levels:
                  exact: { m: 0.9, u: 0.001 }
                  typo: { m: 0.05, u: 0.01 }
                  differ: { m: 0.05, u: 0.989 }
              gender:
                compare: category
                at_least: -4
                levels: { exact: { m: 0.9, u: 0.5 }, differ: { m: 0.1, u: 0.5 } }
            keys: [surname, 'surname:3 + gender']
            key_cap: 500
            caps:
              both: { fields: [surname, gender], at_most: 5, when: { gender: exact } }
            vetoes:
              - { surname: differ, gender: differ }
            """;

    @Test
    void aPersonCanWriteOne() {
        // Given
        Problems problems = new Problems();
        // When
        MatchModel model = read(SMALL, problems).orElseThrow();
        // Then
        assertThat(problems.list()).isEmpty();
        assertThat(model.names()).containsExactly("surname", "gender");
        assertThat(model.fields().get(0).m()).containsExactly(0.05, 0.05, 0.9);
        assertThat(model.keys()).containsExactly(BlockingKey.parse("surname"), BlockingKey.parse("surname:3 + gender"));
        assertThat(model.vetoes()).containsExactly(Map.of("surname", "differ", "gender", "differ"));
        assertThat(model.linkAt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compare: id | compare: ids | 7 | expected one of name, date",
                "version: 1 | version: none | 2 | expected a whole number",
                "prior: -17.0 | pior: -17.0 | 3 | Did you mean 'prior'?",
                "surname:3 + gender | surname:3 + gander | 17 | Did you mean 'gender'?",
                "surname:3 + gender | surname:three | 17 | is no part of a blocking key",
                "typo: { m | typos: { m | 11 | Did you mean 'typo'?",
                "typo: { m | typos: { m | 10 | the level 'typo' is missing",
                "m: 0.9, u: 0.001 | m: 0.0, u: 0.001 | 10 | a share is above 0 and at most 1",
                "link: 3 | link: -9 | 4 | 'review' is above 'link'",
                "[surname, gender] | [surname, sex] | 20 | 'sex' is no field of the model",
                "gender: differ } | gender: difer } | 22 | Did you mean 'differ'?",
            })
    void whatIsWrongIsToldWithItsPlace(String good, String bad, int line, String told) {
        // Given
        assertThat(SMALL).contains(good);
        Problems problems = new Problems();
        // When
        Optional<MatchModel> read = read(SMALL.replace(good, bad), problems);
        // Then
        assertThat(read).isEmpty();
        assertThat(problems.list())
                .extracting(Problem::toString)
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("people.yaml:" + line + ":")
                        .contains(told));
    }
}
