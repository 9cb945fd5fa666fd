package io.serai.identity;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Many subject or profile numbers, which lie close together: about one bit each. Not thread-safe. */
final class NumberSet {
    private static final int BITS = 16;

    private final Map<Long, BitSet> blocks = new HashMap<>();

    /** Answers whether it was not in yet. */
    boolean add(long number) {
        BitSet block = blocks.computeIfAbsent(number >> BITS, any -> new BitSet());
        int bit = bit(number);
        boolean fresh = !block.get(bit);
        block.set(bit);
        return fresh;
    }

    boolean contains(long number) {
        BitSet block = blocks.get(number >> BITS);
        return block != null && block.get(bit(number));
    }

    private static int bit(long number) {
        return (int) (number & ((1 << BITS) - 1));
    }
}
