package io.serai.bench;

import io.serai.match.Role;
import io.serai.match.Similarity;
import io.serai.match.population.Population;
import java.util.concurrent.TimeUnit;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;
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

/** Comparing surnames on one core, beside commons-text's comparing of the same ones. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SimilarityBenchmark {
    private static final int NAMES = 1 << 14;

    private final String[] names = new String[NAMES];
    private final JaroWinklerSimilarity commonsJaroWinkler = new JaroWinklerSimilarity();
    private final LevenshteinDistance commonsOneEdit = new LevenshteinDistance(1);
    private int next;

    @Setup
    public void makeNames() {
        int[] filled = {0};
        new Population(42)
                .records(NAMES)
                .forEach(record -> names[filled[0]++] = record.values().getOrDefault(Role.SURNAME, ""));
    }

    private String one() {
        next = (next + 1) & (NAMES - 1);
        return names[next];
    }

    /** Seldom the next record's, so seldom the same person's. */
    private String other() {
        return names[(next * 31 + 17) & (NAMES - 1)];
    }

    @Benchmark
    public double jaroWinkler() {
        return Similarity.jaroWinkler(one(), other());
    }

    @Benchmark
    public double commonsTextJaroWinkler() {
        return commonsJaroWinkler.apply(one(), other());
    }

    @Benchmark
    public boolean withinOneEdit() {
        return Similarity.withinOneEdit(one(), other());
    }

    @Benchmark
    public boolean commonsTextWithinOneEdit() {
        return commonsOneEdit.apply(one(), other()) >= 0;
    }

    /** Prints the figures. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(SimilarityBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
