package io.serai.match;

/** How alike two texts are. Stateless; scratch memory is a thread's own. */
public final class Similarity {
    private static final double PREFIX_WEIGHT = 0.1;
    private static final int PREFIX = 4;
    private static final int LONGEST = 64;
    private static final ThreadLocal<long[]> SCRATCH = ThreadLocal.withInitial(() -> new long[2]);

    private Similarity() {}

    /**
     * Jaro-Winkler similarity, from 0 (nothing in common) to 1 (equal). Winkler (1990), with his prefix weight of 0.1
     * for up to four characters. Characters after the 64th are not looked at. Jaro's greedy pairing depends on which
     * text comes first, rarely; the order here is fixed, so the answer does not.
     */
    public static double jaroWinkler(String one, String other) {
        return jaroWinkler(one, other, 0);
    }

    /** As {@link #jaroWinkler(String, String)}; pairs less alike than {@code least} may get any lower figure, sooner. */
    static double jaroWinkler(String one, String other, double least) {
        return one.compareTo(other) <= 0 ? ordered(one, other, least) : ordered(other, one, least);
    }

    private static double ordered(String one, String other, double least) {
        int n = Math.min(one.length(), LONGEST);
        int m = Math.min(other.length(), LONGEST);
        if (n == 0 || m == 0) {
            return n == m ? 1 : 0;
        }
        int prefix = 0;
        int longest = Math.min(PREFIX, Math.min(n, m));
        while (prefix < longest && one.charAt(prefix) == other.charAt(prefix)) {
            prefix++;
        }
        int most = Math.min(shared(one, n, letters(other, m)), shared(other, m, letters(one, n)));
        if (winkler(((double) most / n + (double) most / m + 1) / 3, prefix) < least) {
            return 0;
        }
        long[] matched = SCRATCH.get();
        int common = match(one, n, other, m, matched);
        if (common == 0) {
            return 0;
        }
        double shares = (double) common / n + (double) common / m;
        if (winkler((shares + 1) / 3, prefix) < least) {
            return 0;
        }
        double transposed = transpositions(one, matched[0], other, matched[1]) / 2.0;
        return winkler((shares + (common - transposed) / common) / 3, prefix);
    }

    /** A bit for each letter that occurs; some letters have one in common. */
    private static long letters(String text, int length) {
        long letters = 0;
        for (int i = 0; i < length; i++) {
            letters |= 1L << text.charAt(i);
        }
        return letters;
    }

    /** How many characters have such a bit: no more of them can have a partner. */
    private static int shared(String text, int length, long letters) {
        int shared = 0;
        for (int i = 0; i < length; i++) {
            shared += (int) (letters >>> text.charAt(i) & 1);
        }
        return shared;
    }

    private static double winkler(double jaro, int prefix) {
        return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
    }

    /** Marks the characters that have a partner within Jaro's window, as bits; answers how many pairs there are. */
    private static int match(String one, int n, String other, int m, long[] matched) {
        int window = Math.max(0, Math.max(n, m) / 2 - 1);
        long left = 0;
        long right = 0;
        for (int i = 0; i < n; i++) {
            char wanted = one.charAt(i);
            int end = Math.min(m - 1, i + window);
            for (int j = Math.max(0, i - window); j <= end; j++) {
                if ((right >>> j & 1) == 0 && other.charAt(j) == wanted) {
                    left |= 1L << i;
                    right |= 1L << j;
                    break;
                }
            }
        }
        matched[0] = left;
        matched[1] = right;
        return Long.bitCount(left);
    }

    private static int transpositions(String one, long left, String other, long right) {
        int different = 0;
        long mine = left;
        long theirs = right;
        while (mine != 0) {
            int i = Long.numberOfTrailingZeros(mine);
            int j = Long.numberOfTrailingZeros(theirs);
            if (one.charAt(i) != other.charAt(j)) {
                different++;
            }
            mine &= mine - 1;
            theirs &= theirs - 1;
        }
        return different;
    }

    /**
     * Whether one insertion, deletion, substitution or swap of neighbours at most makes the texts equal: a
     * Damerau-Levenshtein distance of 0 or 1, in linear time.
     */
    public static boolean withinOneEdit(String one, String other) {
        int n = one.length();
        int m = other.length();
        if (Math.abs(n - m) > 1) {
            return false;
        }
        int start = 0;
        int shorter = Math.min(n, m);
        while (start < shorter && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int tail = 0;
        while (tail < shorter - start && one.charAt(n - 1 - tail) == other.charAt(m - 1 - tail)) {
            tail++;
        }
        int left = n - start - tail;
        int right = m - start - tail;
        if (left <= 1 && right <= 1) {
            return true;
        }
        return left == 2
                && right == 2
                && one.charAt(start) == other.charAt(start + 1)
                && one.charAt(start + 1) == other.charAt(start);
    }
}
