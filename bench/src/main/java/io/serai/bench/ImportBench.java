package io.serai.bench;

import io.serai.crypto.Keyring;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.identity.Identity;
import io.serai.identity.IdentityRulesReader;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingReader;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RecordStream;
import io.serai.run.Run;
import io.serai.run.RunStore;
import io.serai.schema.ProfileSchema;
import io.serai.schema.ProfileSchemaReader;
import io.serai.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The import from a CSV file to stored profiles, measured against bare LOAD DATA. */
final class ImportBench {
    /** As many rows a transaction as a hub takes if nobody says otherwise. */
    static final int BATCH = 5_000;

    /** What the benchmark's people are sealed with. */
    static final String KEY_FILE = Keyring.generate();

    private static final Keyring KEYS = Keyring.of(KEY_FILE);

    private final Identity identity;
    private final Function<Mapping, ImportInput> input;
    private final int rows;

    ImportBench(Identity identity, Path file, int rows) {
        this(identity, mapping -> input(file, mapping), rows);
    }

    ImportBench(Identity identity, Function<Mapping, ImportInput> input, int rows) {
        this.identity = identity;
        this.input = input;
        this.rows = rows;
    }

    static ImportInput input(Path file, Mapping mapping) {
        return ImportInput.fixed(
                new StreamName("bench", "people"), mapping, "people.csv", "bench", Instant.EPOCH, () -> open(file));
    }

    /** What one import took. */
    record Result(double rowsPerSecond, double growth, double heapGrowth, Run run) {}

    /** The store with the benchmark's schema and rules. */
    static Identity identity(Database database) {
        return identity(database, PeopleCsv.RULES);
    }

    /** The store with the benchmark's schema and other rules. */
    static Identity identity(Database database, String rules) {
        ProfileSchema schema = read(parse(PeopleCsv.SCHEMA), ProfileSchemaReader::read);
        return new Identity(
                database,
                KEYS,
                Clock.systemUTC(),
                schema,
                read(parse(rules), (node, problems) -> IdentityRulesReader.read(node, schema, problems)));
    }

    Result run() {
        Mapping mapping = read(
                parse(PeopleCsv.MAPPING), (node, problems) -> MappingReader.read(node, identity.schema(), problems));
        Importer importer = new Importer(identity, new RunStore(identity.database(), Clock.systemUTC()), BATCH);
        List<long[]> times = new ArrayList<>();
        HeapPeak heap = new HeapPeak();
        long began = heap.now();
        times.add(new long[] {0, began});
        Run run = importer.run(input.apply(mapping), Importer.Again.READ, () -> false, (id, counts) -> {
            times.add(new long[] {counts.read(), heap.now()});
            heap.at(counts.read());
        });
        double seconds = (heap.now() - began) / 1e9;
        return new Result(rows / seconds, growth(times), heap.growth(), run);
    }

    private double growth(List<long[]> times) {
        int tenth = rows / 10;
        return rate(times, rows - tenth, rows) / rate(times, 0, tenth);
    }

    private static double rate(List<long[]> times, long from, long to) {
        long[] start =
                times.stream().filter(time -> time[0] >= from).findFirst().orElseThrow();
        long[] end = times.stream().filter(time -> time[0] >= to).findFirst().orElseThrow();
        return (end[0] - start[0]) / ((end[1] - start[1]) / 1e9);
    }

    private static RecordStream open(Path file) {
        try {
            return Formats.open(Files.newInputStream(file), file.getFileName().toString(), FormatOptions.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Node parse(String yaml) {
        Problems problems = new Problems();
        Optional<Node> node = Document.parse("bench.yaml", yaml, problems);
        problems.throwIfAny();
        return node.orElseThrow();
    }

    static <T> T read(Node node, BiFunction<Node, Problems, Optional<T>> reader) {
        Problems problems = new Problems();
        Optional<T> value = reader.apply(node, problems);
        problems.throwIfAny();
        return value.orElseThrow(() -> new IllegalStateException("the benchmark's own definition is wrong"));
    }
}
