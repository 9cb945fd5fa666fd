package io.serai.bench;

import io.serai.format.TableFormats;
import io.serai.identity.Identity;
import io.serai.store.Database;
import io.serai.store.EmbeddedMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code serai bench NAME [--rows N]}: one line a figure, with what it must reach. Exit status 0 if all do, 3 if one
 * falls short, 2 if the name is none.
 */
public final class Bench {
    private static final String USAGE = """
            Usage: serai bench NAME [--rows N]
              import          a CSV file to stored profiles, against bare LOAD DATA and a plain Camel route (1,000,000 rows)
              match           the import with weights, against equal values alone; one record at a time (1,000,000 rows)
              sources         the same CSV from a file, from S3 and from a Salesforce bulk query (500,000 rows)
              mapping         mapping alone, by JMH
              segments        previews, full builds and changes, against SQL by hand; N / 10 profiles, then N (1,000,000 profiles)
              identity        'serai identity resolve' on made-up people, 120,000, a tenth of N, and N (2,000,000 records)
              similarity      comparing names beside commons-text, by JMH
              people          writes people.csv: made-up records, and who they are (120,000 records)
              export          everyone's open traits as a file, against a bare SELECT, streamed (1,000,000 rows)
              sync            a sync over HTTP, against a bare HTTP client (50,000 members)
              destinations    a definition alone, against a bare HTTP client that posts the same bodies (1,000,000 members)
              api             profiles by identifier over HTTP, 32 connections, against a bare endpoint (100,000 rows)
              unomi-workload  100,000 rows of 80,000 people, merged on e-mail
              demo            'serai demo --exit' after the build, 20,000 people
              start           'serai start' to ready, after the first unpack; short commands to their end
            Run it on a quiet machine; every ratio is of figures from the same run.
            """;

    private static final int WARM_UP = 100_000;
    private static final int PEOPLE = 120_000;
    private static final int SINGLE = 2_000;
    /** Seconds that a person does not notice. */
    private static final double COMMAND = 0.4;

