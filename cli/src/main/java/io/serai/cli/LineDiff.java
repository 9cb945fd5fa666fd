package io.serai.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What differs between two texts, line by line: the longest that both have in common stays, with little around it. */
final class LineDiff {
    private static final int AROUND = 2;
    /** Pairs of lines that are compared at most; texts of more differ as a whole. */
    private static final long MOST = 4_000_000;

    private final List<String> before;
    private final List<String> after;
    /** How many lines what follows each pair of lines has in common. */
    private final int[][] common;

    private LineDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        this.common = new int[before.size() + 1][after.size() + 1];
        for (int one = before.size() - 1; one >= 0; one--) {
            for (int other = after.size() - 1; other >= 0; other--) {
                common[one][other] = before.get(one).equals(after.get(other))
                        ? common[one + 1][other + 1] + 1
                        : Math.max(common[one + 1][other], common[one][other + 1]);
            }
        }
    }

    /** Lines that begin with {@code - }, {@code + } or two spaces; {@code ...} where some are left out. */
    static List<String> of(String before, String after) {
        List<String> one = before.lines().toList();
        List<String> other = after.lines().toList();
        if ((long) one.size() * other.size() > MOST) {
            return Stream.concat(
                            one.stream().map(line -> "- " + line),
                            other.stream().map(line -> "+ " + line))
                    .toList();
        }
        return shortened(new LineDiff(one, other).lines());
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        int one = 0;
        int other = 0;
        while (one < before.size() && other < after.size()) {
            if (before.get(one).equals(after.get(other))) {
                lines.add("  " + before.get(one++));
                other++;
            } else if (common[one + 1][other] >= common[one][other + 1]) {
                lines.add("- " + before.get(one++));
            } else {
                lines.add("+ " + after.get(other++));
            }
        }
        before.subList(one, before.size()).forEach(line -> lines.add("- " + line));
        after.subList(other, after.size()).forEach(line -> lines.add("+ " + line));
        return lines;
    }

    private static List<String> shortened(List<String> lines) {
        List<String> kept = new ArrayList<>();
        boolean out = false;
        for (int at = 0; at < lines.size(); at++) {
            List<String> near = lines.subList(Math.max(0, at - AROUND), Math.min(lines.size(), at + AROUND + 1));
            boolean shown = near.stream().anyMatch(line -> !line.startsWith("  "));
            if (shown) {
                kept.add(lines.get(at));
            } else if (!out) {
                kept.add("  ...");
            }
            out = !shown;
        }
        return kept;
    }
}
