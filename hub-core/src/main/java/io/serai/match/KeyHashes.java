package io.serai.match;

import java.util.Arrays;
import java.util.List;

/**
 * The hashes of the texts that a blocking key makes of records, of most of them without making the texts. Equal texts have
 * equal hashes. Not thread-safe; one instance serves one key and one thread.
 */
final class KeyHashes {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final BlockingKey key;
    private final MatchModel model;
    private final List<BlockingKey.Part> parts;
    /** The places of each part's fields in a model. */
    private final int[][] places;

    private long[] hashes = new long[4];
    private int count;

    KeyHashes(BlockingKey key, MatchModel model) {
        this.key = key;
        this.model = model;
        this.parts = key.parts();
        this.places = parts.stream()
                .map(part -> part.fields().stream().mapToInt(model::place).toArray())
                .toArray(int[][]::new);
    }

    /** Makes the hashes of a record's texts, each once. */
    void of(Person person) {
        count = 0;
        if (isPlain(person)) {
            plain(person);
        } else {
            key.texts(field -> person.value(model.place(field)))
                    .forEach(text -> add(feed(BASIS, text, text.length()), 0));
        }
        for (int i = 0; i < count; i++) {
            hashes[i] = mixed(hashes[i]);
        }
    }

    int count() {
        return count;
    }

    long get(int at) {
        return hashes[at];
    }

    /** Adds a hash that is not there yet from a place on. */
    private void add(long hash, int from) {
        for (int i = from; i < count; i++) {
            if (hashes[i] == hash) {
                return;
            }
        }
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        hashes[count++] = hash;
    }

    /** Whether no field has several values, and no part needs two of them in order. */
    private boolean isPlain(Person person) {
        for (int part = 0; part < places.length; part++) {
            for (int place : places[part]) {
                Value value = person.value(place);
                if (parts.get(part).both() || (value != null && !value.more().isEmpty())) {
                    return false;
                }
            }
        }
        return true;
    }

    private void plain(Person person) {
        add(BASIS, 0);
        for (int part = 0; part < places.length && count > 0; part++) {
            int before = count;
            for (int place : places[part]) {
                Value value = person.value(place);
                String cut = value == null ? "" : parts.get(part).cut(value);
                for (int i = 0; i < before && !cut.isEmpty(); i++) {
                    long start = places.length == 1 ? hashes[i] : (hashes[i] ^ '\t') * PRIME;
                    add(feed(start, cut, parts.get(part).taken(cut)), before);
                }
            }
            count -= before;
            System.arraycopy(hashes, before, hashes, 0, count);
        }
    }

    /** FNV-1a. */
    private static long feed(long start, String text, int length) {
        long hash = start;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    /** The finaliser of MurmurHash3. */
    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }
}
