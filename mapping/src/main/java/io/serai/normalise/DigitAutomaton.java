package io.serai.normalise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A regular expression over digits as a table: one look-up a digit, where {@code java.util.regex} backtracks. Knows the
 * forms that numbering plans are written in: digits, {@code \d}, classes, groups, alternatives, {@code ?} and counts.
 * Immutable and thread-safe.
 */
final class DigitAutomaton {
    private static final int DIGITS = 10;
    private static final int DEAD = -1;

    private final int[] steps;
    private final boolean[] accepting;

    private DigitAutomaton(int[] steps, boolean[] accepting) {
        this.steps = steps;
        this.accepting = accepting;
    }

    /**
     * @throws IllegalArgumentException if the expression has another form
     */
    static DigitAutomaton of(String pattern) {
        return new Builder(pattern).build();
    }

    /** Whether the digits from an index on match as a whole. */
    boolean matches(String digits, int from) {
        int state = 0;
        for (int i = from; i < digits.length() && state != DEAD; i++) {
            state = steps[state * DIGITS + digits.charAt(i) - '0'];
        }
        return state != DEAD && accepting[state];
    }

    /** Thompson's construction, and then the subsets of it that can be reached. */
    private static final class Builder {
        private final String pattern;
        private int at;

        /** By state: the digits (as bits) and the state each edge leads to; no digits is a free step. */
        private final List<List<int[]>> edges = new ArrayList<>();

        Builder(String pattern) {
            this.pattern = pattern;
        }

        DigitAutomaton build() {
            int start = state();
            int end = alternatives(start);
            if (at != pattern.length()) {
                throw new IllegalArgumentException("not a pattern of digits: " + pattern);
            }
            return subsets(start, end);
        }

        private int state() {
            edges.add(new ArrayList<>());
            return edges.size() - 1;
        }

        private void edge(int from, int digits, int to) {
            edges.get(from).add(new int[] {digits, to});
        }

        private int alternatives(int start) {
            int end = state();
            edge(sequence(start), 0, end);
            while (at < pattern.length() && pattern.charAt(at) == '|') {
                at++;
                edge(sequence(start), 0, end);
            }
            return end;
        }

        private int sequence(int start) {
            int end = state();
            edge(start, 0, end);
            while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
                end = repeated(end);
            }
            return end;
        }

        /** An atom as often as it may occur; to repeat it, it is read again. */
        private int repeated(int start) {
            int begin = at;
            int end = atom(start);
            int after = at;
            int[] counts = counts();
            int next = at;
            if (counts[0] == 0) {
                edge(start, 0, end);
            }
            for (int i = 2; i <= counts[1]; i++) {
                at = begin;
                int last = end;
                end = atom(last);
                if (at != after) {
                    throw new IllegalStateException("read differently again");
                }
                if (i > counts[0]) {
                    edge(last, 0, end);
                }
            }
            at = next;
            return end;
        }

        private int[] counts() {
            if (at < pattern.length() && pattern.charAt(at) == '?') {
                at++;
                return new int[] {0, 1};
            }
            if (at == pattern.length() || pattern.charAt(at) != '{') {
                return new int[] {1, 1};
            }
            int close = pattern.indexOf('}', at);
            String[] numbers = pattern.substring(at + 1, close).split(",", -1);
            at = close + 1;
            int least = Integer.parseInt(numbers[0]);
            return new int[] {least, numbers.length == 1 ? least : Integer.parseInt(numbers[1])};
        }

        private int atom(int start) {
            char c = pattern.charAt(at++);
            if (c == '(') {
                at += pattern.startsWith("?:", at) ? 2 : 0;
                int end = alternatives(start);
                at++;
                return end;
            }
            int end = state();
            edge(start, digits(c), end);
            return end;
        }

        private int digits(char c) {
            if (c == '[') {
                return characterClass();
            }
            if (c == '\\' && pattern.charAt(at) == 'd') {
                at++;
                return (1 << DIGITS) - 1;
            }
            return bit(c);
        }

        private int characterClass() {
            int digits = 0;
            while (pattern.charAt(at) != ']') {
                char from = pattern.charAt(at++);
                char to = from;
                if (pattern.charAt(at) == '-') {
                    to = pattern.charAt(at + 1);
                    at += 2;
                }
                for (char c = from; c <= to; c++) {
                    digits |= bit(c);
                }
            }
            at++;
            return digits;
        }

        private int bit(char c) {
            if (c < '0' || c > '9') {
                throw new IllegalArgumentException("not a pattern of digits: " + pattern);
            }
            return 1 << (c - '0');
        }

        private DigitAutomaton subsets(int start, int end) {
            Map<BitSet, Integer> numbers = new HashMap<>();
            List<BitSet> sets = new ArrayList<>();
            int[] steps = new int[DIGITS * 64];
            BitSet first = new BitSet();
            addFree(first, start);
            numbers.put(first, 0);
            sets.add(first);
            for (int i = 0; i < sets.size(); i++) {
                if (steps.length < (i + 1) * DIGITS) {
                    steps = Arrays.copyOf(steps, 2 * steps.length);
                }
                for (int digit = 0; digit < DIGITS; digit++) {
                    BitSet next = step(sets.get(i), digit);
                    Integer known = next.isEmpty() ? Integer.valueOf(DEAD) : numbers.putIfAbsent(next, sets.size());
                    steps[i * DIGITS + digit] = known == null ? sets.size() : known;
                    if (known == null) {
                        sets.add(next);
                    }
                }
            }
            boolean[] accepting = new boolean[sets.size()];
            for (int i = 0; i < accepting.length; i++) {
                accepting[i] = sets.get(i).get(end);
            }
            return new DigitAutomaton(steps, accepting);
        }

        private BitSet step(BitSet from, int digit) {
            BitSet next = new BitSet();
            from.stream().forEach(state -> {
                for (int[] edge : edges.get(state)) {
                    if ((edge[0] & 1 << digit) != 0) {
                        addFree(next, edge[1]);
                    }
                }
            });
            return next;
        }

        private void addFree(BitSet set, int state) {
            if (set.get(state)) {
                return;
            }
            set.set(state);
            for (int[] edge : edges.get(state)) {
                if (edge[0] == 0) {
                    addFree(set, edge[1]);
                }
            }
        }
    }
}
