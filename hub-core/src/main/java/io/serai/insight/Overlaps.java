package io.serai.insight;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who is in several segments. One pass over the memberships: a profile's segments are the bits of a number. */
final class Overlaps {
    private static final int MOST_SEGMENTS = 20;
    private static final int MOST_COMBINATIONS = 200;

    private final Asking asking;

    Overlaps(Asking asking) {
        this.asking = asking;
    }

    /** Profiles that are in exactly one combination of the segments. */
    private record Combination(long mask, long people) {
        boolean has(int segment) {
            return (mask >> segment & 1) == 1;
        }
    }

    private List<Combination> combinations(List<String> segments) {
        if (segments.size() < 2
                || segments.size() > MOST_SEGMENTS
                || new LinkedHashSet<>(segments).size() < segments.size()) {
            throw new SeraiException(
                    ErrorCode.USAGE, "Name from 2 to " + MOST_SEGMENTS + " segments, each of them once.");
        }
        List<Integer> ids = segments.stream().map(asking::segment).toList();
        String bits = IntStream.range(0, ids.size())
                .mapToObj(i -> "WHEN " + ids.get(i) + " THEN " + (1L << i))
                .collect(Collectors.joining(" ", "BIT_OR(CASE segment_id ", " END)"));
        String in = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return asking.list(
                "SELECT mask, COUNT(*) FROM (SELECT " + bits + " AS mask FROM membership WHERE segment_id IN (" + in
                        + ") GROUP BY profile_id) people GROUP BY mask",
                Map.of(),
                row -> new Combination(row.getLong(1), row.getLong(2)));
    }

    Insight pairs(List<String> segments) {
        Instant at = asking.now();
        List<Combination> all = combinations(segments);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int a = 0; a < segments.size(); a++) {
            for (int b = a + 1; b < segments.size(); b++) {
                rows.add(pair(segments, all, a, b));
            }
        }
        return new Insight(at, List.of("a", "b", "in_a", "in_b", "both", "of_a", "of_b"), rows);
    }

    private static Map<String, Object> pair(List<String> segments, List<Combination> all, int a, int b) {
        long inA = people(all, 1L << a);
        long inB = people(all, 1L << b);
        long both = people(all, 1L << a | 1L << b);
        Map<String, Object> row = new LinkedHashMap<>(Map.of("a", segments.get(a), "b", segments.get(b)));
        row.put("in_a", inA);
        row.put("in_b", inB);
        if (!Crowd.isSmall(both)) {
            row.put("both", both);
            Shares.put(row, "of_a", both, inA);
            Shares.put(row, "of_b", both, inB);
        }
        return row;
    }

    private static long people(List<Combination> all, long mask) {
        return all.stream()
                .filter(one -> (one.mask() & mask) == mask)
                .mapToLong(Combination::people)
                .sum();
    }

    Insight exactly(List<String> segments) {
        Instant at = asking.now();
        List<Combination> all = new ArrayList<>(combinations(segments));
        all.sort(Comparator.comparing(Combination::people).reversed().thenComparing(Combination::mask));
        List<Map<String, Object>> rows = new ArrayList<>();
        long others = 0;
        for (Combination one : all) {
            if (Crowd.isSmall(one.people()) || rows.size() == MOST_COMBINATIONS) {
                others += one.people();
            } else {
                rows.add(row(names(segments, one), one.people()));
            }
        }
        if (others > 0) {
            rows.add(row("other", others));
        }
        return new Insight(at, List.of("segments", "profiles"), rows);
    }

    private static String names(List<String> segments, Combination one) {
        return IntStream.range(0, segments.size())
                .filter(one::has)
                .mapToObj(segments::get)
                .collect(Collectors.joining(" + "));
    }

    private static Map<String, Object> row(String segments, long people) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("segments", segments);
        row.put("profiles", people);
        return row;
    }
}
