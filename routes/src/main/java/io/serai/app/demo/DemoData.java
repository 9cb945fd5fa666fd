package io.serai.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the demo's input: the same people as a CRM, a website and a till know them. The same seed, number of people
 * and time give the same files; memory does not grow with them.
 *
 * @param people how many there are
 * @param now when the newest of it happened
 */
public record DemoData(long seed, int people, Instant now) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private interface Writer {
        Written write(Path file, int people) throws IOException;
    }

    /**
     * Writes {@code crm/crm.csv}, {@code web/ga4.ndjson}, {@code till/till.jsonl.gz} and, beside the folder,
     * {@code expected.json} with what was written.
     *
     * @return what was written, by source
     */
    public Map<String, Written> write(Path inbox) throws IOException {
        People everyone = new People(seed);
        Map<String, Written> written = new LinkedHashMap<>();
        written.put("crm", write(inbox, "crm/crm.csv", new CrmFile(everyone, now)::write));
        written.put("web", write(inbox, "web/ga4.ndjson", new WebFile(everyone, now)::write));
        written.put("till", write(inbox, "till/till.jsonl.gz", new TillFile(everyone, now)::write));
        expected(inbox.resolveSibling("expected.json"), written);
        return written;
    }

    private Written write(Path inbox, String name, Writer writer) throws IOException {
        return writer.write(inbox.resolve(name), people);
    }

    private void expected(Path file, Map<String, Written> written) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("seed", seed).put("people", people);
        written.forEach((source, counts) -> {
            ObjectNode node = root.putObject(source)
                    .put("rows", counts.rows())
                    .put("subjects", counts.subjects())
                    .put("repeated", counts.repeated())
                    .put("invalid", counts.invalid());
            ObjectNode broken = node.putObject("broken");
            counts.broken().forEach(broken::put);
        });
        Files.writeString(file, root.toPrettyString() + "\n");
    }
}
