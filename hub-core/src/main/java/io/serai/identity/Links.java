package io.serai.identity;

import io.serai.crypto.Hash;
import java.util.List;

/**
 * What of one subject matters for identity.
 *
 * @param recordKey who it is; every choice between equals is made by this order, never by arrival
 * @param values its values that may link, blocked and generic ones left out
 */
public record Links(Hash recordKey, List<Value> values) {
    public Links {
        values = List.copyOf(values);
    }

    /** A value in a namespace, as its look-up hash. */
    public record Value(String namespace, Hash hash) {}
}
