package io.serai.bench;

import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.identity.Identity;
import io.serai.ingest.BatchRows;
import io.serai.ingest.Ingest;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingReader;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.run.RunKind;
import io.serai.run.RunStore;
import io.serai.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The import with weights, against the import by equal values alone; and one record after the other. */
final class MatchBench {
    private static final String MATCHING = PeopleCsv.RULES.replaceFirst("}$", """
            , match: {
                model: people,
                fields: {
                  given_name: first_name, surname: last_name, birth_date: birth_date, city: city, postcode: postcode,
                  email: { identifier: email }, phone: { identifier: phone } } } }""");

    private final Database database;
    private final Identity identity;

    private MatchBench(Database database, String rules) {
        this.database = database;
        this.identity = ImportBench.identity(database, rules);
    }

    static MatchBench byEqualValues(Database database) {
        return new MatchBench(database, PeopleCsv.RULES);
    }

    static MatchBench byWeights(Database database) {
        return new MatchBench(database, MATCHING);
    }

    ImportBench.Result run(Path file, int rows) {
        return new ImportBench(identity, file, rows).run();
    }

    long profiles() {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT COUNT(*) FROM profile WHERE redirect_to IS NULL")
                        .mapTo(Long.class)
                        .one());
    }

    /** Milliseconds that 95 of 100 records take at most, each in a transaction of its own. */
    double oneByOne(Path file, int count) throws IOException {
        StreamName stream = new StreamName("bench", "single");
        Mapping mapping = ImportBench.read(
                ImportBench.parse(PeopleCsv.MAPPING),
                (node, problems) -> MappingReader.read(node, identity.schema(), problems));
        long run = new RunStore(database, identity.clock()).begin(RunKind.IMPORT, stream.toString(), "bench");
        Ingest ingest = new Ingest(identity);
        long[] times = new long[count];
        int at = 0;
        try (RecordStream records =
                Formats.open(Files.newInputStream(file), file.getFileName().toString(), FormatOptions.DEFAULT)) {
            for (Optional<RawItem> item = records.next(); item.isPresent(); item = records.next()) {
                long began = System.nanoTime();
                BatchRows rows = new BatchRows(identity, stream, mapping, Instant.EPOCH, Optional.empty());
                rows.add(item.get());
                ingest.store(rows.take(run, at));
                times[at++] = System.nanoTime() - began;
            }
        }
        long[] sorted = Arrays.copyOfRange(times, times.length / 10, times.length);
        Arrays.sort(sorted);
        return sorted[sorted.length * 95 / 100] / 1e6;
    }
}
