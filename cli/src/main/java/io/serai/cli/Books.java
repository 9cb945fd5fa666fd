package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** A run's books as the equation they are: what went in is what came out, each once. */
final class Books {
    private static final List<String> IMPORT = List.of("stored", "unchanged", "invalid", "suppressed");
    private static final List<String> SYNC = List.of("delivered", "rejected", "withheld", "pending");

    private Books() {}

    /** Such as {@code read 10 = stored 8 + unchanged 1 + invalid 1 + suppressed 0, balanced}; empty if none are kept. */
    static String of(JsonNode counts, Paint paint) {
        if (counts.has("selected")) {
            return equation(counts, "selected", SYNC, paint);
        }
        return counts.has("read") ? equation(counts, "read", IMPORT, paint) : "";
    }

    private static String equation(JsonNode counts, String total, List<String> parts, Paint paint) {
        long sum = parts.stream().mapToLong(part -> counts.path(part).asLong()).sum();
        String right = String.join(
                " + ",
                parts.stream()
                        .map(part -> part + " " + number(counts.path(part).asLong()))
                        .toList());
        long whole = counts.path(total).asLong();
        String verdict = sum == whole
                ? paint.good("balanced")
                : paint.bad("NOT BALANCED: " + number(whole - sum) + " unaccounted for");
        return total + " " + number(whole) + " = " + right + ", " + verdict;
    }

    static boolean hasFindings(JsonNode counts) {
        return counts.path("invalid").asLong() + counts.path("rejected").asLong() > 0;
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
