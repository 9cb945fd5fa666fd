package io.serai.app.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.match.Audit;
import io.serai.match.Grouping;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares clusters with the truth. */
@Command(
        name = "audit",
        description = "Compare clusters with the truth, or with other clusters, pair by pair.",
        footer = {
            "",
            "Examples:",
            "  serai identity audit --clusters clusters.csv --truth truth.csv",
            "  serai identity audit --clusters clusters.csv --truth people.csv --truth-key id --truth-cluster person",
            "",
            "Precision is the part of the pairs found that are right, recall the part of the right pairs that are found."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class AuditCommand implements Callable<Integer> {
    /** Keys that are named where there may be many. */
    private static final int NAMED = 10;

    @Spec
    private CommandSpec spec;

    @Option(names = "--clusters", required = true, paramLabel = "FILE", description = "A CSV file of clusters.")
    private Path clusters;

    @Option(names = "--truth", required = true, paramLabel = "FILE", description = "A CSV file of true clusters.")
    private Path truth;

    @Option(
            names = "--key",
            paramLabel = "COLUMN",
            description = "The key in --clusters; its first column unless said.")
    private Optional<String> key = Optional.empty();

    @Option(
            names = "--cluster",
            paramLabel = "COLUMN",
            description = "The cluster in --clusters; its second column unless said.")
    private Optional<String> cluster = Optional.empty();

    @Option(
            names = "--truth-key",
            paramLabel = "COLUMN",
            description = "The key in --truth; its first column unless said.")
    private Optional<String> truthKey = Optional.empty();

    @Option(
            names = "--truth-cluster",
            paramLabel = "COLUMN",
            description = "The cluster in --truth; its second column unless said.")
    private Optional<String> truthCluster = Optional.empty();

    @Option(
            names = "--worst",
            defaultValue = "5",
            paramLabel = "N",
            description = "How many clusters with faults are shown; ${DEFAULT-VALUE} unless said.")
    private int worst;

    @Option(
            names = "--report",
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; table unless said.")
    private Report.Form report;

    @Override
    public Integer call() {
        Grouping found = read(clusters, key, "--key", cluster, "--cluster");
        Grouping right = read(truth, truthKey, "--truth-key", truthCluster, "--truth-cluster");
        Audit audit = Audit.of(found, right, worst);
        if (audit.records() == 0) {
            throw new SeraiException(
                    ErrorCode.USAGE,
                    clusters + " and " + truth
                            + " have no key in common. Name their columns by --key and --truth-key.");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (report == Report.Form.json) {
            Report.print(json(audit), report, out);
        } else {
            Report.print(figures(audit), report, out);
            tell(audit, out);
        }
        return 0;
    }

    private static Grouping read(
            Path file, Optional<String> key, String keyOption, Optional<String> cluster, String clusterOption) {
        Grouping grouping = new Grouping();
        try (TableFile table = TableFile.open(file)) {
            int keyColumn = key.map(name -> table.column(name, keyOption)).orElse(0);
            int clusterColumn =
                    cluster.map(name -> table.column(name, clusterOption)).orElseGet(() -> table.second(clusterOption));
            while (table.next()) {
                if (!grouping.add(table.key(keyColumn), table.cell(clusterColumn))) {
                    throw table.repeated(table.row());
                }
            }
        }
        return grouping;
    }

    private static ObjectNode figures(Audit audit) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("records", audit.records())
                .put("precision", Report.rounded(audit.precision()))
                .put("recall", Report.rounded(audit.recall()))
                .put("f1", Report.rounded(audit.f1()))
                .put("right_pairs", audit.found().commonPairs())
                .put("wrong_pairs", audit.found().pairsAlone())
                .put("missed_pairs", audit.truth().pairsAlone())
                .put("clusters", audit.found().clusters())
                .put("true_clusters", audit.truth().clusters())
                .put("exact_clusters", audit.exact())
                .put("merged_clusters", audit.found().divided())
                .put("split_clusters", audit.truth().divided())
                .put("largest_cluster", audit.found().largest())
                .put("largest_true_cluster", audit.truth().largest())
                .put("records_without_truth", audit.withoutTruth().size())
                .put("records_without_cluster", audit.withoutCluster().size());
    }

    private static ObjectNode json(Audit audit) {
        ObjectNode json = figures(audit);
        audit.withoutTruth().forEach(json.putArray("without_truth")::add);
        audit.withoutCluster().forEach(json.putArray("without_cluster")::add);
        faults(json.putArray("worst_merged"), audit.wrongest());
        faults(json.putArray("worst_split"), audit.mostMissed());
        return json;
    }

    private static void faults(ArrayNode array, List<Audit.Fault> faults) {
        for (Audit.Fault fault : faults) {
            ObjectNode node = array.addObject().put("cluster", fault.cluster()).put("pairs", fault.pairs());
            ObjectNode parts = node.putObject("parts");
            fault.parts().forEach((name, keys) -> keys.forEach(parts.putArray(name)::add));
        }
    }

    private static void tell(Audit audit, PrintWriter out) {
        keys("only in the clusters", audit.withoutTruth(), out);
        keys("only in the truth", audit.withoutCluster(), out);
        tell("Merged, by wrong pairs:", audit.wrongest(), out);
        tell("Split, by missed pairs:", audit.mostMissed(), out);
    }

    private static void keys(String what, List<String> keys, PrintWriter out) {
        if (!keys.isEmpty()) {
            out.println(what + ": " + some(keys));
        }
    }

    private static void tell(String heading, List<Audit.Fault> faults, PrintWriter out) {
        if (faults.isEmpty()) {
            return;
        }
        out.println();
        out.println(heading);
        for (Audit.Fault fault : faults) {
            out.println("  " + fault.cluster() + ", " + fault.pairs() + " pairs");
            fault.parts().forEach((name, keys) -> out.println("    " + name + ": " + some(keys)));
        }
    }

    private static String some(List<String> keys) {
        String named = String.join(", ", keys.subList(0, Math.min(NAMED, keys.size())));
        return keys.size() <= NAMED ? named : named + " and " + (keys.size() - NAMED) + " more";
    }
}
