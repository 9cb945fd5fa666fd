package io.serai.bench;

import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingOutcome;
import io.serai.mapping.MappingReader;
import io.serai.raw.Header;
import io.serai.raw.TabularRecord;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ProfileSchemaReader;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Mapping alone on one core: rows of ten fields with an e-mail address, a phone number, a date and a country. The
 * figure is {@code mapping.records_per_s}. There are more people than any cache of the mapping holds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class MappingBenchmark {
    private static final double AT_LEAST = 300_000;
    private static final int PEOPLE = 200_000;
    private static final Header HEADER = Header.of(List.of(
            "id", "email", "phone", "first_name", "last_name", "birth_date", "country", "city", "score", "subscribed"));

    private final TabularRecord[] rows = new TabularRecord[PEOPLE];
    private Mapping mapping = mapping();
    private int next;

    @Setup
    public void makeRows() {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < PEOPLE; i++) {
            rows[i] = row(random, i);
        }
        mapping = mapping();
    }

    private static TabularRecord row(SplittableRandom random, int i) {
        String[] phones = {"030 %08d", "+49 30 %08d", "+4930%08d", "(030) %08d"};
        String[] countries = {"DE", "Germany", "FR", "us", "Österreich"};
        return TabularRecord.of(
                HEADER,
                "crm-" + i,
                "Person." + i + "@Example.com",
                phones[random.nextInt(phones.length)].formatted(10_000_000 + random.nextInt(89_999_999)),
                "Anna" + i % 1000,
                i % 5 == 0 ? "Müller" : "Lee-" + i % 777,
                LocalDate.of(1950, 1, 1).plusDays(random.nextInt(20_000)).toString(),
                countries[random.nextInt(countries.length)],
                "Berlin",
                Integer.toString(random.nextInt(1000)) + ".50",
                i % 2 == 0 ? "yes" : "no");
    }

    private static Mapping mapping() {
        Problems problems = new Problems();
        ProfileSchema schema = Document.parse("schema.yaml", """
                schema: profile
                default_region: DE
                traits:
                  first_name: { type: name }
                  last_name: { type: name }
                  birth_date: { type: date }
                  country: { type: country }
                  city: { type: name }
                  score: { type: decimal }
                  subscribed: { type: boolean }
                identifiers: { email: email, phone: phone }
                """, problems)
                .flatMap(root -> ProfileSchemaReader.read(root, problems))
                .orElseThrow();
        return Document.parse("mapping.yaml", """
                mapping: people
                key: id
                identifiers: { email: email, phone: phone }
                traits:
                  first_name: first_name
                  last_name: last_name
                  birth_date: birth_date
                  country: country
                  city: city
                  score: score
                  subscribed: subscribed
                """, problems)
                .flatMap(root -> MappingReader.read(root, schema, problems))
                .orElseThrow();
    }

    @Benchmark
    public MappingOutcome map() {
        next = next + 1 == PEOPLE ? 0 : next + 1;
        return mapping.map(rows[next]);
    }

    /** Prints the figure and whether it is enough. */
    public static void main(String[] arguments) throws RunnerException {
        double perSecond = new Runner(new OptionsBuilder()
                        .include(MappingBenchmark.class.getSimpleName())
                        .build())
                .runSingle()
                .getPrimaryResult()
                .getScore();
        System.out.printf("mapping.records_per_s: %.0f%n", perSecond);
        System.out.println(perSecond >= AT_LEAST ? "pass" : "short of " + AT_LEAST);
    }
}
