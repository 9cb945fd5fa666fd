package io.serai.bench;

import io.serai.store.Database;
import io.serai.store.EmbeddedMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code serai bench NAME [--rows N]}: one line a figure. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000;
        Path folder = Files.createTempDirectory("serai-bench");
        Path file = folder.resolve("people.csv");
        PeopleCsv.write(file, rows, 42);
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(
                folder.resolve("store"), List.of("--innodb-buffer-pool-size=2G", "--innodb-log-file-size=1G"))) {
            try (Database database = Database.open(server.config("bench"))) {
                CpuTime t0 = CpuTime.now(server.pid());
                double bare = Reference.run(database, rows, ImportBench.BATCH);
                CpuTime t1 = CpuTime.now(server.pid());
                System.out.println("reference.cpu: " + t1.perRow(t0, rows));
                figure("reference.rows_per_s", bare);
                ImportBench.Result first = new ImportBench(database, file, rows).run();
                System.out.println("import.cpu: " + CpuTime.now(server.pid()).perRow(t1, rows));
                figure("import.rows_per_s", first.rowsPerSecond());
                figure("import.load_data_ratio", first.rowsPerSecond() / bare);
                figure("import.growth", first.growth());
                figure("import.heap_growth", first.heapGrowth());
                ImportBench.Result again = new ImportBench(database, file, rows).run();
                figure("import.unchanged_ratio", again.rowsPerSecond() / first.rowsPerSecond());
                System.out.println(again.run());
            }
        }
    }

    private static void figure(String name, double value) {
        System.out.printf(Locale.ROOT, "%s: %.3f%n", name, value);
    }
}
