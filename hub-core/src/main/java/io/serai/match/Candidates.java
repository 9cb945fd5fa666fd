package io.serai.match;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Which records are compared: those that agree on a blocking key. Built once for a list of people; thread-safe.
 *
 * <p>A record leads to its blocks and a block to its records, so a record's partners are found without a set of all
 * pairs; memory grows with the number of records and keys alone.
 */
final class Candidates {
    /** Records are numbered by this many bits beside the hash of their key. */
    private static final int PLACE_BITS = 24;

    private static final int FEW = 2_000;

    static final int MOST_RECORDS = 1 << PLACE_BITS;

    private final int records;
    private final int[][] blockOf;
    private final Blocks[] blocks;
    private final Queue<Partners> idle = new ConcurrentLinkedQueue<>();

    /** The blocks of one key: {@code members} from {@code starts[block]} to {@code starts[block + 1]}. */
    private record Blocks(int[] starts, int[] members) {
        int size() {
            return starts.length - 1;
        }
    }

    private Candidates(int records, int[][] blockOf, Blocks[] blocks) {
        this.records = records;
        this.blockOf = blockOf;
        this.blocks = blocks;
    }

    /** The candidates among people by a model's keys; blocks above its cap compare no one. */
    static Candidates among(List<Person> people, MatchModel model) {
        if (people.size() > MOST_RECORDS) {
            throw new IllegalArgumentException("more than " + MOST_RECORDS + " records");
        }
        int keys = model.keys().size();
        long[][] entries = new long[keys][];
        IntStream.range(0, keys).parallel().forEach(key -> entries[key] = entries(people, model, key));
        int[][] blockOf = new int[keys][];
        Blocks[] blocks = new Blocks[keys];
        for (int key = 0; key < keys; key++) {
            blocks[key] = blocks(entries[key], model.keyCap());
            entries[key] = new long[0];
        }
        for (int key = 0; key < keys; key++) {
            blockOf[key] = blockOf(blocks[key], people.size());
        }
        return new Candidates(people.size(), blockOf, blocks);
    }

    /** The upper bits of each key's hash with the record's place below, sorted. */
    private static long[] entries(List<Person> people, MatchModel model, int key) {
        KeyHashes hashes = new KeyHashes(model.keys().get(key), model);
        long[] entries = new long[people.size()];
        int count = 0;
        for (int record = 0; record < people.size(); record++) {
            hashes.of(people.get(record));
            for (int at = 0; at < hashes.count(); at++) {
                if (count == entries.length) {
                    entries = Arrays.copyOf(entries, count + count / 2 + 1);
                }
                entries[count++] = (hashes.get(at) << PLACE_BITS) | record;
            }
        }
        long[] sorted = Arrays.copyOf(entries, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static Blocks blocks(long[] entries, int cap) {
        int[] starts = new int[entries.length / 2 + 2];
        int[] members = new int[entries.length];
        int blocks = 0;
        int filled = 0;
        int start = 0;
        for (int end = 1; end <= entries.length; end++) {
            if (end < entries.length && entries[end] >>> PLACE_BITS == entries[start] >>> PLACE_BITS) {
                continue;
            }
            int size = end - start;
            if (size > 1 && size <= cap) {
                starts[blocks++] = filled;
                for (int at = start; at < end; at++) {
                    members[filled++] = (int) (entries[at] & (MOST_RECORDS - 1));
                }
            }
            start = end;
        }
        starts[blocks] = filled;
        return new Blocks(Arrays.copyOf(starts, blocks + 1), Arrays.copyOf(members, filled));
    }

    /** Where a record has several values it is in several blocks: pairs of record and block, sorted. */
    private static int[] blockOf(Blocks blocks, int records) {
        int[] counts = new int[records + 1];
        for (int member : blocks.members) {
            counts[member + 1]++;
        }
        // The first records + 1 numbers say where a record's blocks begin, after them.
        int[] index = new int[records + 1 + blocks.members.length];
        index[0] = records + 1;
        for (int record = 0; record < records; record++) {
            index[record + 1] = index[record] + counts[record + 1];
        }
        int[] next = Arrays.copyOf(index, records);
        for (int block = 0; block < blocks.size(); block++) {
            for (int at = blocks.starts[block]; at < blocks.starts[block + 1]; at++) {
                index[next[blocks.members[at]]++] = block;
            }
        }
        return index;
    }

    int keys() {
        return blocks.length;
    }

    /** Whether so few records are given that each is compared with every other. */
    private boolean isFew() {
        return records <= FEW;
    }

    /** Scratch memory for whoever asks for partners; to be given back, since it is as long as the list of people. */
    Partners borrow() {
        Partners partners = idle.poll();
        return partners == null ? new Partners() : partners;
    }

    void giveBack(Partners partners) {
        idle.add(partners);
    }

    /** Scratch memory of one thread that asks for partners. */
    final class Partners {
        private final int[] seen = new int[records];
        private int[] found = new int[1024];
        private int count;
        private int turn;

        /** Finds the partners of a record, each once. */
        void of(int record) {
            count = 0;
            turn++;
            if (isFew()) {
                all(record);
                return;
            }
            for (int key = 0; key < blocks.length; key++) {
                int[] index = blockOf[key];
                for (int at = index[record]; at < index[record + 1]; at++) {
                    add(blocks[key], index[at], record);
                }
            }
        }

        private void all(int record) {
            found = found.length < records ? new int[records] : found;
            for (int partner = 0; partner < records; partner++) {
                if (partner != record) {
                    found[count++] = partner;
                }
            }
        }

        private void add(Blocks of, int block, int record) {
            for (int at = of.starts[block]; at < of.starts[block + 1]; at++) {
                int partner = of.members[at];
                if (partner != record && seen[partner] != turn) {
                    seen[partner] = turn;
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    found[count++] = partner;
                }
            }
        }

        int count() {
            return count;
        }

        int get(int at) {
            return found[at];
        }
    }

    /** Takes pairs of one key. */
    @FunctionalInterface
    interface PairConsumer {
        void accept(int one, int other);
    }

    /** Some pairs that agree on a key, spread evenly over its blocks; at most about {@code most}. */
    void sample(int key, int most, PairConsumer consumer) {
        Blocks of = blocks[key];
        long pairs = 0;
        for (int block = 0; block < of.size(); block++) {
            long size = of.starts[block + 1] - of.starts[block];
            pairs += size * (size - 1) / 2;
        }
        long step = Math.max(1, pairs / most);
        long next = 0;
        long at = 0;
        for (int block = 0; block < of.size(); block++) {
            for (int one = of.starts[block]; one < of.starts[block + 1]; one++) {
                for (int other = one + 1; other < of.starts[block + 1]; other++) {
                    if (at++ == next) {
                        consumer.accept(of.members[one], of.members[other]);
                        next += step;
                    }
                }
            }
        }
    }
}
