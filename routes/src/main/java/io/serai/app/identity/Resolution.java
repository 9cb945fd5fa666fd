package io.serai.app.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.serai.match.BatchResolver;
import io.serai.match.MatchModel;
import java.io.Writer;

/**
 * Who the records of a file are.
 *
 * @param train whether weights were learnt
 * @param began when the work did, by the system's own nanoseconds
 */
record Resolution(PeopleFile file, BatchResolver.Result result, boolean train, long began) {
    MatchModel model() {
        return result.model();
    }

    /** Writes the key and the cluster of each record, in the order of the file; a cluster is called by its first key. */
    void write(Writer out) {
        String[] clusters = new String[file.keys().size()];
        for (int person = 0; person < clusters.length; person++) {
            clusters[file.places()[person]] = key(result.cluster()[person]);
        }
        // The writer below it buffers; a second buffer would have to be flushed apart.
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(out);
        csv.writeRecord("key", "cluster");
        for (int record = 0; record < clusters.length; record++) {
            csv.writeRecord(file.keys().get(record), clusters[record]);
        }
    }

    private String key(int person) {
        return file.keys().get(file.places()[person]);
    }

    /** What was done; seconds from the beginning to now. */
    ObjectNode report() {
        double seconds = (System.nanoTime() - began) / 1e9;
        int[] sizes = new int[result.cluster().length];
        int largest = 0;
        int clusters = 0;
        for (int cluster : result.cluster()) {
            clusters += sizes[cluster]++ == 0 ? 1 : 0;
            largest = Math.max(largest, sizes[cluster]);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("records", sizes.length)
                .put("pairs_compared", result.pairs())
                .put("links", result.links())
                .put("possible_links", result.reviews())
                .put("clusters", clusters)
                .put("largest_cluster", largest)
                .put("oversized_sets", result.oversized().size())
                .put("prior_bits", Report.rounded(model().prior()))
                .put("trained", train ? String.join(", ", model().names()) : "nothing but the prior and frequencies")
                .put("seconds", Math.round(seconds * 100) / 100.0)
                .put("records_per_s", Math.round(sizes.length / seconds));
    }
}
