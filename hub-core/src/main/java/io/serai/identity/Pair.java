package io.serai.identity;

import io.serai.crypto.Hash;

/** Two records, the smaller key first. */
public record Pair(Hash low, Hash high) {

    public static Pair of(Hash one, Hash other) {
        return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
    }
}
