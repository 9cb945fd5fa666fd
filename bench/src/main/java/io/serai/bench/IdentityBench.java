package io.serai.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.serai.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code serai identity resolve} on made-up people, from the CSV file to the file of clusters, in this process. */
final class IdentityBench implements AutoCloseable {
    private final Path folder;
    private final LiveHeap heap = new LiveHeap();

    /**
     * What came of it.
     *
     * @param cpuMicros processor time a record, which a busy machine stretches less than the clock's
     * @param heapMebibytes the most that was left on the heap after a collection
     * @param strangersMerged pairs of people who do not even live together
     */
    record Result(
            double recordsPerSecond,
            double cpuMicros,
            double heapMebibytes,
            double precision,
            double recall,
            double f1,
            long wrongPairs,
            long strangersMerged) {}

    IdentityBench() throws IOException {
        folder = Files.createTempDirectory("serai-bench");
    }

    Result run(int records) throws IOException {
        Path people = folder.resolve("people.csv");
        Path clusters = folder.resolve("clusters.csv");
        PopulationCsv.write(people, records, 42);
        heap.take();
        long begin = cpuNanos();
        JsonNode resolved = command(
                "resolve",
                "--input",
                people,
                "--key",
                "key",
                "--fields",
                PopulationCsv.FIELDS,
                "--quiet",
                "--output",
                clusters);
        double micros = (cpuNanos() - begin) / 1e3 / records;
        double live = heap.take();
        JsonNode audit = audit(clusters, people, "person");
        return new Result(
                resolved.path("records_per_s").asDouble(),
                micros,
                live,
                audit.path("precision").asDouble(),
                audit.path("recall").asDouble(),
                audit.path("f1").asDouble(),
                audit.path("wrong_pairs").asLong(),
                audit(clusters, people, "household").path("wrong_pairs").asLong());
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static JsonNode audit(Path clusters, Path people, String truth) throws IOException {
        return command("audit", "--clusters", clusters, "--truth", people, "--truth-cluster", truth, "--worst", "0");
    }

    private static JsonNode command(Object... arguments) throws IOException {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of("identity"));
        List.of(arguments).forEach(argument -> all.add(argument.toString()));
        all.addAll(List.of("--report", "json"));
        int status = Main.commandLine().setOut(new PrintWriter(out, true)).execute(all.toArray(String[]::new));
        if (status != 0) {
            throw new IOException(String.join(" ", all) + " failed");
        }
        return new ObjectMapper().readTree(out.toString());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve("people.csv"));
        Files.deleteIfExists(folder.resolve("clusters.csv"));
        Files.deleteIfExists(folder);
    }
}