    private final Figures figures = new Figures();

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench();
        int rows = arguments.length == 3 && arguments[1].equals("--rows") ? Integer.parseInt(arguments[2]) : 0;
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "import" -> bench.imports(rows == 0 ? 1_000_000 : rows);
            case "match" -> bench.match(rows == 0 ? 1_000_000 : rows);
            case "sources" -> bench.sources(rows == 0 ? 500_000 : rows);
            case "mapping" -> MappingBenchmark.main(new String[0]);
            case "segments" -> bench.segments(rows == 0 ? 1_000_000 : rows);
            case "identity" -> bench.identity(rows == 0 ? 2_000_000 : rows);
            case "similarity" -> SimilarityBenchmark.main(new String[0]);
            case "people" -> PopulationCsv.write(Path.of("people.csv"), rows == 0 ? PEOPLE : rows, 42);
            case "export" -> bench.export(rows == 0 ? 1_000_000 : rows);
            case "sync" -> bench.sync(rows == 0 ? 50_000 : rows);
            case "destinations" -> bench.destinations(rows == 0 ? 1_000_000 : rows);
            case "api" -> bench.api(rows == 0 ? 100_000 : rows);
            case "unomi-workload" -> bench.unomi();
            case "demo" -> bench.demo();
            case "start" -> bench.start();
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
        System.exit(bench.figures.allPass() ? 0 : 3);
    }

    private void imports(int rows) throws Exception {
        try (BenchStore store = new BenchStore()) {
            warmUp(store);
            Path file = store.folder.resolve("people.csv");
            PeopleCsv.write(file, rows, 42);
            CpuTime begin = CpuTime.now(store.server.pid());
            double bare = Reference.run(store.database, rows, ImportBench.BATCH);
            figures.tell("import.load_data_rows_per_s", bare);
            figures.note("import.load_data_cpu", CpuTime.now(store.server.pid()).perRow(begin, rows));
            double plain = PlainCamel.run(store.server.config("plain"), file, rows);
            figures.tell("import.plain_camel_rows_per_s", plain);
            begin = CpuTime.now(store.server.pid());
            Identity identity = ImportBench.identity(store.database);
            ImportBench.Result first = new ImportBench(identity, file, rows).run();
            figures.tell("import.rows_per_s", first.rowsPerSecond());
            figures.note("import.cpu", CpuTime.now(store.server.pid()).perRow(begin, rows));
            figures.atLeast("import.load_data_ratio", first.rowsPerSecond() / bare, 0.6);
            figures.atLeast("import.plain_camel_ratio", first.rowsPerSecond() / plain, 1.0);
            figures.atLeast("import.growth", first.growth(), 0.8);
            figures.atMost("import.heap_growth", first.heapGrowth(), 1.1);
            begin = CpuTime.now(store.server.pid());
            ImportBench.Result again = new ImportBench(identity, file, rows).run();
            figures.tell("import.unchanged_rows_per_s", again.rowsPerSecond());
            figures.note("import.unchanged_cpu", CpuTime.now(store.server.pid()).perRow(begin, rows));
            figures.atLeast("import.unchanged_ratio", again.rowsPerSecond() / first.rowsPerSecond(), 5);
        }
    }

    /** A hub runs for months: the compiler's work at its start would weigh on these minutes as it never does there. */
    private static void warmUp(BenchStore store) throws Exception {
        Path file = store.folder.resolve("warm-up.csv");
        PeopleCsv.write(file, WARM_UP, 7);
        PlainCamel.run(store.server.config("plain"), file, WARM_UP);
        try (Database database = Database.open(store.server.config("warm_up"))) {
            new ImportBench(ImportBench.identity(database), file, WARM_UP).run();
        }
    }

    private void match(int rows) throws Exception {
        try (BenchStore store = new BenchStore()) {
            Path warmUp = store.folder.resolve("warm-up.csv");
            LikelyCsv.write(warmUp, Math.min(rows, WARM_UP), 7);
            Path file = store.folder.resolve("likely.csv");
            LikelyCsv.write(file, rows, 42);
            Path single = store.folder.resolve("single.csv");
            LikelyCsv.write(single, SINGLE, 42);
            try (Database exact = Database.open(store.server.config("exact"));
                    Database cold = Database.open(store.server.config("warm_up"))) {
                MatchBench.byWeights(cold).run(warmUp, Math.min(rows, WARM_UP));
                MatchBench byValues = MatchBench.byEqualValues(exact);
                CpuTime begin = CpuTime.now(store.server.pid());
                double values = byValues.run(file, rows).rowsPerSecond();
                figures.tell("match.equal_values_rows_per_s", values);
                figures.note(
                        "match.equal_values_cpu",
                        CpuTime.now(store.server.pid()).perRow(begin, rows));
                MatchBench byWeights = MatchBench.byWeights(store.database);
                begin = CpuTime.now(store.server.pid());
                double weights = byWeights.run(file, rows).rowsPerSecond();
                figures.tell("match.rows_per_s", weights);
                figures.note("match.cpu", CpuTime.now(store.server.pid()).perRow(begin, rows));
                figures.tell("match.equal_values_profiles", byValues.profiles());
                figures.tell("match.profiles", byWeights.profiles());
                figures.atLeast("match.ratio", weights / values, 0.5);
                figures.atMost("match.single_record_p95_ms", byWeights.oneByOne(single, SINGLE), 20);
            }
        }
    }

    private void sources(int rows) throws Exception {
        try (BenchStore store = new BenchStore()) {
            Path file = store.folder.resolve("people.csv");
            PeopleCsv.write(file, rows, 42);
            try (SourcesBench bench = new SourcesBench(store, file, rows)) {
                // To warm up: the first import of a process is the slowest, whatever it reads from.
                bench.fromFile("warm_up");
                double before = bench.fromFile("file").rowsPerSecond();
                ImportBench.Result s3 = bench.fromS3("s3");
                ImportBench.Result salesforce = bench.fromSalesforce("salesforce");
                double after = bench.fromFile("file_again").rowsPerSecond();
                // Between two of the file, for a machine's mood changes over a run.
                double local = (before + after) / 2;
                figures.tell("sources.file_rows_per_s", local);
                figures.tell("sources.file_drift", after / before);
                figures.tell("sources.s3_rows_per_s", s3.rowsPerSecond());
                figures.tell("sources.salesforce_rows_per_s", salesforce.rowsPerSecond());
                figures.atLeast("sources.s3_ratio", s3.rowsPerSecond() / local, 0.9);
                figures.atLeast("sources.salesforce_ratio", salesforce.rowsPerSecond() / local, 0.9);
                figures.atMost("sources.heap_growth", Math.max(s3.heapGrowth(), salesforce.heapGrowth()), 1.1);
            }
        }
    }

    private void segments(int profiles) {
        for (int size : new int[] {profiles / 10, profiles}) {
            try (BenchStore store = new BenchStore()) {
                SegmentsBench bench = new SegmentsBench(store.database, size);
                bench.fill();
                bench.run(figures, size == profiles ? "segments." : "segments.tenth_");
            }
        }
    }

    /** The first run is the process's first work, as it is where the command is called. */
    private void identity(int records) throws IOException {
        try (IdentityBench bench = new IdentityBench()) {
            IdentityBench.Result cold = bench.run(Math.min(records, PEOPLE));
            figures.atLeast("identity.records_per_s", cold.recordsPerSecond(), 15_000);
            figures.tell("identity.cpu_us_per_record", cold.cpuMicros());
            figures.tell("identity.f1", cold.f1());
            figures.tell("identity.precision", cold.precision());
            figures.tell("identity.recall", cold.recall());
            figures.tell("identity.wrong_pairs", cold.wrongPairs());
            figures.atMost("identity.strangers_merged", cold.strangersMerged(), 0);
            IdentityBench.Result few = bench.run(records / 10);
            IdentityBench.Result many = bench.run(records);
            figures.tell("identity.few_records_per_s", few.recordsPerSecond());
            figures.tell("identity.many_records_per_s", many.recordsPerSecond());
            figures.tell("identity.many_cpu_us_per_record", many.cpuMicros());
            figures.tell("identity.growth", many.recordsPerSecond() / few.recordsPerSecond());
            figures.note(
                    "identity.heap", "%.0f MiB, then %.0f MiB".formatted(few.heapMebibytes(), many.heapMebibytes()));
            figures.tell("identity.many_f1", many.f1());
            figures.atMost("identity.many_strangers_merged", many.strangersMerged(), 0);
        }
    }

    private void export(int rows) throws Exception {
        try (BenchStore store = new BenchStore()) {
            Path file = store.folder.resolve("people.csv");
            PeopleCsv.write(file, rows, 42);
            Identity identity = ImportBench.identity(store.database);
            new ImportBench(identity, file, rows).run();
            ExportBench bench = new ExportBench(identity);
            long profiles = bench.profiles();
            for (TableFormats format : TableFormats.values()) {
                bench.bare();
                bench.export(format, profiles);
                double ratio = bench.export(format, profiles) / bench.bare();
                figures.atLeast("export." + format.word() + "_ratio", ratio, 0.5);
            }
        }
    }

    private void sync(int members) throws Exception {
        try (BenchStore store = new BenchStore()) {
            Path file = store.folder.resolve("people.csv");
            PeopleCsv.write(file, members, 42);
            Identity identity = ImportBench.identity(store.database);
            new ImportBench(identity, file, members).run();
            // To warm up, for a hub runs for months; then with answers as slow as a real tool's, then with answers as
            // fast as they come.
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                new SyncBench(store, identity, Duration.ZERO).run();
            }
            SyncBench.Result real = new SyncBench(store, identity, Duration.ofMillis(100)).run();
            figures.tell("sync.members_per_s", real.hub());
            figures.tell("sync.bare_members_per_s", real.bare());
            figures.tell("sync.planning_seconds", real.planning());
            figures.atLeast("sync.http_ratio", real.hub() / real.bare(), 0.8);
            SyncBench.Result instant = new SyncBench(store, identity, Duration.ZERO).run();
            figures.tell("sync.instant_members_per_s", instant.hub());
            figures.tell("sync.instant_http_ratio", instant.hub() / instant.bare());
        }
    }

    private void destinations(int members) throws Exception {
        try (DestinationsBench bench = new DestinationsBench()) {
            bench.run(Math.min(members, 100_000), Duration.ZERO);
            DestinationsBench.Result instant = bench.run(members, Duration.ZERO);
            figures.tell("destinations.instant_members_per_s", instant.engine());
            figures.tell("destinations.instant_http_ratio", instant.engine() / instant.bare());
            // As long as a real tool takes.
            DestinationsBench.Result real = bench.run(Math.min(members, 100_000), Duration.ofMillis(100));
            figures.tell("destinations.members_per_s", real.engine());
            figures.atLeast("destinations.http_ratio", real.engine() / real.bare(), 0.8);
            figures.atMost("destinations.heap_growth", instant.heapGrowth(), 1.1);
        }
    }

    private void api(int rows) throws Exception {
        try (BenchStore store = new BenchStore()) {
            Path file = store.folder.resolve("people.csv");
            PeopleCsv.write(file, rows, 42);
            new ImportBench(ImportBench.identity(store.database), file, rows).run();
            // A fifth of the rows are further records of the same people.
            try (ApiBench bench = new ApiBench(store, rows * 3 / 4)) {
                // The compiler takes its time over as much code as a request runs through.
                bench.bare(Duration.ofSeconds(10));
                bench.lookUps(Duration.ofSeconds(60));
                HttpLoad.Result bare = bench.bare(Duration.ofSeconds(20));
                CpuTime begin = CpuTime.now(store.server.pid());
                HttpLoad.Result found = bench.lookUps(Duration.ofSeconds(20));
                figures.note("api.look_up_cpu", CpuTime.now(store.server.pid()).perRow(begin, (int) found.requests()));
                figures.tell("api.bare_per_s", bare.perSecond());
                figures.tell("api.bare_median_ms", bare.median());
                figures.tell("api.bare_p99_ms", bare.p99());
                figures.atLeast("api.look_ups_per_s", found.perSecond(), 3_000);
                figures.tell("api.look_up_ratio", found.perSecond() / bare.perSecond());
                figures.tell("api.look_up_median_ms", found.median());
                figures.atMost("api.look_up_p99_ms", found.p99(), 15);
            }
        }
    }

    private void unomi() throws IOException {
        try (BenchStore store = new BenchStore()) {
            int rows = 100_000;
            Path file = store.folder.resolve("people.csv");
            PeopleCsv.write(file, rows, 7);
            ImportBench.Result result = new ImportBench(ImportBench.identity(store.database), file, rows).run();
            figures.tell("unomi-workload.rows_per_s", result.rowsPerSecond());
            long twice = store.database.inTransaction(handle -> handle.createQuery(
                            "SELECT COUNT(*) FROM (SELECT i.hash FROM identifier i JOIN source_record r ON r.id = i.subject_id"
                                    + " GROUP BY i.hash HAVING COUNT(DISTINCT r.profile_id) > 1) t")
                    .mapTo(Long.class)
                    .one());
            figures.atMost("unomi-workload.people_stored_twice", twice, 0);
        }
    }

    private void demo() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("serai-demo");
        double seconds = timed(List.of(home() + "/serai", "demo", "--exit", "--data", data.toString()));
        figures.atMost("demo.seconds", seconds, 60);
    }

    private void start() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("serai-start");
        timed(List.of(home() + "/serai", "demo", "--exit", "--people", "100", "--data", data.toString()));
        StartBench start = StartBench.run(home(), data);
        figures.atMost("start.seconds", start.ready(), 8);
        figures.atMost("command.version_s", CommandBench.median(home(), "--version"), COMMAND);
        figures.atMost("command.help_s", CommandBench.median(home(), "--help"), COMMAND);
        figures.atMost("command.status_s", start.status(), COMMAND);
    }

    private static String home() {
        return System.getProperty("serai.home", ".");
    }

    private static double timed(List<String> command) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** A port of the loopback address that is free. */
    static int freePort() {
        return EmbeddedMariaDb.freePort();
    }
}
