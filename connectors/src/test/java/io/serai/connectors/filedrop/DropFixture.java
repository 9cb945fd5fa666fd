package io.serai.connectors.filedrop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.connector.testkit.DestinationBehavior;
import io.serai.connector.testkit.DestinationFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A place that JSON Lines files are dropped into. Whoever reads it takes its files in the order of their names. */
public abstract class DropFixture implements DestinationFixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A place takes whatever file it is given, and does so whole or not at all. */
    private static final Set<DestinationBehavior> HAS = EnumSet.of(
            DestinationBehavior.REMOVES,
            DestinationBehavior.SNAPSHOTS,
            DestinationBehavior.HAS_ADDRESS,
            DestinationBehavior.FAILS);

    /** The lines of the files whose names end in {@code .jsonl}, file after file in the order of their names. */
    protected abstract List<String> lines() throws IOException;

    @Override
    public boolean has(DestinationBehavior behavior) {
        return HAS.contains(behavior);
    }

    @Override
    public final Map<String, Map<String, String>> held() {
        Map<String, Map<String, String>> held = new TreeMap<>();
        try {
            for (String line : lines()) {
                take(JSON.readTree(line), held);
            }
            return held;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(JsonNode row, Map<String, Map<String, String>> held) {
        String email = row.path("email").asText();
        if (row.path("op").asText("add").equals("remove")) {
            held.remove(email);
            return;
        }
        Map<String, String> fields = new TreeMap<>();
        for (String field : List.of("FNAME", "LNAME")) {
            if (!row.path(field).asText().isEmpty()) {
                fields.put(field, row.path(field).asText());
            }
        }
        held.put(email, fields);
    }

    @Override
    public void close() {}
}
