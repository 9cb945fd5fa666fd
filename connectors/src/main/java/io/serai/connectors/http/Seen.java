package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The records that were yielded lately, by what is in them: an overlapping read yields them once only. Forgetting one
 * does no harm, it is then yielded again. Not thread-safe.
 */
final class Seen {
    private static final int MOST = 10_000;
    private static final int MOST_KEPT = 1_000;

    private final Map<String, Long> times = new LinkedHashMap<>();

    /** @param kept what {@link #keep} made of an earlier one */
    Seen(JsonNode kept) {
        kept.properties()
                .forEach(entry -> times.put(entry.getKey(), entry.getValue().asLong()));
    }

    /** Whether this very record was not there yet. */
    boolean add(JsonNode record, Instant time) {
        if (times.size() >= MOST) {
            Iterator<String> eldest = times.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        return times.put(hash(record), time.toEpochMilli()) == null;
    }

    /** Those from a time on, if they are not too many. */
    void keep(ObjectNode target, Instant from) {
        long oldest = from.toEpochMilli();
        long many = times.values().stream().filter(time -> time >= oldest).count();
        if (many <= MOST_KEPT) {
            times.forEach((hash, time) -> {
                if (time >= oldest) {
                    target.put(hash, time);
                }
            });
        }
    }

    private static String hash(JsonNode record) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(record.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
